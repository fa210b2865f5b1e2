"""What is a challenge: claims about each indicator with their uncertainty, and the rules that decide which stand."""

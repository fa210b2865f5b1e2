"""What residents write, what is answered, and how long it is kept."""

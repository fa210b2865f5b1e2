"""Sustainability by theme: gender equality, diversity, social sustainability, and an overview of them all."""

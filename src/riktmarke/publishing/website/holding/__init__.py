"""Whole pages held in memory, until something that any page shows is another."""

"""Composites: several indicators weighed together into scores, with their uncertainty, ranks and what moves them."""

"""Frozen value types and standard code lists that every other package speaks in."""

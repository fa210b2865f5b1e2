"""Statistics as pure functions: numbers in, numbers out; no clock, no database, no Django."""

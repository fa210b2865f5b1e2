"""Which numbers are years."""

FIRST_YEAR, LAST_YEAR = 1900, 2200

"""Maps of a county's municipalities and of the whole country's, each with a table that says the same."""

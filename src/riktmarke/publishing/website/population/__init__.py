"""The page of a municipality's population: how many there may be, how likely a goal is, and what would change it."""

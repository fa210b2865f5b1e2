"""The pages of challenges: what is worse, has become worse or is unequal in a municipality, and how that is known."""

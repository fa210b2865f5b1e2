"""News of the municipality's own: a list, a page each, and a feed."""

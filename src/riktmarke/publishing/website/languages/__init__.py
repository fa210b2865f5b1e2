"""Two languages: which one an address is in, and links that stay in it."""

"""The chain that figures hang on. So far: the definitions of the catalogue."""

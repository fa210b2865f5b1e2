"""How figures may go on and how likely goals are, on the pages: what is read, lines, tables and charts."""

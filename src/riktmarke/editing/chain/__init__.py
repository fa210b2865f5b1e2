"""Where staff keep the chain: a form for every kind of row, made from the plan's schema, saved through the actions."""

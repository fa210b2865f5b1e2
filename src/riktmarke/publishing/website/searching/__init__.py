"""Search over the whole site: the plan, the pages, the indicators and the municipalities, by everyday words."""

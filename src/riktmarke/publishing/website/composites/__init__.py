"""The pages of composites: where a municipality stands in its county, what that is made of, and what it takes."""

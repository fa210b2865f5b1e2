"""Targets held up against the figures: what each is about as one series, and how it stands."""

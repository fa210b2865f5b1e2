"""The store: snapshots as received, observations in versions, panels, areas and peer groups."""

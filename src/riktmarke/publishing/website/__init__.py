"""The public website: pages, charts and downloads."""

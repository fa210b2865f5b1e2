"""What a plan lacks or what has become old, each with a way to mend it: a page, a panel, a weekly letter."""

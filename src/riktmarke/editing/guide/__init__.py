"""How it is done: the staff's guide, within the editor."""

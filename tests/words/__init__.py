"""The public pages' texts and their English: found in the sources, kept in .po files, compiled."""

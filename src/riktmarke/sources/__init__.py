"""Everything that talks to publishers: an adapter is a fetch and a pure parse."""

"""Many who press at once."""

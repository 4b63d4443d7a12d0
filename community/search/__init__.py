"""Search over everything that can be found by words."""

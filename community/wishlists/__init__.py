"""Lists of wishes."""

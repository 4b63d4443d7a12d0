"""Pages that show many features."""

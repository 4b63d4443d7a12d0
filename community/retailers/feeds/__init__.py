"""Feeds: a shop’s catalogue in a file, read, kept by the row, and brought into the house."""

"""The demo shops and what they sell, as plain data."""

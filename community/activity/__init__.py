"""What members did, for the feeds of those who follow them."""

"""What members are told, in the page and by mail."""

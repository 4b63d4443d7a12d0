"""Comments under any kind of thing."""

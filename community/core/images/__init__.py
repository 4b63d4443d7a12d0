"""Pictures: decoded by a small separate program, kept under hashed names."""

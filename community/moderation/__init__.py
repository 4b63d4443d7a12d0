"""Reports, what is decided on them, and how the member concerned is heard."""

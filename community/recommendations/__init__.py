"""What goes together, what moves now, and what a member may like: always with the reason."""

"""Feeds of any size on the loopback, and a worker to bring them in a process of its own."""

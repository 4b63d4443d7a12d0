"""Copies of one submission over sockets, all of them arriving at the same moment."""

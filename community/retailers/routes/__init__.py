"""Addresses of retailers; one resource a file."""

"""Nordlys Studio's own shop, on a port of its own, with every widget on its pages.

A fictional retailer for `flask serve` in development: an app that shares nothing with the site but
the pictures the demo draws. It is never served in production.
"""

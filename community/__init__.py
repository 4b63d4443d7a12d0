"""Posy: a social shopping community that people run for themselves."""

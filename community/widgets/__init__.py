"""Posy on other sites' pages: small pages in frames, made as nobody at all would see them.

Everything is under `/embed/` and reaches its views through `apart`, which takes a visitor's cookies
away: what a widget shows cannot depend on who looks.
"""

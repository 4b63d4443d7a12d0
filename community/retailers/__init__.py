"""Shops take part: a team proves a domain, keeps its page, brings its products."""

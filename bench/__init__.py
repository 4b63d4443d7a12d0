"""Measurements of a whole running site, beside yardsticks of the same run."""

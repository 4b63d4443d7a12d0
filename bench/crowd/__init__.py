"""A crowd of any size for measuring: the same shape at 2,000 and at 200,000 members."""

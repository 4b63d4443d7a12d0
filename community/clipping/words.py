def listed(text: str) -> frozenset[str]:
    """A written list of words, for tables that would else be a wall of quotes."""
    return frozenset(text.split())

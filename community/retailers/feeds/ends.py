"""An end to everything in a file that somebody else has written."""

from __future__ import annotations

MOST_ITEMS = 50_000
DEEPEST = 20
MOST_NAMES = 1_000
LONGEST_FIELD = 20_000
LONGEST_ITEM = 1024 * 1024  # characters, or bytes where there are none yet

# What is read of an item, by Google’s names; all else is passed over.
FIELDS = frozenset(
    [
        "id",
        "title",
        "link",
        "price",
        "sale_price",
        "availability",
        "description",
        "brand",
        "gtin",
        "mpn",
        "image_link",
    ]
)

Row = dict[str, str]


class BadFeed(Exception):
    """The file as a whole cannot be read; `reason` is for `problems.sentence`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

"""From a file that somebody sent to rows: streaming, with an end to everything.

Nothing is decoded or built as a whole: a file of the largest size may hold millions of names,
fields or brackets, each of which would become an object many times as large.
"""

from __future__ import annotations

from collections.abc import Iterator

from community.retailers.feeds.ends import MOST_ITEMS, BadFeed, Row
from community.retailers.feeds.markup import xml_rows
from community.retailers.feeds.shopify import json_rows
from community.retailers.feeds.tables import table_rows

_HEAD = 1024


def rows_of(body: bytes, codec: str) -> Iterator[Row]:
    """The rows of a feed in any of its formats; raises BadFeed, at the latest at its last row."""
    start = body[:_HEAD].decode(codec, "ignore").lstrip("\ufeff\0 \t\r\n")[:1]
    if start == "<":
        found = xml_rows(body)
    elif start in ("{", "["):
        found = json_rows(body)
    else:
        found = table_rows(body, codec)
    for count, row in enumerate(found, 1):
        if count > MOST_ITEMS:
            raise BadFeed("too many")
        yield row

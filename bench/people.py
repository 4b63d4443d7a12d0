"""Fills an empty, migrated database with a crowd: `fill(url, 2000)`.

COPY on PostgreSQL (a superuser's connection), executemany on SQLite; counters are those that the
rows make; the same `members`, `now` and `seed` make the same rows. Everybody signs in as
`member<place>@crowd.example` with `PASSWORD`, or with the cookie's token `crowd.token(place)`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from bench.crowd.asking import Asking
from bench.crowd.goods import Goods
from bench.crowd.members import PASSWORD, Members, handle_of
from bench.crowd.shape import Crowd
from bench.crowd.sheets import Sheet
from bench.crowd.writers import writer

__all__ = ["PASSWORD", "Crowd", "fill", "handle_of"]


def fill(url: str, members: int, say: Callable[[str], object] = lambda line: None) -> Crowd:
    """The crowd that now lives there; at least 100 `members`. `say` hears of each table."""
    crowd, database = Crowd(members), writer(url)
    with database.filling():
        for sheet in _sheets(crowd):
            began = time.monotonic()
            count = database.write(sheet)
            say(f"{sheet.table:20} {count:>10,} rows {time.monotonic() - began:6.1f} s")
    return crowd


def _sheets(crowd: Crowd) -> Iterator[Sheet]:
    for part in (Members(crowd), Goods(crowd), Asking(crowd)):
        yield from part.sheets()

"""What is in no row yet is read by and by: after an upgrade, or where somebody wrote past us."""

from __future__ import annotations

from flask import current_app

from community.core import clock
from community.core.jobs import every_minute
from community.search.indexing import fill_missing

PORTIONS = 10
PAUSE = 30  # minutes between two looks once nothing was missing


@every_minute
def fill_search() -> None:
    known = current_app.extensions
    if known.get("search_is_full") and clock.now().minute % PAUSE:
        return
    missing = PORTIONS
    while missing and fill_missing():
        missing -= 1
    known["search_is_full"] = missing > 0

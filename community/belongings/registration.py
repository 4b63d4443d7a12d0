"""What belongings hear."""

from __future__ import annotations

from community.belongings.events import ArchiveAsked, Departed
from community.belongings.jobs import make_archive
from community.belongings.models import Archive, Departure
from community.core import cache, live
from community.core.events import subscribe
from community.core.lanes import VISITS


def register() -> None:
    cache.unseen(Archive, Departure)
    subscribe(Departed, lambda said: live.recheck(), name="recheck")
    subscribe(
        ArchiveAsked, make_archive, name="archive", durable=True, in_transaction=False, lane=VISITS
    )

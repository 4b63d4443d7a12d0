"""What belongings hear."""

from __future__ import annotations

from community.belongings.events import ArchiveAsked, Departed, ImportBegun
from community.belongings.importing.bringing import bring
from community.belongings.jobs import make_archive
from community.belongings.models import Archive, Departure, Import, ImportedRow
from community.core import cache, live
from community.core.events import subscribe
from community.core.lanes import VISITS


def register() -> None:
    cache.unseen(Archive, Departure, Import, ImportedRow)
    subscribe(Departed, lambda said: live.recheck(), name="recheck")
    subscribe(
        ArchiveAsked, make_archive, name="archive", durable=True, in_transaction=False, lane=VISITS
    )
    subscribe(ImportBegun, bring, name="import", durable=True, in_transaction=False, lane=VISITS)

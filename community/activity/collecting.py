"""News of collections: that somebody made one, and what comes to it."""

from __future__ import annotations

from sqlalchemy import exists, select, update

from community.activity.models import Activity
from community.collections.events import CollectionRemixed, PieceAdded
from community.collections.models import Collection
from community.core import clock
from community.core.db import change
from community.core.upsert import insert_or_ignore
from community.extensions import db


def record_added(fact: PieceAdded) -> None:
    """What is added within an hour is one piece of news with a count; the first of a collection
    says that it was made."""
    _record(fact.collection_id, fact.by_id)


def record_remixed(fact: CollectionRemixed) -> None:
    _record(fact.remix_id, fact.by_id)


def _record(collection_id: int, actor_id: int) -> None:
    burst = clock.now().strftime("%Y-%m-%d %H")
    about = {"kind": Collection.kind, "thing_id": collection_id}
    again = update(Activity).filter_by(actor_id=actor_id, burst=burst, **about)
    if change(again.values(count=Activity.count + 1)):
        return
    is_known = db.session.scalar(select(exists(select(Activity.id).filter_by(**about))))
    verb = "added" if is_known else "made"
    fresh = {"actor_id": actor_id, "verb": verb, "burst": burst, "count": 1, **about}
    insert_or_ignore(Activity, fresh)

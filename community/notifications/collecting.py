"""Who is told of collections: who gathers in one, and whose was remixed."""

from __future__ import annotations

from community.collections.events import CollaboratorAdded, CollectionRemixed
from community.collections.models import Collection
from community.extensions import db
from community.notifications.readers import who_may_see
from community.notifications.telling import tell_all


def gathers(fact: CollaboratorAdded) -> None:
    _tell_of(fact.profile_id, "gathers", fact.collection_id, fact.by_id)


def remixed(fact: CollectionRemixed) -> None:
    """Only of remixes that the author of the first may see; the notice leads to the first."""
    source = db.session.get(Collection, fact.source_id)
    if source is None or source.owner_id == fact.by_id:
        return
    if who_may_see([source.owner_id], Collection.kind, fact.remix_id):
        _tell_of(source.owner_id, "remixed", source.id, fact.by_id)


def _tell_of(profile_id: int, topic: str, collection_id: int, actor_id: int) -> None:
    readers = who_may_see([profile_id], Collection.kind, collection_id)
    tell_all(readers, topic, Collection.kind, collection_id, actor_id)

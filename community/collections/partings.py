"""A block ends what two people had in common: gathering together, following a collection."""

from __future__ import annotations

from sqlalchemy import or_, select

from community.collections.models import Collaborator, Collection, CollectionFollow
from community.extensions import db
from community.friends.events import Blocked


def part(fact: Blocked) -> None:
    pair = ((fact.blocker_id, fact.blocked_id), (fact.blocked_id, fact.blocker_id))
    for owner_id, other_id in pair:
        for collection in _shared(owner_id, other_id):
            Collaborator.end(collection.id, other_id)
            CollectionFollow.end(collection, other_id)


def _shared(owner_id: int, other_id: int) -> list[Collection]:
    """In one order, so that two who part do not wait for one another."""
    having = (
        select(model.collection_id).where(model.profile_id == other_id)
        for model in (Collaborator, CollectionFollow)
    )
    query = select(Collection).where(
        Collection.owner_id == owner_id, or_(*(Collection.id.in_(ids) for ids in having))
    )
    return list(db.session.scalars(query.order_by(Collection.id)))

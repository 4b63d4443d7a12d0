"""What may be said twice of collections, and why; see tests/core/idempotency/harmless.py."""

from __future__ import annotations

from tests.core.idempotency.acts import Act
from tests.core.idempotency.stage import Sent, key

HARMLESS: dict[str, tuple[str, Act]] = {
    "collects.create": (
        "one piece a product and collection, by a unique index and under the collection’s lock",
        lambda s: s.ana_sends(f"/products/{key(s.product)}/collect", collection=key(s.collection)),
    ),
    "collects.destroy": (
        "the form names the collection; what is out of it stays out",
        lambda s: s.ana_sends(
            f"/products/{key(s.product)}/uncollect", collection=key(s.collection)
        ),
    ),
    "collections.archive": (
        "the form says which state",
        lambda s: s.ana_sends(f"/collections/{key(s.collection)}/archive"),
    ),
    "collection_follows.create": (
        "one row a member by a unique index",
        lambda s: Sent(s.as_ben, f"/collections/{key(s.collection)}/follow"),
    ),
    "collection_follows.destroy": (
        "a row that is gone is gone",
        lambda s: Sent(s.as_ben, f"/collections/{key(s.collection)}/unfollow"),
    ),
    "collaborators.create": (
        "one row a member by a unique index",
        lambda s: s.ana_sends(f"/collections/{key(s.collection)}/people", handle="@ben"),
    ),
    "collaborators.destroy": (
        "a row that is gone is gone",
        lambda s: s.ana_sends(f"/collections/{key(s.collection)}/people/{key(s.ben)}/remove"),
    ),
    "pieces.update": (
        "says the whole state",
        lambda s: s.ana_sends(f"/pieces/{key(s.pieces[0])}/edit", why="Slowly"),
    ),
    "pieces.destroy": (
        "a removal is a mark that stands or not",
        lambda s: s.ana_sends(f"/pieces/{key(s.pieces[0])}/remove"),
    ),
    "pieces.restore": (
        "a removal is a mark that stands or not",
        lambda s: s.ana_sends(f"/pieces/{key(s.pieces[0])}/restore"),
    ),
    "piece_places.update": (
        "says the whole order",
        lambda s: s.ana_sends(f"/collections/{key(s.collection)}/order", order=key(s.pieces[1])),
    ),
}

"""Collections of each audience, with a piece of each sort, a tag and a why."""

from __future__ import annotations

from community.collections.models import CollectionTag
from community.core.db import writing
from community.extensions import db
from tests.drills.canaries.planting import Stage, a_product
from tests.world import collection_by, piece_in


def a_collection(stage: Stage, audience: str) -> None:
    hatch = stage.aviary.hatch
    body = hatch("collections.body", audience)
    collection = collection_by(
        stage.world.ana,
        hatch("collections.title", audience),
        body=body,
        html=f"<p>{hatch('collections.html', audience)}</p>",
        audience="me",
    )
    stage.show(collection, audience)
    tag = stage.aviary.word("collection_tags.tag", audience)
    with writing():
        db.session.add(CollectionTag(collection_id=collection.id, tag=tag))
    note = {"title": hatch("pieces.title", audience)}
    stage.put("piece", piece_in(collection, hatch("pieces.why", audience), **note))
    piece_in(collection, "", product=a_product(stage, audience))
    stage.put("collection", collection, audience)

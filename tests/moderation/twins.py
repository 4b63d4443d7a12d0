"""A thing that is here twice, with rows of every room on the page that goes."""

from __future__ import annotations

from community.catalog.models import Code, Merge, Offer, Product
from community.collections.models import Piece
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.forums.models import Topic
from community.polls.models import Option, Poll
from community.purchases.models import Mark
from community.reactions.models import Comment, Like
from community.wishlists.models import Wish
from tests.moderation.cases import deliver
from tests.world import (
    World,
    collection_by,
    list_by,
    mark_by,
    piece_in,
    poll_by,
    product_by,
    topic_by,
    wish_on,
)

BY_PRODUCT = Offer, Code, Wish, Piece, Mark, Poll, Option
COLUMNS = [
    *((model, "product_id") for model in BY_PRODUCT),
    (Comment, "thing_id"),
    (Like, "thing_id"),
    (Topic, "about_id"),
]


class Twins:
    """`stays` and `goes` of ana's, both on show. ben has a row of everything on `goes`; carla has
    marked, liked and collected both."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.stays = product_by(world.ana, "pot", listed=True)
        self.goes = product_by(world.ana, "kettle", listed=True)
        wish_on(list_by(world.ben, audience="public"), product_id=self.goes.id)
        piece_in(collection_by(world.ben), product=self.goes)
        mark_by(world.ben, self.goes, audience="public")
        topic_by(world.ben, about=self.goes)
        poll_by(world.ben, product_id=self.goes.id)
        gathered = collection_by(world.carla)
        for product in (self.goes, self.stays):
            mark_by(world.carla, product)
            piece_in(gathered, product=product)
        with writing():
            db.session.add(Code(product_id=self.goes.id, code="gtin:1"))
            Comment.write(self._now(self.goes), world.ben, "Fine words", "<p>Fine words</p>")
            for product in (self.goes, self.stays):
                Like.give("product", product.id, world.carla.id)
            Like.give("product", self.goes.id, world.ben.id)
            option = db.session.query(Option).first()
            option.product_id = self.goes.id
        deliver()

    def _now(self, product: Product) -> Product:
        return db.session.get_one(Product, product.id)

    def merge(self) -> Merge:
        with writing():
            merge = Merge.make(self.goes.id, self.stays.id, self.world.mo)
        deliver()
        return merge

    def undo(self, merge: Merge) -> bool:
        with writing():
            undone = db.session.get_one(Merge, merge.id).undo()
        deliver()
        return undone

    def path(self, product: Product, more: str = "") -> str:
        return f"/products/{encode(product.id)}{more}"


def places() -> dict[str, list[tuple[int, int]]]:
    """On which product, or other thing, each row of every room hangs."""
    found = {}
    for model, column in COLUMNS:
        rows = db.session.execute(db.select(model.id, getattr(model, column)))
        found[model.__tablename__] = sorted(tuple(row) for row in rows if row[1])
    return found


def hanging_on(product: Product) -> dict[str, int]:
    """How many rows of each room hang on it."""
    return {
        table: number
        for table, rows in places().items()
        if (number := sum(on == product.id for _id, on in rows))
    }

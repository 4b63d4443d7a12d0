from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ColumnElement,
    Index,
    UniqueConstraint,
    exists,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.orm import Mapped, aliased, mapped_column, relationship

from community.accounts.models import Profile
from community.catalog.events import MergeDue
from community.catalog.models.product import Product
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.core.events import publish
from community.extensions import db

UNDONE_WITHIN = timedelta(days=30)
UNDER_WAY = ("moving", "returning")
IS_STANDING = text("undone_at IS NULL")


class Merge(Model):
    """Two products are one: `loser` is told as `survivor` from the first moment on, and what hangs
    on it follows in portions (`moving`). Taken back, what was moved goes back (`returning`).

    A product is part of one merge at a time while rows are on their way; the database settles who
    was first.
    """

    __tablename__ = "product_merges"

    id: Mapped[int] = id_column()
    loser_id: Mapped[int] = reference("products.id")
    survivor_id: Mapped[int] = reference("products.id")
    by_id: Mapped[int | None] = reference(
        "profiles.id", on_delete="SET NULL", nullable=True, index=False
    )
    state: Mapped[str] = text_column(9, default="moving")
    settled_at = moment()  # when the last portion was through
    undone_at = moment()
    created_at = stamp()

    loser: Mapped[Product] = relationship(foreign_keys="Merge.loser_id")
    survivor: Mapped[Product] = relationship(foreign_keys="Merge.survivor_id")
    by: Mapped[Profile | None] = relationship()

    __table_args__ = (
        CheckConstraint("loser_id <> survivor_id", name="not_self"),
        CheckConstraint("state IN ('moving', 'moved', 'returning', 'returned')", name="state"),
        Index(
            "uq_product_merges_standing",
            "loser_id",
            unique=True,
            postgresql_where=IS_STANDING,
            sqlite_where=IS_STANDING,
        ),
    )

    @classmethod
    def make(cls, loser_id: int, survivor_id: int, by: Profile) -> Merge | None:
        """Inside `writing()`. None when one of them is not free for it (any more): merged, hidden,
        or on its way by another merge."""
        _hold(loser_id, survivor_id)
        if _is_busy(loser_id, survivor_id):
            return None
        into = aliased(Product)
        stays = exists().where(into.id == survivor_id, *stands(into))
        free = update(Product).where(Product.id == loser_id, *stands(Product), stays)
        if loser_id == survivor_id or not change(free.values(merged_into_id=survivor_id)):
            return None
        merge = cls(loser_id=loser_id, survivor_id=survivor_id, by_id=by.id, state="moving")
        db.session.add(merge)
        db.session.flush()
        publish(MergeDue(merge.id))
        return merge

    def undo(self) -> bool:
        """Inside `writing()`. False when it cannot be any more, or not now: the later of two merges
        of one product is taken back first."""
        _hold(self.loser_id, self.survivor_id)
        if _is_busy(self.loser_id, self.survivor_id):
            return False
        stays = exists().where(Product.id == self.survivor_id, Product.merged_into_id.is_(None))
        standing = update(Merge).where(
            Merge.id == self.id,
            Merge.state == "moved",
            Merge.created_at > clock.now() - UNDONE_WITHIN,
            stays,
        )
        if not change(standing.values(state="returning", undone_at=clock.now(), settled_at=None)):
            return False
        loser = update(Product).where(Product.id == self.loser_id)
        change(loser.values(merged_into_id=None))
        publish(MergeDue(self.id))
        return True

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def may_be_undone(self) -> bool:
        """For showing; `undo` asks the database."""
        is_last = self.survivor.merged_into_id is None
        return self.state == "moved" and is_last and self.created_at > clock.now() - UNDONE_WITHIN


class Moved(Model):
    """The ledger of a merge: which row of which table it moved, so that undoing moves the same."""

    __tablename__ = "moved_rows"

    id: Mapped[int] = id_column()
    merge_id: Mapped[int] = reference("product_merges.id", index=False)
    table: Mapped[str] = text_column(30)
    row_id: Mapped[int] = mapped_column(BigInteger)
    created_at = stamp(index=True)

    __table_args__ = (UniqueConstraint("merge_id", "table", "row_id"),)


def stands(model: Any) -> tuple[ColumnElement[bool], ...]:
    """On show for everybody, and not part of another."""
    return model.listed_at.is_not(None), model.hidden_at.is_(None), model.merged_into_id.is_(None)


def _hold(*product_ids: int) -> None:
    """Both, always in the same order: of A into B and B into A the second finds the first done."""
    held = select(Product.id).where(Product.id.in_(product_ids)).order_by(Product.id)
    db.session.execute(held.with_for_update())


def _is_busy(*product_ids: int) -> bool:
    touching = or_(Merge.loser_id.in_(product_ids), Merge.survivor_id.in_(product_ids))
    query = select(Merge.id).where(Merge.state.in_(UNDER_WAY), touching)
    return db.session.scalar(query.limit(1)) is not None

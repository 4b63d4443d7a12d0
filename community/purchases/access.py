"""Purchases, found through the viewer."""

from __future__ import annotations

from flask import abort
from sqlalchemy import Select, bindparam, select

from community.extensions import db
from community.friends.prebuilt import prebuilt
from community.friends.viewer import Viewer
from community.purchases.models import Purchase
from community.purchases.queries import purchase_cards
from community.purchases.seeing import may_open


def find_purchase(viewer: Viewer, purchase_id: int) -> Purchase:
    return _visible.scalars(viewer, purchase=purchase_id).unique().one_or_none() or abort(404)


@prebuilt
def _visible(viewer: Viewer) -> Select[Purchase]:
    asked = Purchase.id == bindparam("purchase")
    return purchase_cards(select(Purchase).where(asked, may_open(viewer)))


def find_own_purchase(viewer: Viewer, purchase_id: int) -> Purchase:
    mine = Purchase.id == purchase_id, Purchase.owner_id == viewer.profile_id
    return db.session.scalar(select(Purchase).where(*mine)) or abort(404)

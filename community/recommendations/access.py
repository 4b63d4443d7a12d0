"""What of the recommendations is a member's own."""

from __future__ import annotations

from sqlalchemy import select

from community.extensions import db
from community.friends.viewer import Viewer
from community.recommendations.models import HiddenProduct


def has_hidden(viewer: Viewer, product_id: int) -> bool:
    mine = HiddenProduct.profile_id == viewer.profile_id, HiddenProduct.product_id == product_id
    return bool(db.session.scalar(select(HiddenProduct.id).where(*mine)))

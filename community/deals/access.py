"""Vouchers and deals, found through the viewer: what is on show, and what one keeps."""

from __future__ import annotations

from typing import Any

from flask import abort
from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from community.catalog.models import Shop
from community.deals.models import Deal, DealJoin, Rally, Taken, Voucher, Whom
from community.extensions import db
from community.friends.audience import visible_to
from community.friends.viewer import Viewer
from community.retailers.access import is_seated
from community.retailers.models import Claim, ShopFollow

_claim = Claim.__table__.alias("a_claim")
_shop = Shop.__table__.alias("a_shop")
_follow = ShopFollow.__table__.alias("a_shop_follow")
_taken = Taken.__table__.alias("a_taken")
_join = DealJoin.__table__.alias("a_deal_join")


def is_by_the_shop(model: Any) -> ColumnElement[bool]:
    """Whoever offers it still has the shop’s domain, and no admin has suspended them."""
    proved = _claim.c.shop_id == model.shop_id, _claim.c.retailer_id == model.retailer_id
    stands = exists().where(*proved, _claim.c.proved_at.is_not(None))
    stands = stands.where(_shop.c.id == model.shop_id, _shop.c.verified_at.is_not(None))
    return stands.correlate_except(_claim, _shop)


def meets_voucher(viewer: Viewer) -> ColumnElement[bool]:
    """On a shop’s page: what is for everyone, and for those who follow the shop."""
    meant: ColumnElement[bool] = Voucher.whom == Whom.EVERYONE.value
    if viewer.is_member:
        pair = _follow.c.shop_id == Voucher.shop_id, _follow.c.profile_id == viewer.profile_id
        follows = exists().where(*pair).correlate_except(_follow)
        meant = or_(meant, and_(Voucher.whom == Whom.FOLLOWERS.value, follows))
    return and_(meant, Voucher.hidden_at.is_(None), is_by_the_shop(Voucher))


def opens_voucher(viewer: Viewer) -> ColumnElement[bool]:
    """Met, kept by the viewer whatever became of it, or their own team’s."""
    if not viewer.is_member:
        return meets_voucher(viewer)
    mine = _taken.c.voucher_id == Voucher.id, _taken.c.profile_id == viewer.profile_id
    keeps = exists().where(*mine).correlate_except(_taken)
    return or_(meets_voucher(viewer), keeps, is_seated(viewer, Voucher.retailer_id))


def meets_deal(viewer: Any = None) -> ColumnElement[bool]:
    """A deal is for everybody."""
    return and_(Deal.hidden_at.is_(None), is_by_the_shop(Deal))


def opens_deal(viewer: Viewer) -> ColumnElement[bool]:
    if not viewer.is_member:
        return meets_deal()
    mine = _join.c.deal_id == Deal.id, _join.c.profile_id == viewer.profile_id
    joined = exists().where(*mine).correlate_except(_join)
    return or_(meets_deal(), joined, is_seated(viewer, Deal.retailer_id))


def shows(viewer: Viewer, product_id: Any) -> ColumnElement[bool]:
    """A rally about the product that the viewer may open."""
    query = select(Rally.id).where(Rally.product_id == product_id, visible_to(Rally, viewer))
    return exists(query.correlate_except(Rally))


def find_voucher(viewer: Viewer, voucher_id: int) -> Voucher:
    query = select(Voucher).where(Voucher.id == voucher_id, opens_voucher(viewer))
    return db.session.scalar(_fresh(query)) or abort(404)


def find_own_voucher(viewer: Viewer, voucher_id: int) -> Voucher:
    """Of a team the viewer is in."""
    own = Voucher.id == voucher_id, is_seated(viewer, Voucher.retailer_id)
    return db.session.scalar(_fresh(select(Voucher).where(*own))) or abort(404)


def find_taken(viewer: Viewer, taken_id: int) -> Taken:
    """One’s own."""
    mine = Taken.id == taken_id, Taken.profile_id == viewer.profile_id
    return db.session.scalar(_fresh(select(Taken).where(*mine))) or abort(404)


def at_till(viewer: Viewer, matching: ColumnElement[bool]) -> Taken | None:
    """What somebody shows at a till of the viewer’s team."""
    query = select(Taken).join(Voucher, Voucher.id == Taken.voucher_id)
    ours = is_seated(viewer, Voucher.retailer_id) if viewer.is_member else false()
    return db.session.scalar(_fresh(query.where(matching, ours)).limit(1))


def find_deal(viewer: Viewer, deal_id: int) -> Deal:
    query = select(Deal).where(Deal.id == deal_id, opens_deal(viewer))
    return db.session.scalar(_fresh(query)) or abort(404)


def find_own_deal(viewer: Viewer, deal_id: int) -> Deal:
    own = Deal.id == deal_id, is_seated(viewer, Deal.retailer_id)
    return db.session.scalar(_fresh(select(Deal).where(*own))) or abort(404)


def find_rally(viewer: Viewer, rally_id: int) -> Rally:
    query = select(Rally).where(Rally.id == rally_id, visible_to(Rally, viewer))
    return db.session.scalar(_fresh(query)) or abort(404)


def find_own_rally(viewer: Viewer, rally_id: int) -> Rally:
    rally = find_rally(viewer, rally_id)
    return rally if viewer.owns(rally) else abort(404)


def is_asked(viewer: Viewer) -> ColumnElement[bool]:
    """A rally that reached its number, put to the viewer’s team."""
    proved = Claim.shop_id == Rally.shop_id, Claim.proved_at.is_not(None)
    team = select(Claim.id).where(*proved, is_seated(viewer, Claim.retailer_id))
    return and_(Rally.state != "open", Rally.hidden_at.is_(None), team.exists())


def find_asked_rally(viewer: Viewer, rally_id: int) -> Rally:
    query = select(Rally).where(Rally.id == rally_id, is_asked(viewer))
    return db.session.scalar(_fresh(query)) or abort(404)


def _fresh(query: Any) -> Any:
    return query.execution_options(populate_existing=True)

"""Selects of vouchers, deals and rallies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, Select, and_, bindparam, or_, select
from sqlalchemy.orm import joinedload, selectinload

from community.catalog.models import Offer, Product, Shop
from community.core import clock
from community.deals.access import is_asked, meets_deal, meets_voucher
from community.deals.models import Deal, DealJoin, Rally, RallyJoin, State, Taken, Voucher, Whom
from community.extensions import db
from community.friends.audience import listed_for
from community.friends.prebuilt import Prebuilt, prebuilt
from community.friends.viewer import Viewer
from community.retailers.models import Claim, Retailer

MOST_SHOWN = 12
SHOP: Any = bindparam("shop", type_=BigInteger)
PRODUCT: Any = bindparam("product", type_=BigInteger)


def offers_at(viewer: Viewer, shop: Shop) -> dict[str, Any]:
    """What a shop’s page says of vouchers and deals, what ends first first."""
    there: Sequence[bool] = (False, False)
    if shop.verified_at is not None:
        there = _any_at_shop.execute(viewer, shop=shop.id).one()
    return _gathered(viewer, there, (_at_shop, _deals_at_shop), shop=shop.id)


def offers_for(viewer: Viewer, product: Product) -> dict[str, Any]:
    """What a thing’s page says of vouchers, deals and who would buy it together."""
    there: Sequence[bool] = _any_for_product.execute(viewer, product=product.id).one()
    rallies: Iterable[Rally] = ()
    if there[2]:
        rallies = _rallies_for_product.scalars(viewer, product=product.id)
    offered = _gathered(viewer, there[:2], (_for_product, _deals_for_product), product=product.id)
    return {**offered, "rallies": list(rallies)}


def _gathered(
    viewer: Viewer, there: Sequence[bool], asked: Sequence[Prebuilt], **about: int
) -> dict[str, Any]:
    """Vouchers and deals, asked for only where there are some, as on few pages."""
    vouchers, deals = (
        list(query.scalars(viewer, **about).unique()) if is_there else []
        for is_there, query in zip(there, asked, strict=True)
    )
    return {"vouchers": vouchers, "deals": deals, "taken": taken_of(viewer, vouchers)}


@prebuilt
def _any_at_shop(viewer: Viewer) -> Select[bool, bool]:
    return select(_vouchers(viewer, Voucher.shop_id == SHOP), _deals(Deal.shop_id == SHOP))


@prebuilt
def _any_for_product(viewer: Viewer) -> Select[bool, bool, bool]:
    rallies = select(Rally.id).where(*_shown_rallies(viewer))
    vouchers = _vouchers(viewer, Voucher.shop_id.in_(_selling()))
    return select(vouchers, _deals(Deal.product_id == PRODUCT), rallies.exists())


def _vouchers(viewer: Viewer, where: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(Voucher.id).where(where, Voucher.runs(), meets_voucher(viewer)).exists()


def _deals(where: ColumnElement[bool]) -> ColumnElement[bool]:
    return select(Deal.id).where(where, Deal.is_open(), meets_deal()).exists()


def _selling() -> Select[Any]:
    return select(Offer.shop_id).where(Offer.product_id == PRODUCT)


def _shown_rallies(viewer: Viewer) -> tuple[ColumnElement[bool], ...]:
    going = or_(Rally.is_open(), Rally.state == "accepted")
    return Rally.product_id == PRODUCT, going, listed_for(Rally, viewer)


@prebuilt
def _at_shop(viewer: Viewer) -> Select[Voucher]:
    return _running(viewer).where(Voucher.shop_id == SHOP)


@prebuilt
def _for_product(viewer: Viewer) -> Select[Voucher]:
    return _running(viewer).where(Voucher.shop_id.in_(_selling()))


def _running(viewer: Viewer) -> Select[Voucher]:
    query = select(Voucher).where(meets_voucher(viewer), Voucher.runs())
    query = query.options(selectinload(Voucher.stores)).order_by(Voucher.ends_at, Voucher.id)
    return query.limit(MOST_SHOWN)


def taken_of(viewer: Viewer, vouchers: Iterable[Voucher]) -> dict[int, list[Taken]]:
    """What the viewer keeps of these, by voucher."""
    ids = [voucher.id for voucher in vouchers]
    if not ids or not viewer.is_member:
        return {}
    mine = Taken.profile_id == viewer.profile_id, Taken.voucher_id.in_(ids)
    found: dict[int, list[Taken]] = {}
    for taken in db.session.scalars(select(Taken).where(*mine).order_by(Taken.id)):
        found.setdefault(taken.voucher_id, []).append(taken)
    return found


def kept_by(viewer: Viewer, state: str) -> Select[Taken]:
    """The member’s vouchers that are `open`, `used` or `expired`."""
    query = select(Taken).join(Voucher, Voucher.id == Taken.voucher_id)
    query = query.where(Taken.profile_id == viewer.profile_id, _is(state))
    return query.options(joinedload(Taken.voucher).selectinload(Voucher.stores))


def _is(state: str) -> ColumnElement[bool]:
    past = Voucher.ends_at <= clock.sql_now()
    if state == "used":
        return Taken.used_at.is_not(None)
    return and_(Taken.used_at.is_(None), past if state == "expired" else ~past)


def running_deals() -> Select[Deal]:
    return _with_product(select(Deal).where(meets_deal(), Deal.is_open()))


@prebuilt
def _deals_at_shop(viewer: Viewer) -> Select[Deal]:
    query = running_deals().where(Deal.shop_id == SHOP)
    return query.order_by(Deal.closes_at, Deal.id).limit(MOST_SHOWN)


@prebuilt
def _deals_for_product(viewer: Viewer) -> Select[Deal]:
    query = running_deals().where(Deal.product_id == PRODUCT)
    return query.order_by(Deal.closes_at, Deal.id).limit(MOST_SHOWN)


@prebuilt
def _rallies_for_product(viewer: Viewer) -> Select[Rally]:
    query = select(Rally).where(*_shown_rallies(viewer))
    return for_rallies(query).order_by(Rally.join_count.desc(), Rally.id).limit(MOST_SHOWN)


def joined_by(viewer: Viewer) -> Select[Any]:
    query = select(DealJoin, Deal).join(Deal, Deal.id == DealJoin.deal_id)
    mine: Any = query.where(DealJoin.profile_id == viewer.profile_id)
    return _with_product(mine)


def joins_of(viewer: Viewer, deals: Iterable[Deal]) -> dict[int, DealJoin]:
    ids = [deal.id for deal in deals]
    if not ids or not viewer.is_member:
        return {}
    mine = DealJoin.profile_id == viewer.profile_id, DealJoin.deal_id.in_(ids)
    return {join.deal_id: join for join in db.session.scalars(select(DealJoin).where(*mine))}


def joined_rallies(viewer: Viewer, rallies: Iterable[Rally]) -> set[int]:
    ids = [rally.id for rally in rallies]
    if not ids or not viewer.is_member:
        return set()
    mine = RallyJoin.profile_id == viewer.profile_id, RallyJoin.rally_id.in_(ids)
    return set(db.session.scalars(select(RallyJoin.rally_id).where(*mine)))


def for_rallies(query: Select[Any]) -> Select[Any]:
    return query.options(joinedload(Rally.owner), joinedload(Rally.product))


def _with_product(query: Select[Any]) -> Select[Any]:
    return query.options(joinedload(Deal.product), selectinload(Deal.tiers))


def waiting_before(join: DealJoin) -> int:
    """How many stand before it on the waiting list."""
    earlier = DealJoin.deal_id == join.deal_id, DealJoin.is_in.is_(False)
    query = select(DealJoin.id).where(*earlier, DealJoin.place < join.place)
    return len(db.session.scalars(query.limit(1001)).all())


def place_among(join: DealJoin) -> int:
    """Which seat it is, from one on: in the order in which people came."""
    seated = DealJoin.deal_id == join.deal_id, DealJoin.is_in.is_(True)
    query = select(DealJoin.id).where(*seated, DealJoin.place <= join.place)
    return len(db.session.scalars(query.limit(1001)).all())


def offered_by(retailer: Retailer) -> Select[Voucher]:
    """All a team has made but those of deals, newest first."""
    mine = Voucher.retailer_id == retailer.id, Voucher.whom != Whom.WINNERS.value
    return select(Voucher).where(*mine).options(selectinload(Voucher.stores))


def deals_by(retailer: Retailer) -> Select[Deal]:
    return _with_product(select(Deal).where(Deal.retailer_id == retailer.id))


def asked_of(viewer: Viewer, retailer: Retailer) -> Select[Rally]:
    """Rallies that wait for this team’s word, or had it."""
    shops = select(Claim.shop_id).where(
        Claim.retailer_id == retailer.id, Claim.proved_at.is_not(None)
    )
    query = select(Rally).where(Rally.shop_id.in_(shops), is_asked(viewer))
    return query.options(joinedload(Rally.product))


def sold_at(shops: Iterable[Shop], most: int) -> list[Product]:
    """What a team can offer as a deal: newest first, what everybody may meet."""
    there = select(Offer.product_id).where(Offer.shop_id.in_([shop.id for shop in shops]))
    query = select(Product).where(Product.listed_at.is_not(None), Product.hidden_at.is_(None))
    query = query.where(Product.merged_into_id.is_(None), Product.id.in_(there))
    query = query.options(selectinload(Product.offers)).order_by(Product.id.desc())
    return list(db.session.scalars(query.limit(most)).unique())


def due_deals(most: int) -> list[int]:
    over = Deal.state == State.OPEN.value, Deal.closes_at <= clock.sql_now()
    query = select(Deal.id).where(*over).order_by(Deal.closes_at)
    return list(db.session.scalars(query.limit(most)))


def kept_for(viewer: Viewer, deal: Deal) -> Taken | None:
    """The code that the viewer got for being in."""
    if deal.voucher_id is None or not viewer.is_member:
        return None
    mine = Taken.voucher_id == deal.voucher_id, Taken.profile_id == viewer.profile_id
    return db.session.scalar(select(Taken).where(*mine))

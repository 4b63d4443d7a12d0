"""Where the shop's links lead at the site: things of the demo that everybody may meet."""

from __future__ import annotations

from typing import Any

from flask import current_app, url_for
from sqlalchemy import func, select

from community.catalog.models import Offer, Shop
from community.collections.models import Collection, Piece
from community.core.kinds import kind_of
from community.core.mail import on_site
from community.demo.shop.front import Leads
from community.demo.shop.opening import DOMAIN
from community.extensions import db
from community.friends.audience import listed_for
from community.friends.viewer import Viewer
from community.polls.models import Option, Poll
from community.retailers.models import Claim, SigningKey
from community.wishlists.models import Wish, Wishlist


def leads() -> Leads:
    """Of each kind what shows most of the shop."""
    with current_app.test_request_context(base_url=on_site("/")):
        shop = db.session.scalar(select(Shop).where(Shop.domain == DOMAIN))
        return Leads(
            site=on_site("").rstrip("/"),
            follow=on_site(url_for("shops.show", shop=shop)) if shop else "",
            poll=_address(Poll, Option, Poll.is_open()),
            collection=_address(Collection, Piece),
            list=_address(Wishlist, Wish),
            secret=_secret(shop),
        )


def _secret(shop: Shop | None) -> str:
    """A key of whoever has proved the shop, as its team would have copied it."""
    owner = select(Claim.retailer_id).where(Claim.shop_id == (shop.id if shop else 0))
    mine = SigningKey.retailer_id.in_(owner.where(Claim.proved_at.is_not(None)))
    key = db.session.scalar(select(SigningKey).where(mine, SigningKey.is_good()).limit(1))
    return key.secret if key else ""


def _address(model: Any, part: Any, *more: Any) -> str:
    shops = select(Shop.id).where(Shop.domain == DOMAIN)
    sold = part.product_id.in_(select(Offer.product_id).where(Offer.shop_id.in_(shops)))
    query = select(model.id).join(part).where(sold, listed_for(model, Viewer()), *more)
    most = query.group_by(model.id).order_by(func.count().desc(), model.id.desc()).limit(1)
    thing_id = db.session.scalar(most)
    if thing_id is None:
        return ""
    thing = db.session.get_one(model, thing_id)
    return on_site(kind_of(thing).address(thing))

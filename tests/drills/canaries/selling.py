"""A shop's team: what its page says to everybody, and what stays with the team."""

from __future__ import annotations

from typing import Any

from community.accounts.models import Profile
from community.catalog.models import Offer
from community.catalog.models.offer import url_key
from community.core.db import writing
from community.extensions import db
from community.retailers.models import (
    Claim,
    Feed,
    FeedProblem,
    Retailer,
    Seat,
    SigningKey,
    Store,
)
from tests.drills.canaries.aviary import VIEWERS
from tests.drills.canaries.planting import Stage, a_product
from tests.world import list_by, retailer_by, wish_on

TEAM = ("rita",)
NAMED_TO = (*TEAM, "ada")  # admins find retailers by their names


def plant_shops(stage: Stage, rita: Profile) -> None:
    """One whose domain is proved, and one that has proved nothing yet."""
    hatch, word = stage.aviary.hatch, stage.aviary.word
    proved = retailer_by(rita, hatch("retailers.name", "public", VIEWERS), "ritas.example")
    claim = db.session.query(Claim).filter_by(retailer_id=proved.id).one()
    with writing():
        for name in ("line", "shipping", "returns", "contact"):
            setattr(proved, name, hatch(f"retailers.{name}", "public", VIEWERS))
        store = Store(retailer_id=proved.id)
        for name in ("name", "address", "hours"):
            setattr(store, name, hatch(f"stores.{name}", "public", VIEWERS))
        feed = Feed(retailer_id=proved.id, shop_id=claim.shop_id, currency="EUR", url_key="k")
        feed.url = f"https://ritas.example/{word('feeds.url', 'me', TEAM)}"
        db.session.add_all([store, feed])
        db.session.flush()
        problem = FeedProblem(feed_id=feed.id, row=1, reason="title")
        problem.key = word("feed_problems.key", "me", TEAM)
        problem.said = hatch("feed_problems.said", "me", TEAM)
        db.session.add(problem)
        signing_key = SigningKey.make(proved, hatch("signing_keys.name", "me", TEAM))
    _put(stage, retailer=proved, store=store, feed=feed, claim=claim, signing_key=signing_key)
    for audience in ("public", "me"):
        _sell(stage, claim, audience)
    stage.put("seat", db.session.query(Seat).filter_by(retailer_id=proved.id).one())
    waiting: Retailer = retailer_by(rita, hatch("retailers.name", "me", NAMED_TO))
    with writing():
        claim = Claim.make(waiting, f"{word('claims.token', 'me', TEAM)}.example")
        claim.token = word("claims.token", "me", TEAM)
    _put(stage, retailer=waiting, claim=claim)


def _sell(stage: Stage, claim: Claim, audience: str) -> None:
    """A thing of the proved shop that ana keeps: its widgets stand on the shop's own pages."""
    product, ana = a_product(stage, audience), stage.world.ana
    url = f"https://{claim.shop.domain}/{audience}"
    with writing():
        offer = Offer(product_id=product.id, shop_id=claim.shop_id, url=url, url_key=url_key(url))
        db.session.add(offer)
    wish_on(
        list_by(ana, stage.aviary.hatch("wishlists.title", "me"), audience="me"), product=product
    )
    stage.sold_at.append(url)


def _put(stage: Stage, **rows: Any) -> None:
    for name, row in rows.items():
        stage.put(name, row)

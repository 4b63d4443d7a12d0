"""A shop that signs, its kettle, and the link from its checkout."""

from __future__ import annotations

from urllib.parse import quote

from sqlalchemy import func, select

from community.catalog.models import Offer, Product, Shop
from community.catalog.models.offer import url_key
from community.core import clock
from community.core.db import writing
from community.extensions import db
from community.purchases.tokens import sign

URL = "https://harbour.example/kettle"
ORDER = {"order": "10442-1", "url": URL, "price": "64.50", "currency": "GBP"}


def product_at(owner, title, *, checked):
    with writing():
        product = Product(title=title, found_by_id=owner.id)
        offer = Offer(product=product, shop=Shop.at("harbour.example"), url=URL)
        offer.url_key, offer.checked_at = url_key(URL), clock.now() if checked else None
        db.session.add(offer)
        db.session.flush()
        if checked:
            product.put_on_show()
    return product


def token(key, name="order-10442-1", ago=0, **body):
    stamp = int(clock.now().timestamp()) - ago
    return sign(key.secret, name, stamp, {**ORDER, **body})


def link(text, url=URL, shop="harbour.example"):
    return f"/bought/new?shop={shop}&url={quote(url, safe='')}&token={text}"


def share(client, text, url=URL, **more):
    said = {"place": "online", "day": "2026-11-22", "audience": "friends", "currency": "GBP"}
    fields = {"url": url, "shop": "harbour.example", "token": text, "agree": "y", **said, **more}
    return client.post("/bought/new", data=fields)


def rows(*models):
    return [db.session.scalar(select(func.count(model.id))) for model in models]

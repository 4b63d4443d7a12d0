"""What of purchases is done once by its key, and what may be said twice, and why."""

from __future__ import annotations

from collections.abc import Callable

from community.core.text import slugify
from tests.core.idempotency.stage import Sent, Stage, key
from tests.world import purchase_by

Act = Callable[[Stage], Sent]


def buy(s: Stage) -> Sent:
    path = f"/products/{key(s.product)}/bought"
    said = {"place": "online", "day": "2026-11-01", "audience": "friends", "currency": "EUR"}
    return s.ana_sends(path, path, **said)


def share(s: Stage) -> Sent:
    url = s.product.offers[0].url
    said = {"place": "online", "day": "2026-11-01", "audience": "friends", "currency": "EUR"}
    return s.ana_sends("/bought/new", f"/bought/new?url={url}", url=url, agree="y", **said)


def own(s: Stage, act: str, *, told: bool, page: str = "", **fields: str) -> Sent:
    purchase = purchase_by(s.ana, s.product, told=told)
    path = f"/purchases/{key(purchase)}"
    title = slugify(s.product.title)
    return s.ana_sends(f"{path}/{act}", f"{path}/{page}" if page else f"{path}-{title}", **fields)


def keys(s: Stage, **fields: str) -> Sent:
    page = f"/retailers/{key(s.retailer)}/keys"
    return s.ana_sends(page, page, **fields)


def at_key(s: Stage, act: str) -> Sent:
    page = f"/retailers/{key(s.retailer)}/keys"
    return s.ana_sends(f"{page}/{key(s.signing_key)}/{act}", page)


ONCE: dict[str, Act] = {
    "purchases.create": buy,
    "purchase_edits.undo": lambda s: own(s, "undo", told=False),
    "purchase_edits.destroy": lambda s: own(s, "remove", told=True),
    "purchase_edits.update": lambda s: own(
        s, "edit", told=True, page="edit", audience="people", people="@ben"
    ),
    "bought.create": share,
    "signing_keys.create": lambda s: keys(s, name="Checkout"),
    "signing_keys.rotate": lambda s: at_key(s, "rotate"),
}
HARMLESS: dict[str, tuple[str, Act]] = {
    "purchase_edits.reveal": (
        "what is kept from nobody stays so",
        lambda s: own(s, "reveal", told=True),
    ),
    "purchase_edits.tell": (
        "told once, by a conditional UPDATE",
        lambda s: own(s, "tell", told=False),
    ),
    "signing_keys.put_away": (
        "what is put away stays so",
        lambda s: at_key(s, "put-away"),
    ),
    "signing_keys.revoke": (
        "an end is only ever made earlier",
        lambda s: at_key(s, "revoke"),
    ),
}

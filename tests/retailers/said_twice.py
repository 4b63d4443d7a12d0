"""Addresses of shops’ teams that may be posted to twice without harm, and why."""

from __future__ import annotations

from collections.abc import Callable

from tests.core.idempotency.stage import Sent, Stage, key

HARMLESS: dict[str, tuple[str, Callable[[Stage], Sent]]] = {
    "team.create": (
        "one seat a member by a unique index",
        lambda s: s.ana_sends(f"/retailers/{key(s.retailer)}/team", handle="@ben", role="editor"),
    ),
    "claims.create": (
        "one claim a team and domain by a unique index",
        lambda s: s.ana_sends(f"/retailers/{key(s.retailer)}/domains", domain="pans.example"),
    ),
    "linked_pages.update": (
        "one offer an address by a unique index",
        lambda s: s.ana_sends(f"/retailers/{key(s.retailer)}/pages/{key(s.read_page)}"),
    ),
    "shop_feeds.read": (
        "a feed that is being read is not begun again",
        lambda s: s.ana_sends(f"/feeds/{key(s.feed)}/read"),
    ),
    "team.take": (
        "a seat is taken or not",
        lambda s: s.ana_sends(f"/seats/{key(s.retailer.seats[0])}/take"),
    ),
    "team.update": (
        "says which role",
        lambda s: s.ana_sends(f"/seats/{key(s.retailer.seats[0])}/role", role="owner"),
    ),
    "stores.update": (
        "says the whole state",
        lambda s: s.ana_sends(f"/stores/{key(s.store)}/edit", name="Pier", address="There"),
    ),
    "retailers.update": (
        "says the whole state",
        lambda s: s.ana_sends(f"/retailers/{key(s.retailer)}", name="Pans and Co"),
    ),
    "shop_follows.create": (
        "one row a member and shop by a unique index",
        lambda s: s.ana_sends(f"/shops/{key(s.claim.shop)}/follow"),
    ),
    "shop_follows.destroy": (
        "a row that is gone is gone",
        lambda s: s.ana_sends(f"/shops/{key(s.claim.shop)}/unfollow"),
    ),
}

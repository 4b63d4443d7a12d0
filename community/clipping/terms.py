"""How a thing comes to its buyer, as offers state it: sent, picked up, lying in shops."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from community.clipping.amounts import machine_amount
from community.clipping.currencies import code_of
from community.clipping.document import tidy

Node = dict[str, Any]
Follow = Callable[[Any], Any]
POSSIBLE = "possible"
_PICK_UP = ("onsitepickup", "deliverymodepickup", "pickup", "instorepickup", "lockerdelivery")
_SHOPS_SHOWN = 5


def handed_over(offers: list[Node], follow: Follow, country: str) -> dict[str, str]:
    """`delivery` as `4.95 EUR`, `pickup` as `possible`, `in_shops` as names; else empty."""
    return {
        "delivery": _rate(offers, follow, country),
        "pickup": POSSIBLE if any(_may_be_picked_up(offer) for offer in offers) else "",
        "in_shops": ", ".join(dict.fromkeys(_shops(offers, follow)))[:120],
    }


def _rate(offers: list[Node], follow: Follow, country: str) -> str:
    """The rate for the country of the page, else the first."""
    rates = [rate for offer in offers for rate in _rates(offer, follow)]
    at_home = [amount for amount, where in rates if country and country in where]
    return next(iter([*at_home, *(amount for amount, _where in rates)]), "")


def _rates(offer: Node, follow: Follow) -> Iterator[tuple[str, list[str]]]:
    for detail in map(follow, _listed(offer.get("shippingDetails"))[:10]):
        if not isinstance(detail, dict) or detail.get("doesNotShip") in (True, "true", "True"):
            continue
        for rate in map(follow, _listed(detail.get("shippingRate"))[:3]):
            if not isinstance(rate, dict):
                continue
            stated = rate.get("value", rate.get("price", rate.get("minValue")))
            amount = machine_amount(_single(stated))
            if amount is not None:
                code = code_of(tidy(_single(rate.get("currency")), 3)) or ""
                yield f"{amount} {code}".strip(), _countries(detail, follow)


def _countries(detail: Node, follow: Follow) -> list[str]:
    regions = map(follow, _listed(detail.get("shippingDestination"))[:20])
    stated = [_listed(r.get("addressCountry")) for r in regions if isinstance(r, dict)]
    names = [c.get("name") if isinstance(c, dict) else c for many in stated for c in many[:40]]
    codes = [tidy(name, 20).lower() for name in names]
    return ["uk" if code == "gb" else code for code in codes] + codes


def _may_be_picked_up(offer: Node) -> bool:
    ways = _listed(offer.get("availableDeliveryMethod"))[:10]
    words = [tidy(w.get("@id") or w.get("@type") if isinstance(w, dict) else w, 120) for w in ways]
    plain = [word.replace("#", "/").rsplit("/", 1)[-1].lower() for word in words]
    return any(word in _PICK_UP for word in plain)


def _shops(offers: list[Node], follow: Follow) -> Iterator[str]:
    for offer in offers:
        for place in map(follow, _listed(offer.get("availableAtOrFrom"))[:_SHOPS_SHOWN]):
            if isinstance(place, dict) and (name := tidy(_single(place.get("name")), 60)):
                yield name


def _listed(value: Any) -> list[Any]:
    if isinstance(value, list):
        return value
    return [] if value is None else [value]


def _single(value: Any) -> Any:
    return value[0] if isinstance(value, list) and value else value

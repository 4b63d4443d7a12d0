"""What was found on a page, where, and how sure that is: in plain words."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from community.core.outbound import Reason

_DATA = _l("stated in the page’s data")
_SHARED = _l("as the page shows itself when shared")
_SOURCES = {
    "json-ld": _DATA,
    "microdata": _DATA,
    "rdfa": _DATA,
    "opengraph": _SHARED,
    "twitter": _SHARED,
    "meta": _SHARED,
    "title": _l("from the page’s title"),
    "visible": _l("seen on the page"),
    "embedded": _l("found in the page’s scripts"),
    "learned": _l("where members say it stands"),
}
_SURE = {"certain": _l("sure"), "likely": _l("probably"), "guess": _l("a guess")}
_STOCK = {
    "in_stock": _l("Can be bought"),
    "out_of_stock": _l("Sold out"),
    "discontinued": _l("No longer made"),
    "preorder": _l("Can be ordered ahead"),
    "backorder": _l("Comes later"),
}

_GUARD = _l("This shop shows its pages to people only, so there was nothing to read.")
_WALLS = {
    "log-in": _l("This shop shows the page only to those who have signed in there."),
    "blocked": _l("This shop does not show the page everywhere."),
    "consent": _l("This shop asks its visitors something before it shows the page."),
    "not-found": _l("The shop says that there is no such page. Is the address right?"),
    "server-error": _l("The shop has trouble of its own right now. Try again later."),
    "script-shell": _l("This page is drawn in the browser, so there was nothing to read."),
}


def rows(found: dict[str, Any]) -> list[tuple[str, str, str, str]]:
    """(name, value, where it stood, how sure)."""
    price = " ".join(filter(None, (found.get("price"), found.get("currency"))))
    stock = str(_STOCK.get(found.get("availability") or "", ""))
    named = (
        ("title", _("Name"), found.get("title")),
        ("price", _("Price"), price if found.get("price") else ""),
        ("brand", _("Brand"), found.get("brand")),
        ("availability", _("In stock"), stock),
        ("delivery", _("Delivery"), _delivery(found.get("delivery") or "")),
        ("pickup", _("Pick-up"), _("possible") if found.get("pickup") else ""),
        ("in_shops", _("In shops"), _shops(found)),
    )
    return [(name, value, *_origin(found, key)) for key, name, value in named if value]


def _delivery(cost: str) -> str:
    """`4.95 EUR`, or `0` with or without a currency."""
    amount = cost.partition(" ")[0]
    return _("free") if amount and not amount.strip("0.") else cost


def _shops(found: dict[str, Any]) -> str:
    return (found.get("in_shops") or "")[:120]


def _origin(found: dict[str, Any], key: str) -> tuple[str, str]:
    source = found.get("sources", {}).get(key, "")
    sure = found.get("confidence", {}).get(key, "")
    return str(_SOURCES.get(source, "")), str(_SURE.get(sure, ""))


def reason(named: str) -> str:
    """Why nothing was found."""
    reasons = {each.value: each.sentence for each in Reason}
    return str(reasons.get(named) or _WALLS.get(named, _GUARD))

"""Maps of the site for search engines."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue

from community.core.access import public
from community.core.cache import for_strangers
from community.sharing import sitemaps
from community.sharing.answers import lasting
from community.sharing.outward import outward

bp = Blueprint("sitemaps", __name__)

XML = "application/xml"


@bp.get("/sitemap.xml")
@public
@for_strangers()
def index() -> ResponseReturnValue:
    return lasting(sitemaps.index(), XML)


@bp.get("/sitemaps/pages.xml")
@public
@for_strangers()
def pages() -> ResponseReturnValue:
    return lasting(sitemaps.own_pages(), XML)


@bp.get("/sitemaps/<kind>/<thing:thing>.xml")
@public
@for_strangers()
def show(kind: str, thing: int) -> ResponseReturnValue:
    """The things of a kind from this one on; it need not be there any more."""
    return lasting(sitemaps.file_of(outward(kind), thing), XML)

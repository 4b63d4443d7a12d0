from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from flask import Blueprint, current_app, redirect, render_template, request
from flask.typing import ResponseReturnValue

from community.catalog.access import find_offer
from community.catalog.clicks import count_visit
from community.catalog.events import ShopVisited
from community.catalog.fronts import as_visited
from community.catalog.models import LinkDomain, Offer
from community.core.access import public
from community.core.db import writing
from community.core.events import publish
from community.core.ids import decode_all
from community.core.limits import network_of_request
from community.friends.viewer import Viewer, current_viewer

bp = Blueprint("out", __name__)

BOTS = ("bot", "crawl", "spider", "preview", "slurp", "headless")


@bp.get("/out/<thing:offer>")
@public
def show(offer: int) -> ResponseReturnValue:
    """On to the shop, at the stored address only; one of the two reads that write."""
    viewer = current_viewer()
    found = find_offer(viewer, offer)
    gate = _gate(found)
    if gate:
        return render_template("catalog/leaving.html", offer=found, gate=gate)
    if _counts(viewer, found):
        with writing():
            found = find_offer(viewer, offer)
            if count_visit(found, _visitor(viewer)) and (via := _via()) and viewer.profile_id:
                publish(ShopVisited(found.product_id, via, viewer.profile_id))
    return redirect(as_visited(with_affiliate_tag(found), found.shop.domain), 303)


def _gate(offer: Offer) -> str:
    """'blocked', 'ask' or nothing: a domain that moderators are not sure of, and one whose letters
    only look like others, is named in full before anybody is sent there."""
    state = LinkDomain.state_of(urlsplit(offer.url).hostname or offer.shop.domain)
    if state == "blocked":
        return state
    is_odd = "xn--" in offer.shop.domain and state != "approved"
    wants_asking = (state == "pending" or is_odd) and offer.shop.verified_at is None
    return "ask" if wants_asking and request.args.get("sure") != "1" else ""


def _counts(viewer: Viewer, offer: Offer) -> bool:
    agent = (request.user_agent.string or "").lower()
    is_bot = not agent or any(word in agent for word in BOTS)
    is_own = viewer.is_member and offer.product.found_by_id == viewer.profile_id
    return request.method == "GET" and not is_bot and not is_own


def _visitor(viewer: Viewer) -> str:
    return f"member:{viewer.profile_id}" if viewer.is_member else f"net:{network_of_request()}"


def _via() -> int | None:
    """Which shared thing the link stood on."""
    ids = decode_all([request.args.get("via", "")])
    return ids[0] if ids else None


def affiliate_tag(domain: str) -> str:
    """What the operator set for a shop in AFFILIATE_TAGS, such as `tag=posy-21`; else nothing."""
    return str(current_app.extensions["settings"].affiliate_tags.get(domain, ""))


def with_affiliate_tag(offer: Offer) -> str:
    tag = affiliate_tag(offer.shop.domain)
    if not tag:
        return offer.url
    parts = urlsplit(offer.url)
    query = urlencode([*parse_qsl(parts.query, keep_blank_values=True), *parse_qsl(tag)])
    return urlunsplit(parts._replace(query=query))

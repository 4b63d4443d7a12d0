"""Where a team chooses widgets, sees them, and copies their codes."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from community.catalog.models import Shop
from community.core.answers import page
from community.core.headers import CONTENT_SECURITY_POLICY
from community.core.snippets import script_code
from community.friends.viewer import current_viewer
from community.retailers.access import find_retailer
from community.retailers.domains import belongs_to
from community.retailers.queries import newest_at, proved_by
from community.widgets.codes import WIDGETS, pinned_script
from community.widgets.counting import months_of
from community.widgets.forms import LookForm

bp = Blueprint("widget_consoles", __name__)

OPTIONS = ("size", "theme", "lang")


@bp.get("/retailers/<thing:retailer>/widgets")
def show(retailer: int) -> ResponseReturnValue:
    """The previews are the widgets themselves, in frames of this page."""
    found = find_retailer(current_viewer(), retailer)
    shops = proved_by(found)
    form = LookForm(_asked(shops), shops=shops)
    is_good = form.validate()
    answer = page(
        "widgets/console.html",
        status=200 if is_good else 422,
        retailer=found,
        form=form,
        codes=_codes(form) if is_good else [],
        script=script_code(),
        pinned=pinned_script(),
        months=months_of(found.id),
    )
    answer.headers["Content-Security-Policy"] = f"{CONTENT_SECURITY_POLICY}; frame-src 'self'"
    return answer


def _asked(shops: list[Shop]) -> MultiDict[str, str]:
    """What is not chosen is as usual."""
    asked = MultiDict({name: request.args.get(name, "") for name in ("url", *OPTIONS)})
    if not asked["url"] and shops:
        asked["url"] = _some_address(shops)
    return asked


def _some_address(shops: list[Shop]) -> str:
    """The newest product on show, else the shop's own door."""
    for shop in shops:
        for offer in (offer for product in newest_at(shop, 1) for offer in product.offers):
            if belongs_to(shop.domain, offer.url):
                return offer.url
    return f"https://{shops[0].domain}/"


def _codes(form: LookForm) -> list[tuple[Any, str]]:
    options = {name: form[name].data or "" for name in OPTIONS}
    if form.shop is None:
        return []
    here = (widget for widget in WIDGETS if widget.is_here)
    return [(each, each.code(form.shop, form.url.data or "", **options)) for each in here]

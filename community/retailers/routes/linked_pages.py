"""A product page linked by its address: read as a clip is, shown once the team says so."""

from __future__ import annotations

from flask import Blueprint, abort, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.catalog.access import find_own_clip
from community.catalog.adding import offer_at
from community.catalog.models import Clip
from community.core.answers import invalid, page, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.friends.access import me
from community.friends.viewer import current_viewer
from community.retailers.access import find_retailer
from community.retailers.domains import belongs_to
from community.retailers.forms import LinkForm
from community.retailers.queries import proved_by

bp = Blueprint("linked_pages", __name__)


@bp.get("/retailers/<thing:retailer>/pages")
def new(retailer: int) -> ResponseReturnValue:
    found = find_retailer(current_viewer(), retailer)
    form = LinkForm(proved_by(found))
    return render_template("retailers/link.html", retailer=found, form=form)


@bp.post("/retailers/<thing:retailer>/pages")
@once
def create(retailer: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_retailer(viewer, retailer)
    form = LinkForm(proved_by(found))
    if not form.validate():
        return invalid("retailers/link.html", retailer=found, form=form)
    limit("clip", viewer.profile_id)
    with writing_once():
        clip = Clip.ask(me(viewer), form.url.data or "", {})
        to = keep_answer(url_for("linked_pages.show", retailer=retailer, clip=clip.id))
    return see_other(to)


@bp.get("/retailers/<thing:retailer>/pages/<thing:clip>")
def show(retailer: int, clip: int) -> ResponseReturnValue:
    """What was found there; while the worker reads, the page asks again."""
    viewer = current_viewer()
    found = find_retailer(viewer, retailer)
    return page("retailers/linked.html", retailer=found, clip=find_own_clip(viewer, clip))


@bp.post("/retailers/<thing:retailer>/pages/<thing:clip>")
def update(retailer: int, clip: int) -> ResponseReturnValue:
    """Show it: what the worker read, not what anybody typed."""
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing():
        found = find_retailer(viewer, retailer)
        read = find_own_clip(viewer, clip)
        is_ours = any(belongs_to(shop.domain, read.url) for shop in proved_by(found))
        is_read = read.state == "found" and read.found.get("title")
        offer = offer_at(read.url, me(viewer), clip=read) if is_ours and is_read else None
        if offer is None:
            abort(409)
        offer.product.put_on_show()
        to = url_for("product_pages.show", product=offer.product)
    flash(_("It is on your page."))
    return see_other(to)

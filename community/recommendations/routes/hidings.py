"""“Not for me”, and back."""

from __future__ import annotations

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.catalog.access import find_product
from community.core.answers import answer, see_other
from community.core.db import writing
from community.core.ids import encode
from community.core.limits import limit
from community.friends.access import me
from community.friends.viewer import current_viewer
from community.recommendations.models import HiddenProduct

bp = Blueprint("hidings", __name__)


@bp.post("/products/<thing:product>/not-for-me")
def create(product: int) -> ResponseReturnValue:
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    found, own = find_product(viewer, product), me(viewer).id
    with writing():
        HiddenProduct.hide(own, found.id)
    to = url_for("discover.index", tab="for-you", hidden=encode(found.id))
    return answer("recommendations/_hidden.html", to=to, product=found)


@bp.post("/products/<thing:product>/for-me-again")
def destroy(product: int) -> ResponseReturnValue:
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    found, own = find_product(viewer, product), me(viewer).id
    with writing():
        HiddenProduct.show(own, found.id)
    flash(_("It may be shown to you again."))
    return see_other(url_for("discover.index", tab="for-you"))

"""“This is the same as that one”: said by members, looked at by moderators."""

from __future__ import annotations

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.catalog.models import Likeness
from community.core import audit
from community.core.answers import invalid, page, see_other
from community.core.db import writing
from community.core.kinds import kind_of
from community.core.limits import limit
from community.friends.access import me
from community.friends.viewer import current_viewer
from community.moderation.access import find_likeness, find_on_show, moderator
from community.moderation.forms import OtherPageForm

bp = Blueprint("likenesses", __name__)


@bp.get("/products/<thing:product>/same")
def new(product: int) -> ResponseReturnValue:
    found = find_on_show(product)
    form = OtherPageForm(formdata=None, this=found)
    return page("moderation/same.html", product=found, form=form)


@bp.post("/products/<thing:product>/same")
def create(product: int) -> ResponseReturnValue:
    """Once a pair, whoever says it."""
    viewer, found = current_viewer(), find_on_show(product)
    form = OtherPageForm(this=found)
    if not form.validate():
        return invalid("moderation/same.html", product=found, form=form)
    limit("report", viewer.profile_id)
    with writing():
        Likeness.suggest(found.id, form.other_id, "member", me(viewer).id)
        to = kind_of(found).address(found)
    flash(_("Thank you. A moderator will look at it."))
    return see_other(to)


@bp.post("/moderation/likenesses/<thing:likeness>/dismiss")
def dismiss(likeness: int) -> ResponseReturnValue:
    by = moderator(current_viewer())
    with writing():
        found = find_likeness(current_viewer(), likeness)
        if Likeness.dismiss(found.one_id, found.other_id):
            audit.record(by.id, "likeness.dismiss", "product", found.one_id)
    flash(_("They stay two."))
    return see_other(url_for("merges.index"))

"""Settings → Privacy: who follows and finds one, and who sees what one has."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy import update as update_rows

from community.accounts.models import Profile
from community.core.answers import invalid, page, see_other
from community.core.db import change, writing
from community.core.events import publish
from community.core.limits import limit
from community.friends.access import me
from community.friends.bulk import Change, shown_by
from community.friends.events import ProfileOpened
from community.friends.forms import ManyForm, PrivacyForm
from community.friends.viewer import current_viewer

bp = Blueprint("privacy", __name__)


@bp.get("/settings/privacy")
def edit() -> ResponseReturnValue:
    return page("settings/privacy.html", **_forms(ManyForm(formdata=None)))


@bp.post("/settings/privacy")
def update() -> ResponseReturnValue:
    """Opening a profile accepts all who wait: who asks from now on finds it open."""
    form, own = PrivacyForm(), me(current_viewer()).id
    limit("write", own)
    with writing():
        profile = update_rows(Profile).where(Profile.id == own)
        was_closed = change(profile.where(Profile.is_closed).values(is_closed=form.is_closed.data))
        change(profile.values(is_closed=form.is_closed.data, is_suggested=form.is_suggested.data))
        if was_closed and not form.is_closed.data:
            publish(ProfileOpened(own))
    flash(_("Saved."))
    return see_other(url_for("privacy.edit"))


@bp.post("/settings/privacy/audience")
def update_many() -> ResponseReturnValue:
    """Asked first, with the number of things; done when the answer says `sure`."""
    form, own = ManyForm(), me(current_viewer()).id
    limit("write", own)
    if not form.validate():
        return invalid("settings/privacy.html", **_forms(form))
    asked = Change(own, form.kinds.data, form.before.data, form.audience.data, form.circle_id)
    if "sure" not in request.form:
        return page("settings/audience_of_many.html", form=form, shown=asked.count())
    with writing():
        number = asked.make()
    flash(ngettext("%(num)s thing is changed.", "%(num)s things are changed.", number))
    return see_other(url_for("privacy.edit") + "#many")


def _forms(many: ManyForm) -> dict[str, Any]:
    own = me(current_viewer())
    return {
        "form": PrivacyForm(formdata=None, obj=own),
        "many_form": many,
        "shown": shown_by(own.id),
    }

"""Settings → Privacy: whether one must ask to follow, whether friends of friends are shown one."""

from __future__ import annotations

from flask import Blueprint, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import update as update_rows

from community.accounts.models import Profile
from community.core.answers import see_other
from community.core.db import change, writing
from community.core.events import publish
from community.core.limits import limit
from community.friends.access import me
from community.friends.events import ProfileOpened
from community.friends.forms import PrivacyForm
from community.friends.viewer import current_viewer

bp = Blueprint("privacy", __name__)


@bp.get("/settings/privacy")
def edit() -> ResponseReturnValue:
    form = PrivacyForm(formdata=None, obj=me(current_viewer()))
    return render_template("settings/privacy.html", form=form)


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

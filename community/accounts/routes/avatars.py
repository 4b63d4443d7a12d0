"""The picture of a profile."""

from __future__ import annotations

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user

from community.accounts.events import ProfileChanged
from community.accounts.settings_forms import AvatarForm, ProfileForm
from community.core.answers import invalid, see_other
from community.core.db import writing
from community.core.events import publish
from community.core.images.models import Picture
from community.core.images.uploads import keep_upload

bp = Blueprint("avatars", __name__)


@bp.post("")
def create() -> ResponseReturnValue:
    form = AvatarForm()
    if not form.validate():
        return _refused(form)
    prepared = keep_upload(form.picture, current_user.profile.id, private=False)
    if prepared is None:
        return _refused(form)
    with writing():
        current_user.profile.avatar = Picture.of(prepared)
        publish(ProfileChanged(current_user.profile.id))
    flash(_("That’s you. Your new picture is in place."))
    return see_other(url_for("settings.profile"))


@bp.post("/remove")
def destroy() -> ResponseReturnValue:
    with writing():
        current_user.profile.avatar = None
        publish(ProfileChanged(current_user.profile.id))
    flash(_("Your picture is gone."))
    return see_other(url_for("settings.profile"))


def _refused(form: AvatarForm) -> ResponseReturnValue:
    about = ProfileForm(formdata=None, obj=current_user.profile)
    return invalid("settings/profile.html", form=about, avatar_form=form)

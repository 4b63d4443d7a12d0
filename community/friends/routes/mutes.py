from __future__ import annotations

from flask import Blueprint, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.accounts.models import Profile
from community.core.answers import see_other
from community.core.db import writing
from community.core.limits import limit
from community.extensions import db
from community.friends.access import find_person, me
from community.friends.models import Mute
from community.friends.viewer import current_viewer

bp = Blueprint("mutes", __name__)


@bp.post("/people/<thing:profile>/mute")
def create(profile: int) -> ResponseReturnValue:
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing():
        person = find_person(viewer, profile)
        if person.id != viewer.profile_id:
            Mute.begin(me(viewer).id, person.id)
    flash(
        _("You hear nothing of what %(name)s does any more. They are not told.", name=person.name)
    )
    return see_other(url_for("profiles.show", handle=person.handle))


@bp.post("/people/<thing:profile>/unmute")
def destroy(profile: int) -> ResponseReturnValue:
    """Whoever it is: a mute outlives a block."""
    muter = me(current_viewer()).id
    limit("write", muter)
    mine = db.select(Profile).join(Mute, Mute.muted_id == Profile.id)
    with writing():
        person = db.session.scalar(mine.where(Mute.muter_id == muter, Profile.id == profile))
        Mute.end(muter, profile)
    if person:
        flash(_("You hear of %(name)s again.", name=person.name))
    return see_other(url_for("blocks.index"))

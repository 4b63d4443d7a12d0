from __future__ import annotations

from flask import Blueprint, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.accounts.models import Profile
from community.core.answers import see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.extensions import db
from community.friends.access import find_blockable, me
from community.friends.models import Block, Mute
from community.friends.viewer import current_viewer

bp = Blueprint("blocks", __name__)


@bp.get("/settings/blocks")
def index() -> ResponseReturnValue:
    own, met = me(current_viewer()).id, db.select(Profile)
    blocked = met.join(Block, Block.blocked_id == Profile.id).where(Block.blocker_id == own)
    muted = met.join(Mute, Mute.muted_id == Profile.id).where(Mute.muter_id == own)
    return render_template(
        "friends/blocks.html",
        blocked=list(db.session.scalars(blocked.order_by(Block.id.desc()))),
        muted=list(db.session.scalars(muted.order_by(Mute.id.desc()))),
    )


@bp.post("/people/<thing:profile>/block")
@once
def create(profile: int) -> ResponseReturnValue:
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing_once():
        person = find_blockable(viewer, profile)
        if person.id != viewer.profile_id:
            Block.begin(me(viewer), person)
        to = keep_answer(url_for("blocks.index"))
    flash(_("You and %(name)s no longer see each other here.", name=person.name))
    return see_other(to)


@bp.post("/people/<thing:profile>/unblock")
def destroy(profile: int) -> ResponseReturnValue:
    blocker = me(current_viewer()).id
    limit("write", blocker)
    mine = db.select(Profile).join(Block, Block.blocked_id == Profile.id)
    with writing():
        person = db.session.scalar(mine.where(Block.blocker_id == blocker, Profile.id == profile))
        Block.end(blocker, profile)
    if person:
        flash(_("%(name)s is no longer blocked.", name=person.name))
    return see_other(url_for("blocks.index"))

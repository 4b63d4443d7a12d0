"""Inviting by link or letter: whoever accepts follows the inviter and is followed back."""

from __future__ import annotations

from datetime import timedelta

from flask import Blueprint, abort, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.accounts.models import Profile
from community.core.access import public
from community.core.answers import see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.extensions import db
from community.friends.access import find_person, me
from community.friends.audience import are_friends
from community.friends.models import FollowRequest, MailInvitation, ShareLink
from community.friends.models.invitation import LETTER
from community.friends.queries import people_for
from community.friends.routes.links import INVITE
from community.friends.viewer import Viewer, current_viewer

bp = Blueprint("invites", __name__)

LIFETIME = timedelta(days=14)


@bp.get("/invite")
@public
def show() -> ResponseReturnValue:
    """To the one who holds a link: who invites, and what accepting opens."""
    return render_template("friends/invite.html", inviter=_inviter(current_viewer()))


@bp.post("/invite/accept")
@once
def accept() -> ResponseReturnValue:
    viewer = current_viewer()
    with writing_once():
        inviter = _inviter(viewer)
        if inviter.id != viewer.profile_id:
            _take_up(viewer, inviter)
        to = keep_answer(url_for("profiles.show", handle=inviter.handle))
    flash(_("You and %(name)s are friends now.", name=inviter.name))
    return see_other(to)


@bp.post("/invite")
@once
def create() -> ResponseReturnValue:
    """A fresh link; the older ones stop."""
    viewer = current_viewer()
    limit("invite", viewer.profile_id)
    with writing_once():
        ShareLink.revoke_all(INVITE, me(viewer).id)
        ShareLink.make(INVITE, me(viewer).id, me(viewer), LIFETIME)
        to = keep_answer(url_for("people.index") + "#invite")
    return see_other(to)


@bp.post("/invite/agree")
@public
def agree() -> ResponseReturnValue:
    """Somebody without an account says yes to a letter: whoever confirms the address it was sent to
    is a friend then, in whatever browser."""
    letters = current_viewer().linked(LETTER)
    if letters:
        with writing():
            MailInvitation.agree(letters)
    return see_other(url_for("registrations.new"))


def _take_up(viewer: Viewer, inviter: Profile) -> None:
    """A letter's link works once: who comes second with it finds it gone."""
    own = me(viewer)
    letters, account = viewer.linked(LETTER), own.account
    was_written_to = account is not None and MailInvitation.use_up(inviter.id, letters, account)
    if not was_written_to and inviter.id not in viewer.linked(INVITE):
        abort(404)
    FollowRequest.befriend(own, inviter)


def _inviter(viewer: Viewer) -> Profile:
    """Of several links the one that has not been taken up yet."""
    ids = _inviters(viewer)
    if not ids:
        abort(404)
    return find_person(viewer, max(_waiting(viewer) or ids))


def _inviters(viewer: Viewer) -> list[int]:
    """By a link they gave away, by a letter, or by a letter to the viewer's own address."""
    by_link, letters = viewer.linked(INVITE), viewer.linked(LETTER)
    if not viewer.is_member and not letters:
        return by_link
    account = viewer.profile.account if viewer.profile else None
    return [*by_link, *db.session.scalars(MailInvitation.inviters(letters, account))]


def invite_link_of(profile: Profile) -> ShareLink | None:
    return ShareLink.of(INVITE, profile.id)


def has_invite(viewer: Viewer) -> bool:
    return bool(_waiting(viewer))


def _waiting(viewer: Viewer) -> list[int]:
    """Those who invite the viewer and are neither friends yet nor the viewer."""
    inviters = _inviters(viewer)
    if not inviters:
        return []
    met = people_for(viewer).where(Profile.id.in_(inviters))
    if viewer.profile_id:
        met = met.where(Profile.id != viewer.profile_id)
        met = met.where(~are_friends(viewer.profile_id, Profile.id))
    return list(db.session.scalars(met.with_only_columns(Profile.id)))

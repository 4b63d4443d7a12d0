"""Lookups through the viewer, and who may do what to whom."""

from __future__ import annotations

from flask import abort

from community.accounts.models import Profile
from community.extensions import db
from community.friends.models import Block, PeopleSet, ShareLink
from community.friends.queries import people_for
from community.friends.viewer import Viewer


def find_person(viewer: Viewer, profile_id: int) -> Profile:
    query = people_for(viewer).where(Profile.id == profile_id)
    return db.session.scalar(query) or abort(404)


def find_blockable(viewer: Viewer, profile_id: int) -> Profile:
    """Somebody the member meets, or who has blocked the member: a refusal would tell of that."""
    blockers = db.select(Profile).join(Block, Block.blocker_id == Profile.id)
    theirs = blockers.where(Profile.id == profile_id, Block.blocked_id == viewer.profile_id)
    return db.session.scalar(theirs) or find_person(viewer, profile_id)


def find_person_by_handle(viewer: Viewer, handle: str) -> Profile:
    query = people_for(viewer).where(Profile.handle == handle.lower())
    return db.session.scalar(query) or abort(404)


def me(viewer: Viewer) -> Profile:
    """The member who acts; 404 for anybody else (routes behind it demand a session anyway)."""
    return viewer.profile or abort(404)


def find_own_circle(viewer: Viewer, circle_id: int) -> PeopleSet:
    query = db.select(PeopleSet).where(
        PeopleSet.id == circle_id,
        PeopleSet.owner_id == viewer.profile_id,
        PeopleSet.sort == "circle",
    )
    return db.session.scalar(query) or abort(404)


def find_link(key: str) -> ShareLink:
    return ShareLink.by_key(key) or abort(404)

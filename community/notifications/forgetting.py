"""Notices of what is gone for good go, too: in portions, since many may have been told of it."""

from __future__ import annotations

from sqlalchemy import delete, select

from community.core.db import change
from community.core.events import publish
from community.core.kinds import ThingRemoved
from community.notifications.events import ForgetMore
from community.notifications.models import NoticeMute, Notification

PORTION = 1000


def forget(fact: ThingRemoved | ForgetMore) -> None:
    about = Notification.kind == fact.kind, Notification.thing_id == fact.thing_id
    if isinstance(fact, ThingRemoved):
        change(delete(NoticeMute).filter_by(kind=fact.kind, thing_id=fact.thing_id))
    some = select(Notification.id).where(*about).limit(PORTION).scalar_subquery()
    if change(delete(Notification).where(Notification.id.in_(some))) == PORTION:
        publish(ForgetMore(fact.kind, fact.thing_id))

"""Where members want to hear of what, and of which things they want to hear nothing."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, delete, exists, func, literal, select

from community.core.db import change
from community.core.upsert import insert_or_ignore, insert_or_update
from community.extensions import db
from community.notifications.models import NoticeChoice, NoticeMute
from community.notifications.topics import GROUPS, Group, Mailed, group_of

DIGEST = "digest"
Chosen = tuple[bool, str]  # in the page, and how it is mailed


def choices_of(profile_id: int) -> dict[str, Chosen]:
    """By group, the group's own where the member has not chosen."""
    rows = db.session.scalars(select(NoticeChoice).filter_by(profile_id=profile_id))
    chosen = {row.group: (row.in_page, row.mailed) for row in rows}
    return {group.name: chosen.get(group.name, _usual(group)) for group in GROUPS}


def choose(profile_id: int, group: str, in_page: bool, mailed: str) -> None:
    values = {"profile_id": profile_id, "group": group, "in_page": in_page, "mailed": mailed}
    unique = ["profile_id", "group"]
    insert_or_update(NoticeChoice, values, unique=unique, change=["in_page", "mailed"])


def stop_mail(profile_id: int, group: str) -> None:
    """Of a group, or of all that stands in the digest (`DIGEST`)."""
    for name, (in_page, mailed) in choices_of(profile_id).items():
        if name == group or (group == DIGEST and mailed == Mailed.DAILY):
            choose(profile_id, name, in_page, Mailed.NO.value)


def mute(profile_id: int, kind: str, thing_id: int) -> None:
    insert_or_ignore(NoticeMute, {"profile_id": profile_id, "kind": kind, "thing_id": thing_id})


def unmute(profile_id: int, kind: str, thing_id: int) -> None:
    own = {"profile_id": profile_id, "kind": kind, "thing_id": thing_id}
    change(delete(NoticeMute).filter_by(**own))


def muted_of(profile_id: int, about: set[tuple[str, int]]) -> set[tuple[str, int]]:
    """Which of the things (kind, id) are muted; one select."""
    ids = [thing_id for _kind, thing_id in about]
    rows = db.session.execute(
        select(NoticeMute.kind, NoticeMute.thing_id).where(
            NoticeMute.profile_id == profile_id, NoticeMute.thing_id.in_(ids)
        )
    )
    return about & {(row.kind, row.thing_id) for row in rows}


def is_quiet(profile_id: Any, kind: Any, thing_id: Any) -> ColumnElement[bool]:
    return exists().where(
        NoticeMute.profile_id == profile_id,
        NoticeMute.kind == kind,
        NoticeMute.thing_id == thing_id,
    )


def channels(profile_id: Any, topic: str) -> tuple[ColumnElement[bool], ColumnElement[str]]:
    """The same as expressions over a column of profiles: in the page, and how it is mailed."""
    group = group_of(topic)
    in_page, mailed = _usual(group)
    own = NoticeChoice.profile_id == profile_id, NoticeChoice.group == group.name
    return (
        func.coalesce(_of(NoticeChoice.in_page, *own), literal(in_page)),
        func.coalesce(_of(NoticeChoice.mailed, *own), literal(mailed)),
    )


def chosen(profile_id: int, topic: str, kind: str, thing_id: int) -> Chosen | None:
    """None where the thing is muted, or nothing is wanted anywhere."""
    in_page, mailed = channels(profile_id, topic)
    row = db.session.execute(select(in_page, mailed, is_quiet(profile_id, kind, thing_id))).one()
    if row[2] or not (row[0] or row[1] != Mailed.NO):
        return None
    return bool(row[0]), str(row[1])


def _of(column: Any, *own: ColumnElement[bool]) -> Any:
    return select(column).where(*own).correlate_except(NoticeChoice).scalar_subquery()


def _usual(group: Group) -> Chosen:
    return group.in_page, group.mailed.value

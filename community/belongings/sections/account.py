"""Who the member is here, and what they have set."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select

from community.accounts.models import AccountSession, Profile
from community.belongings.sections.rows import Row, columns, digest, rows, title
from community.notifications.models import NoticeChoice, NoticeMute


def profile(me: Profile) -> Iterable[Row]:
    account = me.account
    assert account is not None
    yield {
        **columns(me, "avatar_id", "sort"),
        "avatar": digest(me.avatar),
        **{f"account_{name}": value for name, value in columns(account, "id").items()},
    }


def sessions(me: Profile) -> Iterable[Row]:
    query = select(AccountSession).where(AccountSession.account_id == me.account_id)
    return [columns(row) for row in rows(query)]


def notice_choices(me: Profile) -> Iterable[Row]:
    query = select(NoticeChoice).where(NoticeChoice.profile_id == me.id)
    return [columns(row) for row in rows(query)]


def notice_mutes(me: Profile) -> Iterable[Row]:
    for mute in rows(select(NoticeMute).where(NoticeMute.profile_id == me.id)):
        yield {**columns(mute), "title": title(me, mute.kind, mute.thing_id)}

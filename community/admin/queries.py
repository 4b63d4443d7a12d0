"""Selects of the admins' pages."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import joinedload

from community.accounts.models import Account, Profile, Role
from community.accounts.models.account import email_key
from community.core import clock
from community.core.audit import AuditEntry
from community.core.outbox_rows import Delivery
from community.core.pagination import Page, by_id
from community.extensions import db
from community.friends.queries import named_like

STATES = ("", "waiting", "shut-out", "closed", "team")


def members(words: str, state: str, after: str | None) -> Page[Profile]:
    """By handle, name or whole e-mail address; newest first."""
    query = select(Profile).join(Profile.account).options(joinedload(Profile.account))
    query = query.where(_in_state(state))
    if "@" in words.strip().lstrip("@"):
        query = query.where(Account.email_key == email_key(words))
    elif words:
        query = named_like(query, words)
    return by_id(query, Profile.id, after)


def _in_state(state: str) -> Any:
    conditions = {
        "waiting": Account.waits_since.is_not(None),
        "shut-out": or_(Account.banned_at.is_not(None), Account.suspended_until > clock.now()),
        "closed": Account.closed_at.is_not(None),
        "team": Account.role != Role.MEMBER.value,
    }
    return conditions.get(state, Account.closed_at.is_(None))


def parked(after: str | None) -> Page[Delivery]:
    """Deliveries that were given up after every try."""
    query = select(Delivery).where(Delivery.parked_at.is_not(None), Delivery.done_at.is_(None))
    return by_id(query.options(joinedload(Delivery.fact)), Delivery.id, after)


def audit_log(after: str | None) -> Page[AuditEntry]:
    return by_id(select(AuditEntry), AuditEntry.id, after)


def actors(entries: list[AuditEntry]) -> dict[int, Profile]:
    ids = {entry.actor_id for entry in entries}
    rows = db.session.scalars(select(Profile).where(Profile.id.in_(ids)))
    return {profile.id: profile for profile in rows}


def counts() -> dict[str, int]:
    """What the first page says, in one select."""
    members = _count(Account).where(Account.closed_at.is_(None))
    waiting = members.where(Account.waits_since.is_not(None))
    undone = _count(Delivery).where(Delivery.done_at.is_(None))
    given_up = undone.where(Delivery.parked_at.is_not(None))
    named = {"members": members, "waiting": waiting, "undone": undone, "parked": given_up}
    asked = select(*(query.scalar_subquery().label(name) for name, query in named.items()))
    return dict(db.session.execute(asked).mappings().one())


def _count(model: type[Any]) -> Select[int]:
    return select(func.count()).select_from(model)

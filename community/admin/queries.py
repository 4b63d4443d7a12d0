"""Selects of the admins' pages."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, exists, func, or_, select, true
from sqlalchemy.orm import joinedload, selectinload

from community.accounts.models import Account, Profile, Role
from community.accounts.models.account import email_key
from community.catalog.models import Likeness, Selector, SelectorVoice, Shop
from community.core import clock
from community.core.audit import AuditEntry
from community.core.outbox_rows import Delivery
from community.core.pagination import Page, by_id
from community.extensions import db
from community.friends.queries import named_like
from community.retailers.models import Claim, Feed, Retailer

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


def retailers(words: str, state: str, after: str | None) -> Page[Retailer]:
    """By name or domain; newest first."""
    query = select(Retailer).options(selectinload(Retailer.claims), selectinload(Retailer.seats))
    if words:
        at = select(Claim.retailer_id).join(Claim.shop)
        here = at.where(Shop.domain.contains(words.casefold(), autoescape=True))
        named = func.lower(Retailer.name).contains(words.lower(), autoescape=True)
        query = query.where(or_(named, Retailer.id.in_(here)))
    proved = exists().where(Claim.retailer_id == Retailer.id, Claim.proved_at.is_not(None))
    conditions = {
        "proved": proved,
        "unproved": ~proved,
        "suspended": Retailer.suspended_at.is_not(None),
    }
    return by_id(query.where(conditions.get(state, true())), Retailer.id, after)


def feeds_of(retailer: Retailer) -> list[Feed]:
    return list(db.session.scalars(select(Feed).where(Feed.retailer_id == retailer.id)))


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


def selectors(after: str | None) -> Page[Selector]:
    """Where members say that fields stand on shops' pages; newest first."""
    return by_id(select(Selector), Selector.id, after)


def voices(selectors: list[Selector]) -> dict[int, tuple[int, int]]:
    """Of each selector: members for it, members against it."""
    ids = [selector.id for selector in selectors]
    up, down = (func.count().filter(SelectorVoice.says == says) for says in (1, -1))
    query = select(SelectorVoice.selector_id, up, down).group_by(SelectorVoice.selector_id)
    rows = db.session.execute(query.where(SelectorVoice.selector_id.in_(ids)))
    return {row[0]: (row[1], row[2]) for row in rows}


def counts() -> dict[str, int]:
    """What the first page says, in one select."""
    members = _count(Account).where(Account.closed_at.is_(None))
    waiting = members.where(Account.waits_since.is_not(None))
    undone = _count(Delivery).where(Delivery.done_at.is_(None))
    given_up = undone.where(Delivery.parked_at.is_not(None))
    alike = _count(Likeness).where(Likeness.state == "open")
    named = {"members": members, "waiting": waiting, "undone": undone, "parked": given_up}
    named |= {"retailers": _count(Retailer), "alike": alike}
    asked = select(*(query.scalar_subquery().label(name) for name, query in named.items()))
    return dict(db.session.execute(asked).mappings().one())


def _count(model: type[Any]) -> Select[int]:
    return select(func.count()).select_from(model)

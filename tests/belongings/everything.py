"""A row of ana's in every table that leads to a member, with a word of hers in every text.

Made from the tables themselves, so that a new table is filled by itself or says what it lacks.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, DateTime, String, Table, insert

from community.core import clock
from community.core.clock import UtcDateTime
from community.core.columns import Text
from community.core.ids import new_id
from community.extensions import db
from tests.drills.canaries.columns import CHOICE, SPARED

# What a row must say where no default and no word of hers will do.
SAID: dict[str, Any] = {
    "activities.verb": "asked",
    "archives.state": "made",
    "claims.problem": "",
    "deal_joins.is_in": True,
    "group_deals.minimum": 5,
    "group_deals.cap": 6,
    "group_deals.closes_at": clock.now() + timedelta(days=1),
    "group_deals.seat_count": 1,
    "rallies.wanted": 5,
    "rallies.join_count": 1,
    "voucher_claims.used_by": "",
    "group_deals.currency": "EUR",
    "rallies.currency": "EUR",
    "vouchers.currency": "EUR",
    "vouchers.budget": 5,
    "vouchers.claim_count": 1,
    "vouchers.gives": "percent",
    "vouchers.whom": "everyone",
    "vouchers.starts_at": clock.now(),
    "vouchers.ends_at": clock.now() + timedelta(days=1),
    "claims.way": "dns",
    "clips.state": "found",
    "decisions.act": "hide",
    "notifications.topic": "asked",
    "notice_choices.group": "polls",
    "pictures.digest": "c" * 64,
    "pictures.width": 240,
    "pictures.height": 240,
    "people_sets.sort": "circle",
    "poll_options.answer": "",
    "polls.closes_at": clock.now() + timedelta(days=1),
    "posts.number": 1,
    "product_codes.code": "gtin:04006381333931",
    "boards.topic_count": 1,
    "cases.report_count": 1,
    "collections.follower_count": 1,
    "collections.piece_count": 1,
    "poll_options.votes": 1,
    "polls.vote_count": 1,
    "profiles.follower_count": 1,
    "profiles.handle": "ana",
    "shops.follower_count": 1,
    "topics.post_count": 1,
    "reports.reason": "spam",
    "seats.role": "owner",
    "selectors.field": "price",
    "selector_voices.says": 1,
    "seats.joined_at": clock.now(),
    "shop_days.measure": "saves",
    "share_links.kind": "list",
    "topics.audience": "public",
    "votes.guest_id": None,
    "tastes.weight": 2,
    "product_standings.heat": None,
}
OTHERS = {
    "asked_id", "blocked_id", "followed_id", "muted_id", "other_id", "moderator_id",
}  # fmt: skip
# Made by hand, or never a member's.
LEFT = {
    "accounts", "departures", "likenesses", "moved_rows", "product_merges", "profiles", "shop_days",
    "shop_spans", "neighbours",
}  # fmt: skip


def tables_of_members() -> set[str]:
    """Those from which foreign keys lead to an account or a profile, however far; and teams, whose
    seats lead to them."""
    led = {"accounts", "profiles"}
    grown = True
    while grown:
        grown = False
        for table in db.metadata.sorted_tables:
            above = {key.column.table.name for key in table.foreign_keys}
            if table.name not in led and above & led:
                led.add(table.name)
                grown = True
    return led | {
        "retailers",
        "claims",
        "feeds",
        "stores",
        "feed_rows",
        "feed_problems",
        "vouchers",
        "group_deals",
    }


def fill_everything(ana: Any, ben: Any, word: str) -> dict[str, int]:
    """The id of the row in each table."""
    made = {"profiles": ana.id, "accounts": ana.account_id}
    members = tables_of_members()
    wanted = members | {
        "boards",
        "shops",
        "pictures",
        "retailers",
        "outbox",
        "selectors",
        "voucher_codes",
    }
    for table in db.metadata.sorted_tables:
        if table.name in wanted - LEFT - set(made):
            row = _row(table, made, ben.id, word if table.name in members else "Elsewhere")
            db.session.execute(insert(table).values(row))
            made[table.name] = row.get("id", 0)
    return made


def _row(table: Table, made: dict[str, int], ben_id: int, word: str) -> dict[str, Any]:
    row = {column.name: _value(column, made, ben_id, word) for column in table.columns}
    return {name: value for name, value in row.items() if value is not LEAVE}


LEAVE = object()


def _value(column: Column[Any], made: dict[str, int], ben_id: int, word: str) -> Any:
    name = f"{column.table.name}.{column.name}"
    if name in SAID:
        return SAID[name]
    if column.name == "id":
        return new_id()
    if column.foreign_keys:
        target = next(iter(column.foreign_keys)).column.table.name
        if column.name in OTHERS:
            return ben_id
        return made.get(target)
    if column.name in ("kind", "thing_id"):
        return "list" if column.name == "kind" else made.get("wishlists", 1)
    return _plain(column, name, word)


def _plain(column: Column[Any], name: str, word: str) -> Any:
    if isinstance(column.type, String | Text):
        return _text(column, name, word)
    if column.name == "created_at":
        return clock.now()
    if column.default is not None and column.default.is_scalar:
        return column.default.arg
    if isinstance(column.type, JSON):
        return {"title": word}
    if isinstance(column.type, Boolean):
        return False
    if column.nullable:
        return None
    if isinstance(column.type, Date):
        return date(2026, 1, 1)
    return clock.now() if isinstance(column.type, UtcDateTime | DateTime) else 1


def _text(column: Column[Any], name: str, word: str) -> Any:
    default = column.default.arg if column.default is not None else ""
    if SPARED.get(name) == CHOICE or (column.type.length or 99) < len(word):
        return default
    return f"{word}{new_id()}"[: column.type.length] if _is_unique(column) else word


def _is_unique(column: Column[Any]) -> bool:
    return bool(column.unique) or any(
        index.unique and column.name in index.columns for index in column.table.indexes
    )

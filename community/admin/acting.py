"""What an admin does to an account. Each act is one conditional UPDATE and one row of the audit
log; said twice, the second finds nothing to do. All inside `writing()`."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, update

from community.accounts.models import Account, AccountSession, Profile, Role
from community.core import audit, clock
from community.core.db import change
from community.moderation.acting import let_in_again
from community.moderation.letters import let_in as write_let_in


def act(name: str, member: Profile, by: Profile) -> bool:
    """False when it was so already. KeyError for an act there is not."""
    account = member.account
    assert account is not None
    condition, values = _change_of(name)
    changing = update(Account).where(Account.id == account.id, condition).values(**values)
    if change(changing) == 0:
        return False
    audit.record(by.id, f"member.{name}", "profile", member.id)
    if name == "let-in":
        let_in_again(member, by)
    if name == "close":
        AccountSession.end_all(account.id)
    if name in ("close", "reopen"):
        closed_at = values["closed_at"]
        change(update(Profile).where(Profile.id == member.id).values(closed_at=closed_at))
    if name == "approve":
        write_let_in(account)
    return True


def _change_of(name: str) -> tuple[ColumnElement[bool], dict[str, Any]]:
    """When there is something to do, and what."""
    now = clock.now()
    shut = Account.banned_at.is_not(None) | (Account.suspended_until > now)
    changes: dict[str, tuple[ColumnElement[bool], dict[str, Any]]] = {
        "let-in": (shut, {"banned_at": None, "suspended_until": None}),
        "approve": (Account.waits_since.is_not(None), {"waits_since": None}),
        "close": (Account.closed_at.is_(None), {"closed_at": now}),
        "reopen": (Account.closed_at.is_not(None), {"closed_at": None}),
        **{role.value: (Account.role != role.value, {"role": role.value}) for role in Role},
    }
    return changes[name]

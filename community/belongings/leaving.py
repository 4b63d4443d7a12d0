"""A member goes: hidden at once, forgotten for good after two weeks.

Each step stands in a transaction of its own and may be taken again; the departure goes last, so
that one that was broken off is gone on with. What others' conversations need stays without words,
under a name that says nothing.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select, update

from community.accounts.models import Account, AccountSession, Profile
from community.belongings import departed
from community.belongings.events import Departed
from community.belongings.forgetting import STEPS, leave_deals, remove_person, remove_things
from community.belongings.models import GRACE, Archive, Departure, Import
from community.belongings.pictures import unlink_unused, used_by
from community.core import clock
from community.core.db import change, writing
from community.core.events import publish
from community.core.kinds import Kind, all_kinds
from community.core.upsert import insert_or_ignore
from community.extensions import db


def depart(account: Account) -> None:
    """Out of sight at once, with all that is theirs; inside `writing()`. Said twice, it is once."""
    now, person = clock.now(), account.profile
    row = {"account_id": account.id, "profile_id": person.id}
    if not insert_or_ignore(Departure, {**row, "created_at": now, "due_at": now + GRACE}):
        return
    person.closed_at = now
    for kind in _owned_kinds():
        model: Any = kind.model
        mine = update(model).where(model.owner_id == person.id, model.hidden_at.is_(None))
        change(mine.values(hidden_at=now))
        kind.recount(model.owner_id == person.id)
    leave_deals(person.id)  # others wait for the seats, and deadlines come
    publish(Departed(person.id))
    AccountSession.end_all(account.id)


def stay(departure: Departure) -> None:
    """All as it was, but for what a moderator has hidden meanwhile."""
    hidden = departure.created_at
    person = db.session.get_one(Profile, departure.profile_id)
    person.closed_at = None
    for kind in _owned_kinds():
        model: Any = kind.model
        mine = update(model).where(model.owner_id == person.id, model.hidden_at == hidden)
        change(mine.values(hidden_at=None))
        kind.recount(model.owner_id == person.id)
    change(delete(Departure).where(Departure.id == departure.id))


def forget(departure_id: int) -> None:
    """Everything of a member whose time has come."""
    departure = db.session.get(Departure, departure_id)
    if departure is None or departure.due_at > clock.now():
        return
    account_id, profile_id = departure.account_id, departure.profile_id
    pictures = used_by(profile_id)
    archive = db.session.scalar(select(Archive).where(Archive.account_id == account_id))
    for file in (archive, Import.of(profile_id)):
        if file:
            file.path.unlink(missing_ok=True)
    db.session.rollback()
    for kind in all_kinds():
        if hasattr(kind.model, "owner_id") or hasattr(kind.model, "author_id"):
            remove_things(kind, profile_id)
    for step in STEPS:
        with writing():
            step(profile_id)
    departed.note(account_id)
    with writing():
        remove_person(account_id, profile_id)
    unlink_unused(pictures)


def forget_again(account_id: int) -> None:
    """Somebody who was forgotten before a backup brought them back."""
    with writing():
        account = db.session.get(Account, account_id)
        if account is not None:
            depart(account)
            own = update(Departure).where(Departure.account_id == account_id)
            change(own.values(due_at=clock.now()))


def _owned_kinds() -> list[Kind]:
    """Of things that have an owner and can be hidden; what others answered stays where it is."""
    kinds = [kind for kind in all_kinds() if kind.model.__tablename__ != "topics"]
    columns = ("owner_id", "hidden_at")
    return [kind for kind in kinds if all(hasattr(kind.model, name) for name in columns)]

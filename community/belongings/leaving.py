"""A member goes: hidden at once, forgotten for good after two weeks.

Each step stands in a transaction of its own and may be taken again; the departure goes last, so
that one that was broken off is gone on with. What others' conversations need stays without words,
under a name that says nothing.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select, update

from community.accounts.models import Account, AccountSession, Profile, SignUp
from community.belongings.events import Departed
from community.belongings.models import GRACE, Archive, Departure, Import
from community.belongings.pictures import unlink_unused, used_by
from community.catalog.models import Product
from community.core import clock
from community.core.db import change, writing
from community.core.events import publish
from community.core.ids import encode
from community.core.kinds import Kind, ThingRemoved, all_kinds
from community.core.mail import Mail
from community.core.text import skeleton
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.friends.models import Follow
from community.polls.models import Option, Poll, Vote
from community.reactions.models import Comment, Like

# Rows that others' threads stand on: their own verbs take the words out, the row stays.
THREADS = ("topics", "posts")


def depart(account: Account) -> None:
    """Out of sight at once, with all that is theirs; inside `writing()`. Said twice, it is once."""
    now, person = clock.now(), account.profile
    row = {"account_id": account.id, "profile_id": person.id}
    if not insert_or_ignore(Departure, {**row, "created_at": now, "due_at": now + GRACE}):
        return
    person.closed_at = now
    for model in _owned_models():
        mine = update(model).where(model.owner_id == person.id, model.hidden_at.is_(None))
        change(mine.values(hidden_at=now))
    publish(Departed(person.id))
    AccountSession.end_all(account.id)


def stay(departure: Departure) -> None:
    """All as it was, but for what a moderator has hidden meanwhile."""
    hidden = departure.created_at
    person = db.session.get_one(Profile, departure.profile_id)
    person.closed_at = None
    for model in _owned_models():
        mine = update(model).where(model.owner_id == person.id, model.hidden_at == hidden)
        change(mine.values(hidden_at=None))
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
            _remove_things(kind, profile_id)
    for step in (_take_back_votes, _take_back_likes, _remove_comments, _end_follows, _remove_finds):
        with writing():
            step(profile_id)
    with writing():
        _remove_person(account_id, profile_id)
    unlink_unused(pictures)


def _remove_things(kind: Kind, profile_id: int) -> None:
    """One at a time, so that nobody waits long for the database."""
    model = kind.model
    owner = model.owner_id if hasattr(model, "owner_id") else model.author_id
    for thing_id in db.session.scalars(select(model.id).where(owner == profile_id)).all():
        with writing():
            thing = db.session.get(model, thing_id)
            if thing is not None:
                thing.remove()


def _take_back_votes(profile_id: int) -> None:
    for vote in db.session.scalars(select(Vote).where(Vote.profile_id == profile_id)).all():
        change(update(Option).where(Option.id == vote.option_id).values(votes=Option.votes - 1))
        counts = {"vote_count": Poll.vote_count - 1, "version": Poll.version + 1}
        change(update(Poll).where(Poll.id == vote.poll_id).values(counts))
        change(delete(Vote).where(Vote.id == vote.id))


def _take_back_likes(profile_id: int) -> None:
    for like in db.session.scalars(select(Like).where(Like.profile_id == profile_id)).all():
        Like.take_back(like.kind, like.thing_id, profile_id)


def _remove_comments(profile_id: int) -> None:
    for comment in db.session.scalars(select(Comment).where(Comment.author_id == profile_id)).all():
        comment.remove()
    change(delete(Comment).where(Comment.author_id == profile_id))


def _end_follows(profile_id: int) -> None:
    mine = (Follow.follower_id == profile_id) | (Follow.followed_id == profile_id)
    for follow in db.session.scalars(select(Follow).where(mine)).all():
        Follow.end(follow.follower_id, follow.followed_id)


def _remove_finds(profile_id: int) -> None:
    """Products nobody else has met; what is listed belongs to all, and forgets who found it."""
    own = (Product.found_by_id == profile_id, Product.listed_at.is_(None))
    change(delete(Product).where(*own))
    change(update(Product).where(Product.found_by_id == profile_id).values(found_by_id=None))


def _remove_person(account_id: int, profile_id: int) -> None:
    account = db.session.get_one(Account, account_id)
    change(delete(Mail).where(Mail.recipient == account.email))
    change(delete(SignUp).where(SignUp.email_key == account.email_key))
    if _has_threads(profile_id):
        _leave_a_stone(profile_id)
    else:
        change(delete(Profile).where(Profile.id == profile_id))
    publish(ThingRemoved("profile", profile_id, profile_id))
    db.session.expire_all()
    change(delete(Account).where(Account.id == account_id))


def _has_threads(profile_id: int) -> bool:
    tables = [db.metadata.tables[name] for name in THREADS if name in db.metadata.tables]
    rows = (select(table.c.id).where(table.c.owner_id == profile_id).limit(1) for table in tables)
    return any(db.session.scalar(row) for row in rows)


def _leave_a_stone(profile_id: int) -> None:
    """A profile without anything of the member, for the threads; all else of theirs goes."""
    for table in db.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table.name != "profiles" or key.ondelete != "CASCADE":
                continue
            if table.name not in THREADS:
                change(delete(table).where(key.parent == profile_id))
    topics = db.metadata.tables.get("topics")
    if topics is not None:
        change(update(topics).where(topics.c.owner_id == profile_id).values(title="…"))
    name = f"gone-{encode(profile_id)}"
    blank = {"name": "…", "pronouns": "", "bio": "", "website": "", "avatar_id": None}
    named = {"handle": name, "handle_skeleton": skeleton(name), "account_id": None}
    change(update(Profile).where(Profile.id == profile_id).values({**blank, **named}))


def _owned_models() -> list[Any]:
    """Of things that have an owner and can be hidden; what others answered stays where it is."""
    models = (kind.model for kind in all_kinds() if kind.model.__tablename__ != "topics")
    return [model for model in models if hasattr(model, "owner_id") and hasattr(model, "hidden_at")]

"""What stands in the database, held against what people were told was done."""

from __future__ import annotations

import sqlite3
from collections import Counter
from datetime import timedelta

import psycopg
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.engine import make_url

from community.activity.models import Activity
from community.catalog.models import Offer, Product
from community.core import clock, outbox
from community.core.events import _subscribers
from community.core.ids import encode
from community.core.outbox import Delivery, OutboxFact
from community.extensions import db
from community.polls.models import Option, Poll, Vote
from community.reactions.models import Comment
from community.wishlists.models import Wish, Wishlist
from tests.drills.frame import Report
from tests.drills.people import Crowd
from tests.services.site import app_of

# Long enough for every lease of the killed and every pause after a failure of these minutes.
LATER = timedelta(minutes=50)


def app_beside(environment: dict[str, str]) -> Flask:
    """The site's app in this process, to set up and to look; it needs nobody but the database."""
    return app_of({name: text for name, text in environment.items() if name != "REDIS_URL"})


def check(app: Flask, crowd: Crowd, report: Report) -> None:
    # As the worker does: letters name pages.
    with app.test_request_context(base_url=app.extensions["settings"].site_url):
        for words in (*kept(crowd), *counted(), *facts_of_acts()):
            report.demand(False, words)
        with clock.fixed_at(clock.now() + LATER):
            while outbox.deliver_all():
                pass
        for words in (*told(), *effects()):
            report.demand(False, words)
        report.count("facts", db.session.query(OutboxFact).count())
        db.session.remove()


def whole(database_url: str) -> list[str]:
    """What the database itself finds wrong with its files."""
    if database_url.startswith("sqlite"):
        return _whole_sqlite(str(make_url(database_url).database))
    return _whole_postgres(database_url.replace("+psycopg", ""))


def _whole_sqlite(path: str) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        found = connection.execute("PRAGMA integrity_check").fetchall()
        orphans = connection.execute("PRAGMA foreign_key_check").fetchall()
    finally:
        connection.close()
    return [f"integrity: {row}" for row in (*found, *orphans) if row != ("ok",)]


def _whole_postgres(url: str) -> list[str]:
    """Each index holds each row of its table, in order (amcheck)."""
    btrees = (
        "SELECT bt_index_check(c.oid, true) FROM pg_class c JOIN pg_am a ON a.oid = c.relam "
        "JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE a.amname = 'btree' AND c.relkind = 'i' AND n.nspname = 'public'"
    )
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS amcheck")
        try:
            checked = connection.execute(btrees).fetchall()
        except psycopg.Error as error:
            return [f"integrity: {error}"]
    return [] if checked else ["integrity: there was no index to check"]


def kept(crowd: Crowd) -> list[str]:
    """No acknowledged act is missing, none is there twice."""
    wishes = Counter(db.session.scalars(select(Wish.title)))
    comments = Counter(db.session.scalars(select(Comment.body)))
    votes = {vote.profile.handle: encode(vote.option_id) for vote in db.session.query(Vote)}
    wrong = []
    for name, ledger in crowd.ledgers.items():
        for words in (*ledger.wishes, *ledger.clips):
            wrong += [f"wish {words!r} is there {wishes[words]}×"] if wishes[words] != 1 else []
        for words in ledger.comments:
            wrong += [f"comment {words!r}: {comments[words]}×"] if comments[words] != 1 else []
        if votes.get(name) not in ledger.possible_votes() | ({None} - _sure(ledger.votes)):
            wrong.append(f"{name}’s vote is {votes.get(name)}")
    twice = [words for words, times in (wishes + comments).items() if times > 1]
    return wrong + [f"{words!r} is there twice" for words in twice]


def _sure(votes: list[tuple[str, bool]]) -> set[None]:
    """{None} when some vote was acknowledged: then there must be one."""
    return {None} if any(is_acknowledged for _, is_acknowledged in votes) else set()


def counted() -> list[str]:
    """Counters equal the rows they count: nothing was done by half."""
    db.session.expire_all()
    wrong = []
    for poll in db.session.query(Poll):
        votes = db.session.query(Vote).filter_by(poll_id=poll.id).count()
        wrong += [f"a poll counts {poll.vote_count} of {votes} votes"] * (poll.vote_count != votes)
    for option in db.session.query(Option):
        votes = db.session.query(Vote).filter_by(option_id=option.id).count()
        wrong += [f"an option counts {option.votes} of {votes}"] * (option.votes != votes)
    for wishlist in db.session.query(Wishlist):
        rows = db.session.query(Wish).filter_by(list_id=wishlist.id, removed_at=None).count()
        wrong += [f"a list counts {wishlist.wish_count} of {rows}"] * (wishlist.wish_count != rows)
    bare = select(func.count()).where(Product.id.not_in(select(Offer.product_id)))
    wrong += ["a product without its offer"] * (db.session.scalar(bare) or 0)
    return wrong


def facts_of_acts() -> list[str]:
    """Each act has said its fact, once; each fact that was kept has its act."""
    said: dict[str, Counter[int]] = {}
    for fact in db.session.query(OutboxFact):
        key = {"wishlists.WishAdded": "wish_id", "reactions.Commented": "comment_id"}.get(fact.name)
        if key:
            said.setdefault(fact.name, Counter())[fact.payload[key]] += 1
    wrong = []
    for name, model in (("wishlists.WishAdded", Wish), ("reactions.Commented", Comment)):
        acts = Counter(db.session.scalars(select(model.id)))
        if said.get(name, Counter()) != acts:
            wrong.append(f"{name}: said {said.get(name, Counter()).total()} of {acts.total()} acts")
    voters = set(db.session.scalars(select(Vote.profile_id)))
    votes = db.session.query(OutboxFact).filter_by(name="polls.VoteCast")
    silent = voters - {fact.payload["profile_id"] for fact in votes}
    return wrong + [f"{len(silent)} votes of which nobody was told"] * bool(silent)


def told() -> list[str]:
    """Each fact has a delivery for each of its subscribers, and all are done."""
    expected = Counter(fact for (fact, _), each in _subscribers.items() if each.durable)
    rows = select(OutboxFact.name, func.count(Delivery.id))
    rows = rows.outerjoin(Delivery, Delivery.fact_id == OutboxFact.id)
    found = db.session.execute(rows.group_by(OutboxFact.id, OutboxFact.name))
    wrong = [f"{name} has {n} deliveries" for name, n in found if n != expected[name]]
    undone = db.session.query(Delivery).filter_by(done_at=None).all()
    return wrong + [f"{each.subscriber} was not told: {each.error}" for each in undone]


def effects() -> list[str]:
    """What subscribers do in a transaction is done exactly once, however often they were killed."""
    added = select(func.sum(Activity.count)).where(Activity.verb == "added")
    wishes, told_of = db.session.query(Wish).count(), db.session.scalar(added) or 0
    return [] if told_of == wishes else [f"the feeds tell of {told_of} of {wishes} wishes"]

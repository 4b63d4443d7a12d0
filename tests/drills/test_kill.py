"""The server is killed again and again while people write; what was acknowledged is kept."""

from __future__ import annotations

import random
import sqlite3
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count

import pytest
import requests
from sqlalchemy.engine import make_url

from community.core.ids import encode
from community.extensions import db
from community.polls.models import Option, Poll, Vote
from community.reactions.models import Comment
from community.wishlists.models import Wish, Wishlist
from tests.core.live.member import Member, cookie_for
from tests.world import befriend, list_by, person, poll_by

WRITERS = 10
KILLS = 5
READY_WITHIN = 5.0  # seconds
TAKEN = (200, 303)


@dataclass
class Ledger:
    """Kept outside the site: what one writer tried, and what the site said was done."""

    comments: list[str] = field(default_factory=list)
    wishes: list[str] = field(default_factory=list)
    votes: list[tuple[str, bool]] = field(default_factory=list)  # option, acknowledged
    failed: int = 0

    def possible_votes(self) -> set[str]:
        """The last acknowledged, or one tried after it that may have been kept unheard."""
        possible: set[str] = set()
        for option, is_acknowledged in reversed(self.votes):
            possible.add(option)
            if is_acknowledged:
                break
        return possible


class Writer(threading.Thread):
    def __init__(self, name: str, member: Member, stop: threading.Event, things: dict) -> None:
        super().__init__(name=name)
        self.member, self.ends, self.things, self.ledger = member, stop, things, Ledger()

    def run(self) -> None:
        for number in count():
            if self.ends.is_set():
                return
            self.write(number)
            time.sleep(random.uniform(0, 0.1))

    def write(self, number: int) -> None:
        words = f"{self.name} says {number}"
        poll, option = self.things["poll"], random.choice(self.things["options"])
        if self.post(f"/polls/{poll}/vote", option=option):
            self.ledger.votes.append((option, True))
        else:
            self.ledger.votes.append((option, False))
        if self.post(f"/lists/{self.things[self.name]}/wishes", title=words):
            self.ledger.wishes.append(words)
        if number % 4 == 0 and self.post("/comments", kind="poll", id=poll, body=words):
            self.ledger.comments.append(words)

    def post(self, path: str, **fields: str) -> bool:
        try:
            answer = self.member.post(path, **fields)
        except (requests.RequestException, AssertionError):
            # Nobody answered; a little later somebody will.
            self.ledger.failed += 1
            time.sleep(0.05)
            return False
        return answer.status_code in TAKEN and "/sign-in" not in answer.headers.get("Location", "")


def people_of(site) -> tuple[dict, dict[str, Member]]:
    app = site.app()
    with app.app_context():
        ana = person("ana")
        poll = poll_by(ana)
        things = {"poll": encode(poll.id), "options": [encode(one.id) for one in poll.options]}
        members = {}
        for number in range(WRITERS):
            writer = person(f"writer{number}")
            befriend(ana, writer)
            things[writer.handle] = encode(list_by(writer).id)
            members[writer.handle] = Member(site.url, cookie_for(app, writer))
        db.session.remove()
    return things, members


def kill_and_start(site) -> float:
    """Seconds until it was ready again."""
    site.kill()
    began = time.monotonic()
    site.start()
    return time.monotonic() - began


@pytest.mark.drill
def test_a_site_killed_while_people_write_loses_nothing_acknowledged(start_site):
    site = start_site("sqlite")
    things, members = people_of(site)
    stop = threading.Event()
    writers = [Writer(name, member, stop, things) for name, member in members.items()]
    for writer in writers:
        writer.start()
    waits = []
    for _ in range(KILLS):
        time.sleep(random.uniform(1.5, 4.0))
        waits.append(kill_and_start(site))
    time.sleep(0.5)
    stop.set()
    for writer in writers:
        writer.join(60)
    site.kill()
    ledgers = {writer.name: writer.ledger for writer in writers}
    totals = Counter(
        votes=sum(kept for each in ledgers.values() for _, kept in each.votes),
        wishes=sum(len(each.wishes) for each in ledgers.values()),
        comments=sum(len(each.comments) for each in ledgers.values()),
        unanswered=sum(each.failed for each in ledgers.values()),
    )
    print(f"injected={len(waits)} ledger={dict(totals)} ready_after={[round(w, 1) for w in waits]}")
    assert len(waits) == KILLS
    assert all(totals.values()), totals  # it was killed while they wrote, and they did write
    assert_whole(site)
    with site.app().app_context():
        assert_kept(ledgers, things)
        assert_counted()
        db.session.remove()
    assert min(waits) <= READY_WITHIN, waits


def assert_whole(site) -> None:
    connection = sqlite3.connect(str(make_url(site.database_url).database))
    try:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    finally:
        connection.close()


def assert_kept(ledgers: dict[str, Ledger], things: dict) -> None:
    wishes = Counter(db.session.scalars(db.select(Wish.title)))
    comments = Counter(db.session.scalars(db.select(Comment.body)))
    votes = {vote.profile.handle: encode(vote.option_id) for vote in db.session.query(Vote)}
    for name, ledger in ledgers.items():
        assert [words for words in ledger.wishes if wishes[words] != 1] == []
        assert [words for words in ledger.comments if comments[words] != 1] == []
        assert votes.get(name) in ledger.possible_votes(), name
    assert max(wishes.values()) == max(comments.values()) == 1


def assert_counted() -> None:
    poll = db.session.query(Poll).one()
    assert poll.vote_count == db.session.query(Vote).count()
    for option in db.session.query(Option):
        assert option.votes == db.session.query(Vote).filter_by(option_id=option.id).count()
    for wishlist in db.session.query(Wishlist):
        rows = db.session.query(Wish).filter_by(list_id=wishlist.id, removed_at=None).count()
        assert wishlist.wish_count == rows

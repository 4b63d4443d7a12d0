"""What an act of the star costs, whom half of all members follow: the request, and the worker.

The worker's own code delivers, two threads of it as in `flask worker`, in this process. Who is
here is read from the notices themselves: each says when it was written.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Thread

from flask import Flask
from sqlalchemy import func, select

from bench.crowd.shape import STAR
from bench.people import Crowd
from community.accounts.models import AccountSession, Profile
from community.core import clock
from community.core.db import writing
from community.core.lanes import QUICK
from community.core.outbox import deliver_all
from community.extensions import db
from community.friends.models import Follow
from community.notifications.models import Notification
from community.notifications.portions import LATELY
from community.polls.models import Option, Poll
from community.wishlists.models import Wish, Wishlist

THREADS = 2
MARGIN = timedelta(minutes=10)  # nobody leaves while we look


def measure(app: Flask, crowd: Crowd) -> None:
    """Prints a line an act."""
    with app.test_request_context():
        star, followers = crowd.id_of(STAR), _followers(crowd)
        here = _here(star)
        deliver_all()
        began = clock.now()
        asking, poll_id = _timed(lambda: _ask(star))
        told = _delivered(app)
        first, last = _reached(poll_id, here)
        _say(f"asks {followers:,} followers", asking, told)
        print(
            f"{'':12}{len(here):,} who are here within {_since(began, first):.1f} s,"
            f" all {_count(poll_id):,} within {_since(began, last):.1f} s"
        )
        adding, _wish_id = _timed(lambda: _wish(star))
        _say("adds a public wish", adding, _delivered(app))
        db.session.remove()


def _say(act: str, request: float, worker: float) -> None:
    print(f"the star {act}: in the request {request * 1000:.0f} ms, the worker {worker:.1f} s")


def _timed(act: Callable[[], int]) -> tuple[float, int]:
    began = time.perf_counter()
    made = act()
    return time.perf_counter() - began, made


def _ask(owner_id: int) -> int:
    with writing():
        poll = Poll(owner_id=owner_id, question="Which one?", audience="followers")
        poll.closes_at = clock.now() + timedelta(hours=1)
        poll.options = [Option(text=f"the {place}.", position=place) for place in range(3)]
        poll.ask()
    return poll.id


def _wish(owner_id: int) -> int:
    with writing():
        own = select(Wishlist).where(Wishlist.owner_id == owner_id, Wishlist.audience == "public")
        wish = Wish(title="A red pot")
        wish.add_to(db.session.scalars(own.limit(1)).one())
    return wish.id


def _delivered(app: Flask) -> float:
    """Seconds until nothing was due."""

    def work() -> None:
        with app.test_request_context():
            while deliver_all(QUICK):
                pass
            db.session.remove()

    began = time.perf_counter()
    threads = [Thread(target=work) for _ in range(THREADS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return time.perf_counter() - began


def _followers(crowd: Crowd) -> int:
    return db.session.get_one(Profile, crowd.id_of(STAR)).follower_count


def _here(star: int) -> set[int]:
    lately = AccountSession.seen_at > clock.now() - LATELY + MARGIN
    query = (
        select(Profile.id)
        .join(Follow, Follow.follower_id == Profile.id)
        .join(AccountSession, AccountSession.account_id == Profile.account_id)
        .where(Follow.followed_id == star, lately, AccountSession.ended_at.is_(None))
    )
    return set(db.session.scalars(query))


def _reached(poll_id: int, here: set[int]) -> tuple[datetime, datetime]:
    """When the last of those who are here was told, and the last of all."""
    query = select(Notification.profile_id, Notification.created_at).where(
        Notification.thing_id == poll_id, Notification.kind == "poll"
    )
    times = {row.profile_id: row.created_at for row in db.session.execute(query)}
    return max(times[own] for own in here), max(times.values())


def _count(poll_id: int) -> int:
    about = Notification.kind == "poll", Notification.thing_id == poll_id
    return db.session.scalar(select(func.count(Notification.id)).where(*about)) or 0


def _since(began: datetime, at: datetime) -> float:
    return (at - began).total_seconds()

"""What was read is compared with what is kept: only what changed waits to be brought in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple, TypeVar

from sqlalchemy import delete, insert, select, update

from community.core import clock
from community.core.db import change, writing
from community.core.ids import new_id
from community.core.upsert import insert_or_update_all
from community.extensions import db
from community.retailers.feeds.items import BadRow, digest_of, item_from, unpacked
from community.retailers.feeds.reading import rows_of
from community.retailers.models import Feed, FeedProblem, FeedRow

T = TypeVar("T")
AT_ONCE = 500
MOST_PROBLEMS = 500


class Refusal(NamedTuple):
    row: int
    key: str
    reason: str
    said: str


@dataclass
class Reading:
    """A feed read to its end; items are packed."""

    items: dict[str, bytes] = field(default_factory=dict)
    problems: list[Refusal] = field(default_factory=list)
    bad: int = 0

    def refuse(self, row: int, key: str, problem: BadRow) -> None:
        self.bad += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(Refusal(row, key[:100], problem.reason, problem.said))


def read(body: bytes, codec: str, domain: str, currency: str) -> Reading:
    """Every row, good and bad; raises BadFeed when the file as a whole cannot be read."""
    reading = Reading()
    for number, said in enumerate(rows_of(body, codec), 1):
        try:
            if said.get("link", "").startswith("/"):
                said["link"] = f"https://{domain}{said['link']}"
            item = item_from(said, domain, currency)
            if item.key in reading.items:
                raise BadRow("twice", item.key)
        except BadRow as problem:
            reading.refuse(number, said.get("id", ""), problem)
        except ValueError:
            reading.refuse(number, said.get("id", ""), BadRow("text"))
        else:
            reading.items[item.key] = item.packed()
    return reading


def keep(feed_id: int, reading: Reading) -> int:
    """In portions, each a transaction; how many rows are new or other than before."""
    kept = _kept(feed_id)
    changed = [key for key, said in reading.items.items() if kept.pop(key, "") != digest_of(said)]
    gone = [key for key, digest in kept.items() if digest]
    for portion in _portions(changed):
        with writing():
            _keep_items(feed_id, {key: reading.items[key] for key in portion})
    for keys in _portions(gone):
        with writing():
            theirs = FeedRow.feed_id == feed_id, FeedRow.key.in_(keys)
            change(update(FeedRow).where(*theirs).values(digest="", is_pending=True))
    with writing():
        _keep_problems(feed_id, reading)
    return len(changed) + len(gone)


def _kept(feed_id: int) -> dict[str, str]:
    query = select(FeedRow.key, FeedRow.digest).where(FeedRow.feed_id == feed_id)
    kept = {row.key: row.digest for row in db.session.execute(query)}
    db.session.commit()
    return kept


def _keep_items(feed_id: int, items: dict[str, bytes]) -> None:
    rows = [
        {
            "feed_id": feed_id,
            "key": key,
            "digest": digest_of(said),
            "facts": unpacked(said),
            "is_pending": True,
        }
        for key, said in items.items()
    ]
    insert_or_update_all(
        FeedRow, rows, unique=["feed_id", "key"], change=["digest", "facts", "is_pending"]
    )


def _keep_problems(feed_id: int, reading: Reading) -> None:
    change(delete(FeedProblem).where(FeedProblem.feed_id == feed_id))
    rows = [
        {"id": new_id(), "feed_id": feed_id, **problem._asdict()} for problem in reading.problems
    ]
    if rows:
        db.session.execute(insert(FeedProblem), rows)
    feed = db.session.get_one(Feed, feed_id)
    feed.good_count, feed.bad_count = len(reading.items), reading.bad
    feed.done_at = clock.now()


def _portions(things: list[T]) -> Iterator[list[T]]:
    each = iter(things)
    while portion := list(islice(each, AT_ONCE)):
        yield portion

"""The bulk loader’s rows are right by themselves: it asks no foreign key and no counter."""

from __future__ import annotations

import sqlite3

import psycopg
import pytest
from sqlalchemy import make_url

from bench.people import Crowd, fill
from tests.services.database import new_database
from tests.services.root import worker_number

MEMBERS = 200
# Each counts the rows whose column is not what the rows beside it say.
WRONG = {
    "followers": "SELECT count(*) FROM profiles p WHERE follower_count <>"
    " (SELECT count(*) FROM follows f WHERE f.followed_id = p.id)",
    "followed": "SELECT count(*) FROM profiles p WHERE followed_count <>"
    " (SELECT count(*) FROM follows f WHERE f.follower_id = p.id)",
    "wishes": "SELECT count(*) FROM wishlists l WHERE wish_count <>"
    " (SELECT count(*) FROM wishes w WHERE w.list_id = l.id AND removed_at IS NULL)",
    "votes": "SELECT count(*) FROM polls p WHERE vote_count <>"
    " (SELECT count(*) FROM votes v WHERE v.poll_id = p.id)",
    "votes of options": "SELECT count(*) FROM poll_options o WHERE votes <>"
    " (SELECT count(*) FROM votes v WHERE v.option_id = o.id)",
    "comments": "SELECT count(*) FROM polls p WHERE comment_count <>"
    " (SELECT count(*) FROM comments c WHERE c.kind = 'poll' AND c.thing_id = p.id)",
}


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def ask(request):
    """Runs a select that gives one number, on a database with a crowd."""
    url = new_database(request.param, f"crowd{worker_number()}")
    fill(url, MEMBERS)
    if request.param == "sqlite":
        connection = sqlite3.connect(str(make_url(url).database))
    else:
        plain = make_url(url).set(drivername="postgresql")
        connection = psycopg.connect(plain.render_as_string(hide_password=False))
    yield lambda query: connection.execute(query).fetchone()
    connection.close()


@pytest.mark.parametrize("counter", WRONG)
def test_counters_say_what_the_rows_say(ask, counter):
    assert ask(WRONG[counter]) == (0,)


def test_there_are_so_many_members_and_all_are_friends_with_some(ask):
    assert ask("SELECT count(*) FROM profiles") == (MEMBERS,)
    alone = "SELECT count(*) FROM profiles WHERE follower_count = 0 OR followed_count = 0"
    assert ask(alone) == (0,)


def test_no_row_points_to_nothing(tmp_path):
    url = new_database("sqlite", f"pointing{worker_number()}")
    fill(url, MEMBERS)
    with sqlite3.connect(str(make_url(url).database)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_the_same_seed_makes_the_same_people():
    one = Crowd(MEMBERS)
    other = Crowd(MEMBERS, now=one.now)
    assert [one.follows(place) for place in range(20)] == [
        other.follows(place) for place in range(20)
    ]
    assert one.id_of(7) == other.id_of(7)

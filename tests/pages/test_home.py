"""Home: for a member the feed, for everybody else what Posy is."""

from __future__ import annotations

import re

from community.core.ids import encode
from community.core.outbox import deliver_all
from community.extensions import db
from community.polls.models import Poll
from tests.pages.crowd import Crowd
from tests.pages.walking import walk
from tests.world import World, list_by, poll_by, signed_in, wish_on

POLL = r'id="poll-([0-9a-z]+)"'
LIST = r'class="btn small" href="/lists/([0-9a-z]+)'


def test_who_is_not_signed_in_sees_what_it_is_and_what_is_public(app, new_client):
    world = World.make()
    wish_on(list_by(world.ana, "The zanzibar kitchen", audience="public"))
    wish_on(list_by(world.ana, "The secret garden"))
    poll_by(world.ana, question="Which public pot?", audience="public")
    poll_by(world.ana, question="Which secret pot?")
    deliver_all()
    text = new_client().get("/").text
    assert "Sign up" in text and "Look around first" in text
    assert "The zanzibar kitchen" in text and "Which public pot?" in text
    assert "secret" not in text


def test_the_landing_page_stands_with_nothing_to_show(app, new_client):
    answer = new_client().get("/")
    assert answer.status_code == 200
    assert "Fresh lists" not in answer.text and "feed-card" not in answer.text


def test_a_new_member_is_told_how_to_begin(app, new_client):
    text = signed_in(new_client(), World.make().mo).get("/").text
    assert "It’s quiet here" in text and "Find people" in text
    assert "Keep what you want from any shop" in text


def test_polls_to_answer_come_first_until_they_are_answered(app, new_client):
    world = World.make()
    ben = signed_in(new_client(), world.ben)
    poll = poll_by(world.ana, question="Which zanzibar?")
    wish_on(list_by(world.ana, "A newer kitchen"))
    deliver_all()
    text = ben.get("/").text
    assert text.index("Which zanzibar?") < text.index("A newer kitchen")
    assert len(walk(ben, "/", POLL)) == text.count('id="poll-') == 1
    option = db.session.get(Poll, poll.id).options[0]
    ben.post(f"/polls/{encode(poll.id)}/vote", data={"option": encode(option.id)})
    text = ben.get("/").text
    assert text.index("A newer kitchen") < text.index("Which zanzibar?")


def test_load_more_shows_everything_once(app, new_client):
    crowd = Crowd()
    crowd.grow(15)
    ana = signed_in(new_client(), crowd.ana)
    polls = walk(ana, "/", POLL)
    assert len(polls) == len(set(polls))
    assert len(polls) == 30 + 1  # of everybody and of ben; and the one that was only just asked
    lists = walk(ana, "/", LIST)
    assert len(lists) == len(set(lists)) == 30


def test_the_end_is_said_and_only_there(app, new_client):
    crowd = Crowd()
    crowd.grow(4)
    ana = signed_in(new_client(), crowd.ana)
    first = ana.get("/").text
    assert "Load more" in first and "all caught up" not in first
    more = re.search(r'hx-get="(/\?after=[^"]+)"', first)
    last = ana.htmx(more[1], method="GET").text
    assert "Load more" not in last and "all caught up" in last


def test_a_made_up_cursor_begins_at_the_top(app, new_client):
    mo = signed_in(new_client(), World.make().mo)
    for cursor in ("nonsense!", "", "zzzzzzzzzzzzzz", "%00", "-1"):
        assert mo.get("/", query_string={"after": cursor}).status_code == 200

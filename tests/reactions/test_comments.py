"""Comments under a poll: written, escaped, taken back, heard of."""

from __future__ import annotations

from contextlib import suppress

import pytest

from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.friends.models import Block
from community.polls.models import Poll
from community.reactions.models import Comment
from tests.polls.people import befriend, person, poll_by, signed_in


def say(client, thing, body="The red one.", kind="poll"):
    return client.post("/comments", data={"kind": kind, "id": encode(thing.id), "body": body})


def test_a_friend_says_something_under_a_poll(as_ben, as_ana, poll):
    answer = say(as_ben, poll, "The *red* one.")
    assert answer.location.endswith(f"#comments-poll-{encode(poll.id)}")
    assert "The <em>red</em> one." in as_ana.get(f"/polls/{encode(poll.id)}").text


def test_the_number_on_the_card_grows_with_what_is_said(as_ben, poll):
    data = {"kind": "poll", "id": encode(poll.id), "body": "The red one."}
    told = as_ben.post("/comments", data=data, headers={"HX-Request": "true"}).text
    assert f'id="said-poll-{encode(poll.id)}" hx-swap-oob="true"' in told
    assert "1 comment<" in told


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        '<a href="java&#115;cript:alert(1)">x</a>',
    ],
)
def test_markup_of_ones_own_is_words(as_ben, as_ana, poll, evil):
    say(as_ben, poll, evil)
    html = db.session.query(Comment).one().html
    assert "<script" not in html and "<img" not in html
    assert '<a href="java' not in html
    assert html in as_ana.get(f"/polls/{encode(poll.id)}").text


@pytest.mark.parametrize("wrong", ["", "   ", "a" * 2001, ">" * 60 + "deep"])
def test_too_little_and_too_much_is_said_beside_the_field(as_ben, poll, wrong):
    answer = say(as_ben, poll, wrong)
    assert answer.status_code == 422
    assert 'class="error"' in answer.text
    assert db.session.query(Comment).count() == 0


@pytest.mark.parametrize("kind", ["profile", "nonsense", "", "comment"])
def test_other_kinds_have_no_comments(as_ben, poll, kind):
    assert say(as_ben, poll, kind=kind).status_code == 404


def test_a_stranger_can_neither_read_nor_write(as_cleo, new_client, poll):
    address = f"/comments/poll/{encode(poll.id)}"
    assert say(as_cleo, poll).status_code == 404
    assert as_cleo.get(address).status_code == 404
    assert new_client().get(address).status_code == 404
    assert "/sign-in" in say(new_client(), poll).location


def test_ones_own_comment_can_be_taken_back_and_leaves_no_words(
    as_ben, as_ana, new_client, ana, poll
):
    say(as_ben, poll, "plumtree")
    comment = db.session.query(Comment).one()
    address = f"/comments/{encode(comment.id)}/delete"
    dan = person("dan")
    befriend(ana, dan)
    assert signed_in(new_client(), dan).post(address).status_code == 404
    for _again in range(2):
        as_ben.post(address)
    assert "plumtree" not in as_ana.get(f"/polls/{encode(poll.id)}").text
    assert db.session.query(Comment).one().body == ""
    assert db.session.get(Poll, poll.id, populate_existing=True).comment_count == 0


def test_whoever_asked_takes_away_what_is_said_under_the_question(as_ben, as_ana, poll):
    say(as_ben, poll, "plumtree")
    address = f"/comments/{encode(db.session.query(Comment).one().id)}/delete"
    assert address in as_ana.get(f"/polls/{encode(poll.id)}").text
    as_ana.post(address)
    assert "plumtree" not in as_ben.get(f"/polls/{encode(poll.id)}").text


def test_a_comment_has_an_address_that_leads_to_where_it_stands(as_ben, as_cleo, poll):
    say(as_ben, poll)
    address = f"/comments/{encode(db.session.query(Comment).one().id)}"
    assert as_ben.get(address).location.endswith(f"#comments-poll-{encode(poll.id)}")
    assert as_cleo.get(address).status_code == 404


def test_the_poll_keeps_its_number_of_comments(as_ben, as_ana, poll):
    for client in (as_ben, as_ana):
        say(client, poll)
    assert db.session.get(Poll, poll.id, populate_existing=True).comment_count == 2


def test_who_has_blocked_each_other_do_not_read_each_other(as_ben, new_client, ana, ben, poll):
    dan = person("dan")
    befriend(ana, dan)
    say(signed_in(new_client(), dan), poll, "plumtree")
    address = f"/comments/poll/{encode(poll.id)}"
    assert "plumtree" in as_ben.get(address).text
    with writing():
        Block.begin(ben, dan)
    assert "plumtree" not in as_ben.get(address).text


def test_the_newest_stand_last_and_earlier_ones_are_a_press_away(as_ben, ben, poll):
    with writing():
        for number in range(25):
            Comment.write(poll, ben, f"word {number:02}", f"<p>word {number:02}</p>")
    page = as_ben.get(f"/comments/poll/{encode(poll.id)}").text
    places = [page.find(f"word {number:02}") for number in range(25)]
    assert places[:5] == [-1] * 5
    assert places[5:] == sorted(places[5:])
    oldest = db.session.query(Comment).order_by(Comment.id).all()[5]
    assert f"after={encode(oldest.id)}" in page
    earlier = as_ben.htmx(
        f"/comments/poll/{encode(poll.id)}?after={encode(oldest.id)}", method="GET"
    )
    assert "word 04" in earlier.text and "word 05" not in earlier.text


def test_a_page_asks_as_often_for_twenty_comments_as_for_two(as_ben, poll, count_queries):
    def queries() -> int:
        with count_queries() as asked:
            as_ben.get(f"/comments/poll/{encode(poll.id)}")
        return len(asked)

    def write(count):
        for number in range(count):
            author = person(f"writer{number}{count}")
            with writing():
                Comment.write(poll, author, "word", "<p>word</p>")

    write(2)
    few = queries()
    write(18)
    assert queries() == few


def test_open_pages_hear_that_there_is_something_new(listen, ana, as_ben, poll):
    socket = listen(ana)
    assert socket.watch("comments-poll", poll)["ok"] is True
    say(as_ben, poll, "plumtree")
    newest = db.session.query(Comment).one()
    about = {"room": "comments-poll", "id": encode(poll.id), "newest": encode(newest.id)}
    assert socket.heard("stale") == [about]


def test_strangers_hear_nothing_of_comments(listen, cleo, as_ben, poll):
    socket = listen(cleo)
    assert socket.watch("comments-poll", poll) == {"ok": False}
    say(as_ben, poll)
    assert socket.heard("stale") == []


def test_what_is_rolled_back_is_told_to_nobody(listen, ana, poll):
    socket = listen(ana)
    socket.watch("comments-poll", poll)
    with suppress(ZeroDivisionError), writing():
        Comment.write(poll, ana, "never", "<p>never</p>")
        raise ZeroDivisionError
    assert socket.heard("stale") == []
    assert db.session.query(Comment).count() == 0


def test_a_comment_under_a_thing_without_a_counter_is_fine(as_ana, ana):
    from community.catalog.models import Product

    with writing():
        lamp = Product(title="Lamp", found_by_id=ana.id)
        db.session.add(lamp)
    assert poll_by(ana).comment_count == 0
    with writing():
        Comment.write(lamp, ana, "warm light", "<p>warm light</p>")
    assert db.session.query(Comment).one().thing_id == lamp.id

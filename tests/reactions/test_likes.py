"""One like a member and thing, wherever the thing may be seen, and told to whoever owns it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from community.core.db import writing
from community.core.ids import encode
from community.core.outbox import deliver_all
from community.extensions import db
from community.friends.models import Block
from community.notifications.models import Notification
from community.reactions.models import Comment, Like, LikeCount
from tests.polls.people import befriend, person, poll_by, signed_in
from tests.world import list_by, product_by


def like(client, kind, thing, remove=False, **form):
    path = f"/likes/{kind}/{encode(thing.id)}" + ("/remove" if remove else "")
    return client.post(path, data=form)


def count(thing) -> int:
    query = select(LikeCount.count).where(LikeCount.thing_id == thing.id)
    return db.session.scalar(query.execution_options(populate_existing=True)) or 0


def notices(owner) -> list[Notification]:
    deliver_all()
    query = select(Notification).filter_by(profile_id=owner.id, topic="liked")
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def test_pressed_twice_it_is_one_like_and_taken_back_it_is_none(as_ben, poll):
    for _again in range(2):
        assert like(as_ben, "poll", poll).status_code == 303
    assert count(poll) == db.session.query(Like).count() == 1
    for _again in range(2):
        like(as_ben, "poll", poll, remove=True)
    assert count(poll) == db.session.query(Like).count() == 0


def test_the_heart_answers_itself_and_says_how_many(as_ben, poll):
    told = as_ben.htmx(f"/likes/poll/{encode(poll.id)}").text
    assert 'aria-pressed="true"' in told and "Like · 1 like" in told
    assert told.count("<form") == 1 and "/remove" in told


def test_it_comes_back_to_where_it_was_pressed_but_to_no_other_site(as_ben, poll):
    assert like(as_ben, "poll", poll, next="/polls?tab=mine").location == "/polls?tab=mine"
    assert "/polls/" in like(as_ben, "poll", poll, next="//evil.example").location


@pytest.mark.parametrize("kind", ["poll", "list", "product", "comment"])
def test_every_kind_that_can_be_seen_can_be_liked(as_ben, as_cleo, ana, poll, kind):
    thing = _thing(kind, ana, poll)
    assert like(as_ben, kind, thing).status_code == 303
    assert count(thing) == 1
    if kind != "product":
        assert like(as_cleo, kind, thing).status_code == 404
    assert f'id="heart-{kind}-{encode(thing.id)}"' in as_ben.get(_page(kind, thing, poll)).text


def _thing(kind, ana, poll):
    if kind == "list":
        return list_by(ana)
    if kind == "product":
        return product_by(ana, listed=True)
    with writing():
        comment = Comment.write(poll, ana, "Well?", "<p>Well?</p>")
    return comment if kind == "comment" else poll


def _page(kind, thing, poll) -> str:
    if kind == "comment":
        return f"/polls/{encode(poll.id)}"
    return f"/{kind}s/{encode(thing.id)}"


@pytest.mark.parametrize("kind", ["profile", "nonsense", "collection-of-secrets", "wish"])
def test_people_and_unknown_kinds_cannot_be_liked(as_ben, ana, kind):
    assert like(as_ben, kind, ana).status_code == 404
    assert db.session.query(Like).count() == 0


def test_signed_out_one_may_look_at_the_number_alone(new_client, as_ben, ana):
    poll = poll_by(ana, audience="public")
    like(as_ben, "poll", poll)
    nobody = new_client()
    assert "/sign-in" in like(nobody, "poll", poll).location
    assert "Sign in to like this · 1 like" in nobody.get(f"/polls/{encode(poll.id)}").text
    assert db.session.query(Like).count() == 1


def test_names_are_shown_to_those_who_may_meet_them(as_ana, as_cleo, new_client, ana, ben, poll):
    dan = person("dan")
    befriend(ana, dan)
    as_dan = signed_in(new_client(), dan)
    like(as_dan, "poll", poll)
    address = f"/likes/poll/{encode(poll.id)}"
    assert "@dan" in as_ana.get(address).text
    assert as_cleo.get(address).status_code == 404
    as_ben = signed_in(new_client(), ben)
    with writing():
        Block.begin(ben, dan)
    assert "@dan" not in as_ben.get(address).text


def test_the_owner_is_told_once_of_all_who_like_a_thing(as_ben, as_ana, new_client, ana, poll):
    like(as_ben, "poll", poll)
    assert [row.count for row in notices(ana)] == [1]
    dan = person("dan")
    befriend(ana, dan)
    like(signed_in(new_client(), dan), "poll", poll)
    (row,) = notices(ana)
    assert (row.count, row.actor_id) == (2, dan.id)
    assert "and 1 other like: <b>" in as_ana.get("/notifications").text


def test_changing_ones_mind_rings_once(as_ben, ana, poll):
    like(as_ben, "poll", poll)
    notices(ana)
    as_read = db.session.query(Notification).filter_by(topic="liked").one()
    with writing():
        db.session.get(Notification, as_read.id).read_at = as_read.changed_at
    like(as_ben, "poll", poll, remove=True)
    like(as_ben, "poll", poll)
    (row,) = notices(ana)
    assert row.read_at is not None and row.count == 1


def test_nobody_is_told_of_their_own_like_nor_of_one_taken_back(as_ana, as_ben, ana, poll):
    like(as_ana, "poll", poll)
    like(as_ben, "poll", poll)
    like(as_ben, "poll", poll, remove=True)
    assert notices(ana) == []


def test_who_wrote_a_comment_is_told_that_it_is_liked(as_ben, ana, poll):
    comment = _thing("comment", ana, poll)
    like(as_ben, "comment", comment)
    assert [row.kind for row in notices(ana)] == ["comment"]


def test_likes_go_with_what_they_hang_on(as_ben, ana, poll):
    comment = _thing("comment", ana, poll)
    like(as_ben, "comment", comment)
    like(as_ben, "poll", poll)
    with writing():
        db.session.get(Comment, comment.id).remove()
    assert {row.kind for row in db.session.query(Like)} == {"poll"}
    with writing():
        db.session.get(type(poll), poll.id).remove()
    deliver_all()
    assert db.session.query(Like).count() == db.session.query(LikeCount).count() == 0


def test_open_pages_hear_that_the_number_moved(listen, ana, cleo, as_ben, poll):
    socket = listen(ana)
    assert socket.watch("likes-poll", poll)["ok"] is True
    assert listen(cleo).watch("likes-poll", poll) == {"ok": False}
    like(as_ben, "poll", poll)
    assert socket.heard("stale") == [{"room": "likes-poll", "id": encode(poll.id)}]


@pytest.mark.both_databases
def test_many_presses_at_once_make_one_like(committing_app):
    """And the control: a second row is what the database refuses."""
    ana, poll = person("ana"), None
    poll = poll_by(ana)
    about = ("poll", poll.id, ana.id)

    def press(_number: int) -> bool:
        with committing_app.app_context(), writing():
            return Like.give(*about)

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(press, range(16)))
    assert sum(made) == 1 and count(poll) == 1
    with pytest.raises(IntegrityError), writing():
        db.session.add(Like(kind="poll", thing_id=poll.id, profile_id=ana.id))

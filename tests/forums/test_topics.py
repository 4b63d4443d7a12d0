"""Boards and topics: begun, found, about things, taken back."""

from __future__ import annotations

import pytest

from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.forums.models import Board, Post, Topic
from community.forums.planting import USUAL, plant_boards
from tests.world import board_called, list_by, poll_by, post_in, product_by, signed_in, topic_by


def begin(client, **more):
    said = {"board": "home", "title": "Which lamp?", "body": "For a small room."}
    return client.post("/forum/new", data={**said, **more})


def test_a_fresh_site_gets_the_usual_boards_once(app):
    assert plant_boards() == len(USUAL) == 10
    assert plant_boards() == 0


def test_boards_and_topics_are_open_to_everybody(world, topic, client):
    for path in ("/forum", "/forum/home", f"/forum/topics/{encode(topic.id)}"):
        assert "Which lamp?" in client.get(path).text, path


def test_a_member_begins_a_topic_and_nobody_else_does(world, ben, client):
    board_called()
    assert "/sign-in" in begin(client).location
    to = begin(ben).location
    assert "For a small room." in ben.get(to).text
    topic = db.session.scalars(db.select(Topic)).one()
    assert (topic.owner_id, topic.post_count, topic.board.topic_count) == (world.ben.id, 1, 1)


def test_what_is_missing_is_said_and_what_was_typed_stays(world, ben):
    board_called()
    answer = begin(ben, title="", body="Kept words")
    assert answer.status_code == 422 and "Kept words" in answer.text
    assert begin(ben, board="").status_code == 422
    assert begin(ben, board="nowhere").status_code == 422
    assert db.session.scalar(db.select(Topic)) is None


def test_no_topic_begins_on_a_board_that_is_put_away(app, world, ben):
    board_called()
    app.test_cli_runner().invoke(args=["boards", "archive", "home"])
    assert begin(ben).status_code == 422
    assert "put away" in ben.get("/forum/home").text


def test_a_preview_shows_the_words_and_makes_nothing(world, ben):
    board_called()
    answer = begin(ben, body="*soft* light", preview="1")
    assert answer.status_code == 200 and "<em>soft</em>" in answer.text
    assert db.session.scalar(db.select(Topic)) is None


def test_a_topic_about_a_product_shows_it_and_stands_on_its_page(world, ben, client):
    board_called()
    product = product_by(world.ben, listed=True)
    to = begin(ben, kind="product", id=encode(product.id)).location
    assert product.title in client.get(to).text
    assert "Which lamp?" in client.get(f"/products/{encode(product.id)}").text


@pytest.mark.parametrize("who", ["cleo", "fay", "max"])
def test_of_what_a_reader_may_not_see_not_even_the_title_is_shown(world, new_client, who):
    secret = list_by(world.ana, "My secret list", audience="people")
    poll = poll_by(world.ana, question="My secret question?", audience="me")
    for about in (secret, poll):
        topic = topic_by(world.ana, about=about)
        page = signed_in(new_client(), getattr(world, who)).get(f"/forum/topics/{encode(topic.id)}")
        assert page.status_code == 200 and "secret" not in page.text
        assert (
            "secret"
            in signed_in(new_client(), world.ana).get(f"/forum/topics/{encode(topic.id)}").text
        )


def test_nobody_begins_a_topic_about_what_they_may_not_see(world, ben):
    board_called()
    secret = list_by(world.ana, "My secret list", audience="me")
    said = {"kind": "list", "id": encode(secret.id)}
    assert begin(ben, **said).status_code == 404
    assert ben.get("/forum/new", query_string=said).status_code == 404
    assert begin(ben, kind="profile", id=encode(world.ana.id)).status_code == 404


def test_what_a_topic_was_about_may_go_and_the_topic_stays(world, ana):
    from community.core import outbox

    gone = list_by(world.ana, "Going")
    topic = topic_by(world.ana, about=gone)
    with writing():
        db.session.get(type(gone), gone.id).remove()
    outbox.deliver_all()
    db.session.expire_all()
    assert db.session.get(Topic, topic.id).about_id is None
    assert ana.get(f"/forum/topics/{encode(topic.id)}").status_code == 200


def test_one_takes_back_ones_own_topic_while_nobody_has_answered(world, ana, ben, topic):
    path = f"/forum/topics/{encode(topic.id)}/delete"
    assert ben.post(path).status_code == 404
    post_in(topic, world.ben)
    ana.post(path)
    assert db.session.get(Topic, topic.id) is not None
    lonely, stays = topic_by(world.ana, "Alone").id, topic.id
    assert ana.post(f"/forum/topics/{encode(lonely)}/delete").location.endswith("/forum/home")
    db.session.expunge_all()
    assert db.session.get(Topic, lonely) is None
    board = db.session.scalars(db.select(Board)).one()
    assert (board.topic_count, board.last_topic_id) == (1, stays)


def test_who_is_blocked_does_not_find_the_topic_nor_its_place_on_the_board(world, new_client):
    topic = topic_by(world.ana, "Anas question")
    for name in ("dina", "erik"):
        client = signed_in(new_client(), getattr(world, name))
        assert client.get(f"/forum/topics/{encode(topic.id)}").status_code == 404
        assert "Anas question" not in client.get("/forum").text + client.get("/forum/home").text


def test_moderators_pin_lock_and_move_and_others_do_not(world, mo, ana, ben, topic):
    board_called("kitchen")
    path = f"/forum/topics/{encode(topic.id)}"
    for client in (ana, ben):
        assert client.post(f"{path}/keep", data={"pinned": "1"}).status_code == 404
        assert client.post(f"{path}/move", data={"board": "kitchen"}).status_code == 404
    mo.post(f"{path}/keep", data={"pinned": "1"})
    mo.post(f"{path}/keep", data={"locked": "1"})
    mo.post(f"{path}/move", data={"board": "kitchen"})
    db.session.expire_all()
    found = db.session.get(Topic, topic.id)
    assert found.pinned_at and found.locked_at and found.board.slug == "kitchen"
    counts = {board.slug: board.topic_count for board in db.session.scalars(db.select(Board))}
    assert counts == {"home": 0, "kitchen": 1}
    assert "Pinned" in ben.get("/forum/kitchen").text
    mo.post(f"{path}/keep", data={"pinned": "0"})
    db.session.expire_all()
    assert db.session.get(Topic, topic.id).pinned_at is None


def test_in_a_locked_topic_only_moderators_write_and_no_word_is_lost(world, mo, ben, topic):
    path = f"/forum/topics/{encode(topic.id)}"
    mo.post(f"{path}/keep", data={"locked": "1"})
    answer = ben.post(f"{path}/posts", data={"body": "Too late, but kept"})
    assert answer.status_code == 409 and "Too late, but kept" in answer.text
    assert mo.post(f"{path}/posts", data={"body": "Last word"}).status_code == 303
    assert db.session.scalars(db.select(Post.body).order_by(Post.number)).all() == [
        "Well?",
        "Last word",
    ]


def test_operators_name_and_sort_boards(app):
    run = app.test_cli_runner().invoke
    assert run(args=["boards", "add", "Books & paper"]).output == "/forum/books-paper\n"
    assert run(args=["boards", "add", "Books & paper"]).exit_code == 1
    assert run(args=["boards", "add", "New"]).exit_code == 1
    run(args=["boards", "add", "Music"])
    run(args=["boards", "rename", "music", "Sound", "--about", "All of it"])
    run(args=["boards", "sort", "music"])
    run(args=["boards", "archive", "books-paper"])
    listed = run(args=["boards", "list"]).output.splitlines()
    assert "Sound" in listed[0] and "(archived)" in listed[1]
    assert run(args=["boards", "restore", "nowhere"]).exit_code == 1

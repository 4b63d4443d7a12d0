"""Keys: whose they are, what uses them up, how long they are kept, and who wins a race."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from lxml import html

from community.accounts.models import Profile
from community.core import clock
from community.core.idempotency import models, submission, turns
from community.core.idempotency.models import AnsweredKey, forget_old_keys
from community.core.ids import encode
from community.extensions import db
from community.reactions.models import Comment
from community.wishlists.models import Wishlist
from tests.world import person, poll_by, signed_in

LISTED = {"title": "Attic", "audience": "friends", "occasion": "wishes"}
COPIES = 12


def make(client, key="a-key-of-ana", **more):
    return client.post("/lists/new", data={**LISTED, "form_key": key, **more})


def lists() -> int:
    return db.session.query(Wishlist).filter_by(title="Attic").count()


@pytest.fixture
def ana(app):
    return person("ana")


@pytest.fixture
def as_ana(new_client, ana):
    return signed_in(new_client(), ana)


def test_a_refused_form_gets_its_key_back_and_has_not_used_it_up(as_ana):
    refused = make(as_ana, title="")
    assert refused.status_code == 422
    (form,) = [f for f in html.fromstring(refused.text).forms if f.get("action") == "/lists/new"]
    assert dict(form.form_values())["form_key"] == "a-key-of-ana"
    assert make(as_ana).status_code == 303
    assert lists() == 1


def test_each_form_of_a_page_has_a_key_of_its_own_and_each_page_others(as_ana, ana):
    address = f"/polls/{encode(poll_by(ana).id)}"
    pages = [html.fromstring(as_ana.get(address).text) for _ in range(2)]
    keys = [key for page in pages for key in page.xpath("//input[@name='form_key']/@value")]
    assert len(keys) > 4
    assert len(set(keys)) == len(keys)


def test_a_key_of_one_member_answers_no_other(new_client, as_ana):
    as_ben = signed_in(new_client(), person("ben"))
    first, second = make(as_ana), make(as_ben)
    assert first.location != second.location
    assert lists() == 2


def test_a_key_is_good_at_one_address(as_ana):
    make(as_ana)
    other = as_ana.post("/circles", data={"name": "Choir", "form_key": "a-key-of-ana"})
    assert other.status_code == 422


def test_a_program_sends_its_key_in_the_header(as_ana):
    header = {"Idempotency-Key": "made-by-a-program"}
    answers = [as_ana.post("/lists/new", data=LISTED, headers=header) for _ in range(2)]
    assert {answer.location for answer in answers} == {answers[0].location}
    assert lists() == 1
    endless = {"Idempotency-Key": "k" * 5000}
    assert as_ana.post("/lists/new", data=LISTED, headers=endless).status_code == 400


def test_other_words_are_kept_for_sending_them_as_well(as_ana):
    make(as_ana)
    refused = make(as_ana, note="and “this”")
    page = html.fromstring(refused.text)
    (form,) = [f for f in page.forms if f.get("action") == "/lists/new"]
    # A browser drops the line break that a text area begins with; lxml does not.
    said = {name: value.removeprefix("\n") for name, value in form.form_values()}
    assert said["note"] == "and “this”"
    assert said.pop("form_key") != "a-key-of-ana"
    assert as_ana.post("/lists/new", data={**said, "form_key": "the-new-one"}).status_code == 303
    assert lists() == 2


def test_no_password_is_written_into_the_page_of_other_words(client):
    with client.session_transaction() as cookie:
        cookie["csrf_token"] = "of this browser"
    said = {"email": "new@example.com", "handle": "newcomer", "form_key": "a-key"}
    assert (
        client.post("/sign-up", data={**said, "password": "nine quiet herons"}).status_code == 303
    )
    other = client.post("/sign-up", data={**said, "password": "ten quiet herons"})
    assert other.status_code == 422
    assert "herons" not in other.text


def test_the_first_answer_is_given_for_two_days_and_then_forgotten(as_ana, monkeypatch):
    monkeypatch.setattr(models, "BATCH", 2)
    first = make(as_ana)
    for number in range(5):
        make(as_ana, key=f"another-key-{number}")
    with clock.fixed_at(clock.now() + timedelta(hours=47)):
        forget_old_keys()
        assert make(as_ana).location == first.location
        assert db.session.query(AnsweredKey).count() == 6
    with clock.fixed_at(clock.now() + timedelta(hours=49)):
        forget_old_keys()
        assert db.session.query(AnsweredKey).count() == 0


def test_an_answer_that_was_lost_after_the_commit_is_given_again(as_ana, monkeypatch):
    with monkeypatch.context() as broken:
        broken.setattr("community.wishlists.routes.lists.see_other", lambda to: 1 / 0)
        as_ana.application.config["PROPAGATE_EXCEPTIONS"] = False
        assert make(as_ana).status_code == 500
        as_ana.application.config["PROPAGATE_EXCEPTIONS"] = None
    again = make(as_ana)
    assert (again.status_code, lists()) == (303, 1)
    assert again.location.startswith("/lists/")


def test_two_comments_from_one_open_page_are_two(as_ana, ana):
    poll = poll_by(ana)
    page = as_ana.get(f"/polls/{encode(poll.id)}").text
    for body in ("The red one.", "No, the blue one."):
        (form,) = [f for f in html.fromstring(page).forms if f.get("action") == "/comments"]
        answer = as_ana.htmx("/comments", data={**dict(form.form_values()), "body": body})
        assert answer.status_code == 200
        page = f"<div>{answer.text}</div>"
    assert db.session.query(Comment).count() == 2


def test_htmx_is_told_to_load_the_page_when_its_copy_comes_late(as_ana, ana):
    poll = poll_by(ana)
    said = {"kind": "poll", "id": encode(poll.id), "body": "Red.", "form_key": "of-the-comment"}
    as_ana.htmx("/comments", data=said)
    here = {"HX-Current-URL": f"http://localhost/polls/{encode(poll.id)}-which-pot"}
    assert as_ana.htmx("/comments", data=said, headers=here).headers["HX-Refresh"] == "true"
    assert "/polls/" in as_ana.htmx("/comments", data=said).headers["HX-Redirect"]
    assert db.session.query(Comment).count() == 1


def test_json_with_other_words_is_another_body(app):
    hashes = []
    for amount in (1, 2):
        with app.test_request_context("/x", method="POST", json={"amount": amount}):
            hashes.append(submission._body_hash())
    assert hashes[0] != hashes[1]


def test_a_kept_piece_refuses_a_form_with_a_key(app):
    from flask import g

    with app.test_request_context():
        g.is_keeping = True
        with pytest.raises(RuntimeError, match="cannot hold a form"):
            submission.form_key()


def at_once(app, cookie: str, address: str, said: dict[str, str], **headers: str) -> list:
    barrier, answers = threading.Barrier(COPIES), []

    def send() -> None:
        client = FlaskClient(app, app.response_class)
        client.set_cookie(app.config["SESSION_COOKIE_NAME"], cookie)
        barrier.wait()
        answers.append(client.post(address, data=said, headers=headers))

    threads = [threading.Thread(target=send) for _ in range(COPIES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return answers


def cookie_of_ana(app) -> str:
    client = signed_in(FlaskClient(app, app.response_class), person("ana"))
    return client.get_cookie(app.config["SESSION_COOKIE_NAME"]).value


@contextmanager
def nobody_waits(key_hash: str):
    yield turns.Turn()


@pytest.mark.both_databases
def test_the_database_alone_settles_a_race(committing_app, monkeypatch):
    """As between two processes, where none can wait for the other's turn."""
    monkeypatch.setattr("community.core.idempotency.answering.in_turn", nobody_waits)
    cookie = cookie_of_ana(committing_app)
    said = {**LISTED, "form_key": "a-key"}
    answers = at_once(committing_app, cookie, "/lists/new", said)
    assert len({(one.status_code, one.location) for one in answers}) == 1
    assert answers[0].status_code == 303
    assert lists() == 1


@pytest.mark.both_databases
def test_copies_that_wait_get_the_same_bytes_and_are_not_counted(committing_app):
    cookie = cookie_of_ana(committing_app)
    poll = poll_by(db.session.query(Profile).one())
    said = {"kind": "poll", "id": encode(poll.id), "body": "Red.", "form_key": "a-key"}
    answers = at_once(committing_app, cookie, "/comments", said)
    assert len({(one.status_code, one.location) for one in answers}) == 1
    assert db.session.query(Comment).count() == 1


def test_a_list_made_without_a_key_is_made_twice(as_ana):
    """The control: what the tests above count can be two."""
    for _ in range(2):
        as_ana.post("/lists/new", data=LISTED)
    assert lists() == 2

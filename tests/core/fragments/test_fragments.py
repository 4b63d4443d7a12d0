"""Pieces of pages are drawn once, and nobody's piece is another's."""

from __future__ import annotations

from contextvars import Context
from datetime import timedelta

import pytest
from flask import render_template_string

from community.core import clock, fragments
from community.core.db import writing
from community.core.fragments import csrf_token, fragment, values_of
from community.pages.routes import home
from tests.world import poll_by, signed_in


class Drawer:
    def __init__(self, words: str = "drawn") -> None:
        self.times = 0
        self.words = words

    def __call__(self) -> str:
        self.times += 1
        return f"{self.words} {self.times}"


@pytest.fixture
def in_request(app):
    with app.test_request_context("/"):
        yield app


def test_what_was_drawn_is_not_drawn_again(in_request):
    draw = Drawer()
    assert fragment(("a", 1), draw) == fragment(("a", 1), draw) == "drawn 1"
    assert fragment(("a", 2), draw) == "drawn 2"


def test_words_of_time_are_a_minute_old_at_most(app):
    draw, moment = Drawer(), clock.now()
    for minutes in (0, 0, 2):
        with clock.fixed_at(moment + timedelta(minutes=minutes)), app.test_request_context("/"):
            fragment(("a",), draw)
    assert draw.times == 2


def test_each_language_and_host_has_its_own(app):
    draw = Drawer()
    app.config["TRUSTED_HOSTS"] = [*(app.config["TRUSTED_HOSTS"] or []), "other.example"]
    for base in ("http://localhost", "http://other.example", "http://localhost"):
        with app.test_request_context("/", base_url=base):
            fragment(("a",), draw)
    app.config["TRUSTED_HOSTS"].remove("other.example")
    assert draw.times == 2


def test_a_token_is_filled_in_for_each_and_never_kept(app):
    def ask() -> str:
        with app.test_request_context("/"):
            return str(fragment(("form",), lambda: f"<i>{csrf_token()}</i>"))[3:-4]

    one, other = Context().run(ask), Context().run(ask)
    assert one != other
    (kept,) = app.extensions["fragments"]._pieces.values()
    assert one not in kept
    assert other not in kept


def test_a_form_with_a_key_of_its_own_cannot_be_kept(in_request):
    with pytest.raises(RuntimeError):
        fragment(("key",), lambda: render_template_string("{{ form_key() }}"))


def test_a_piece_in_a_piece_keeps_the_mark(in_request):
    def outer() -> str:
        return f"<b>{fragment(('inner',), lambda: str(csrf_token()))}</b>"

    token = str(fragment(("outer",), outer))[3:-4]
    assert token == csrf_token()


def test_every_column_is_in_a_key(world):
    poll = poll_by(world.ana)
    before = values_of(poll)
    poll.comment_count += 1
    assert values_of(poll) != before


def test_a_member_with_another_name_has_another_card(world, new_client):
    poll_by(world.ana, audience="public")
    ben = signed_in(new_client(), world.ben)
    assert ">Ana<" in ben.get("/").text
    world.ana.name = "Anouk"
    assert ">Anouk<" in ben.get("/").text


def test_who_has_voted_and_who_has_not_see_cards_of_their_own(world, new_client):
    poll = poll_by(world.ana, audience="public")
    with writing():
        poll.vote(poll.options[0], by=world.ben)
    voter, other, asker = (
        signed_in(new_client(), who).get("/discover?tab=polls").text
        for who in (world.ben, world.fay, world.ana)
    )
    assert "Your vote" in voter
    assert "Your vote" not in other
    assert 'type="radio"' in other
    assert 'type="radio"' not in asker


def test_selects_built_once_can_be_cached_and_ask_for_the_viewer_at_hand(app, world, new_client):
    for one in (home._feed_of_few, home._open_polls, home._newest):
        assert one._for(True)._generate_cache_key() is not None
    poll_by(world.ana, audience="friends", question="For friends only?")
    assert "For friends only?" in signed_in(new_client(), world.ben).get("/").text
    assert "For friends only?" not in signed_in(new_client(), world.fay).get("/").text
    assert "For friends only?" in signed_in(new_client(), world.ben).get("/").text


def test_a_shelf_keeps_what_was_used_last(app):
    shelf = fragments.Shelf(most=10)
    shelf.put("a", "12345")
    shelf.put("b", "12345")
    assert shelf.get("a")
    shelf.put("c", "12345")
    assert (shelf.get("a"), shelf.get("b"), shelf.get("c")) == ("12345", None, "12345")

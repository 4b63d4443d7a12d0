"""What is kept of public pages, for whom, and how long."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from typing import Any

import pytest
import time_machine
from flask import Flask, session

from community.core import clock
from community.core.cache import KEPT
from community.core.cache.page import takes_gzip
from community.core.cache.pages import Pages
from community.core.db import writing
from community.extensions import db
from community.polls.models import Poll
from community.wishlists.models import Wishlist
from tests.world import holding, link_to, list_by, person, poll_by, signed_in, wish_on

PACKED = {"Accept-Encoding": "gzip"}


@pytest.fixture
def public_poll(app: Flask) -> str:
    return f"/polls/{_key(poll_by(person('ana'), 'red', 'blue', audience='public'))}"


def _key(thing: Any) -> str:
    from community.core.ids import encode

    return encode(thing.id)


def test_the_second_stranger_is_answered_without_a_query(
    client: Any, public_poll: str, count_queries: Any
) -> None:
    first = client.get(public_poll)
    with count_queries() as queries:
        second = client.get(public_poll)
    assert not queries.statements
    assert second.data == first.data
    assert second.headers["Cache-Control"] == "public, max-age=0, s-maxage=10, must-revalidate"
    assert {"Cookie", "Accept-Language", "HX-Request"} <= set(second.vary)
    assert "Content-Security-Policy" in second.headers


def test_who_has_the_page_is_told_that_it_still_stands(client: Any, public_poll: str) -> None:
    tag = client.get(public_poll).headers["ETag"]
    again = client.get(public_poll, headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    assert client.get(public_poll, headers={"If-None-Match": '"other"'}).status_code == 200


def test_it_is_packed_for_who_can_unpack_it(client: Any, public_poll: str) -> None:
    plain, packed = client.get(public_poll), client.get(public_poll, headers=PACKED)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert len(packed.data) < len(plain.data) / 2


@pytest.mark.parametrize(
    "accepted, takes",
    [("gzip, br", True), ("", False), ("br", False), ("gzip;q=0", False), ("gzip;q=0.5", True)],
)
def test_gzip_is_for_who_accepts_it(accepted: str, takes: bool) -> None:
    assert takes_gzip(accepted) is takes


def test_a_member_is_never_given_what_is_kept_nor_kept(
    client: Any, new_client: Callable[[], Any], public_poll: str
) -> None:
    kept = client.get(public_poll).data
    ben = signed_in(new_client(), person("ben"))
    own = ben.get(public_poll)
    assert own.headers["Cache-Control"] == "private, no-store"
    assert b"@ben" in own.data
    assert client.get(public_poll).data == kept


def test_who_holds_a_link_and_who_is_shown_a_message_are_known(
    app: Flask, client: Any, new_client: Callable[[], Any], public_poll: str
) -> None:
    client.get(public_poll)
    friendly = poll_by(person("cleo"), "a", "b")
    guest = holding(new_client(), link_to(friendly, friendly.owner))
    assert guest.get(f"/polls/{_key(friendly)}").status_code == 200
    assert client.get(f"/polls/{_key(friendly)}").status_code == 404
    told = new_client()
    with told.session_transaction() as cookie:
        cookie["_flashes"] = [("message", "Only for you")]
    assert b"Only for you" in told.get(public_poll).data
    assert b"Only for you" not in client.get(public_poll).data


def test_languages_are_kept_apart(app: Flask, client: Any, monkeypatch: Any) -> None:
    monkeypatch.setitem(app.extensions, "languages", ["en", "de"])
    for asked, language in (("de-DE,de;q=0.9", "de"), ("en", "en"), ("de", "de"), ("xx", "en")):
        page = client.get("/about", headers={"Accept-Language": asked}).text
        assert f'<html lang="{language}"' in page


@pytest.mark.parametrize(
    "path, headers",
    [
        ("/discover?q=pots", {}),
        ("/about?utm_source=letter", {}),
        ("/discover", {"HX-Request": "true"}),
        ("/about", {"Authorization": "Bearer x"}),
        ("/sign-in", {}),
        ("/discover?tab=" + "x" * 400, {}),
    ],
)
def test_nothing_else_is_kept(client: Any, path: str, headers: dict[str, str]) -> None:
    for _ in range(2):
        answer = client.get(path, headers=headers)
        assert "public" not in answer.headers["Cache-Control"]


def test_no_public_page_gives_a_stranger_a_cookie_or_a_token(
    app: Flask, client: Any, public_poll: str
) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    try:
        wishlist = list_by(person("ben"), audience="public")
        for path in ("/", "/about", "/discover", "/@ana", public_poll, f"/lists/{_key(wishlist)}"):
            answer = client.get(path)
            assert "public" in answer.headers["Cache-Control"], path
            assert "Set-Cookie" not in answer.headers
            assert "csrf" not in answer.text
            assert "form_key" not in answer.text
    finally:
        app.config["WTF_CSRF_ENABLED"] = False


def test_a_page_that_leaves_something_in_a_session_is_refused(
    client: Any, monkeypatch: Any
) -> None:
    from community.pages.routes import about

    def leave_something(template: str) -> str:
        session["links"] = ["a key"]
        return "<p>for you</p>"

    monkeypatch.setattr(about, "render_template", leave_something)
    answer = client.get("/about")
    assert "Set-Cookie" in answer.headers
    assert answer.headers["Cache-Control"] == "private, no-store"
    monkeypatch.undo()
    client.delete_cookie("posy", domain="localhost")
    assert "for you" not in client.get("/about").text


def test_a_known_viewer_who_slips_through_the_door_is_refused_at_the_shelf(
    client: Any, new_client: Callable[[], Any], public_poll: str, monkeypatch: Any
) -> None:
    ben = signed_in(new_client(), person("ben"))
    monkeypatch.setattr(Pages, "_is_known", lambda pages, cookies: False)
    assert ben.get(public_poll).headers["Cache-Control"] == "private, no-store"
    assert b"@ben" not in client.get(public_poll).data
    monkeypatch.setattr(Pages, "_refusal", lambda pages, asked, response: "")
    client.application.extensions["pages"].clear()
    ben.get(public_poll)
    assert b"@ben" in client.get(public_poll).data, "without the guard it would have leaked"


def test_what_is_made_private_is_gone_at_once(app: Flask, client: Any) -> None:
    wishlist = list_by(person("ana"), "Blue things", audience="public")
    address = f"/lists/{_key(wishlist)}"
    assert "Blue things" in client.get(address).text
    assert "public" in client.get("/@ana").headers["Cache-Control"]
    with writing():
        db.session.get_one(Wishlist, wishlist.id).show_to("me")
    assert client.get(address).status_code == 404
    assert "Blue things" not in client.get("/@ana").text


def test_a_new_wish_and_a_vote_are_seen_at_once_on_their_pages(
    app: Flask, client: Any, public_poll: str
) -> None:
    wishlist = list_by(person("ben"), audience="public")
    address = f"/lists/{_key(wishlist)}"
    client.get(address)
    wish_on(wishlist, "A green pot")
    assert "A green pot" in client.get(address).text
    before = client.get(public_poll).headers["ETag"]
    with writing():
        poll = db.session.scalars(db.select(Poll)).one()
        poll.vote(poll.options[0], by=person("carla"))
    assert client.get(public_poll).headers["ETag"] != before


def test_a_page_is_not_kept_for_long(app: Flask, client: Any, count_queries: Any) -> None:
    with time_machine.travel(clock.now(), tick=False) as time:
        client.get("/discover")
        time.shift(KEPT + 1)
        with count_queries() as queries:
            client.get("/discover")
    assert len(queries)

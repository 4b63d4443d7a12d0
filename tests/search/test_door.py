"""Beside the results: the browser's box, robots, limits, and reading that takes too long."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from sqlalchemy import text

from community.core.fulltext import TookTooLong, Wording, nearly, no_longer_than
from community.core.fulltext.nearness import slips
from community.core.limits import LIMITS
from community.extensions import db
from community.search.models import SearchRow
from tests.world import World, list_by, signed_in, wish_on

FOREVER = {
    "sqlite": "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n) SELECT max(x)"
    " FROM n",
    "postgresql": "SELECT pg_sleep(20)",
}


def test_browsers_learn_how_to_search_here(app, client):
    description = ElementTree.fromstring(client.get("/opensearch.xml").data)
    name = "{http://a9.com/-/spec/opensearch/1.1/}"
    addresses = [each.get("template") for each in description.iter(f"{name}Url")]
    assert addresses[0] == "http://localhost/search?q={searchTerms}"
    assert 0 < len(description.findtext(f"{name}ShortName") or "") <= 16
    assert 'type="application/opensearchdescription+xml"' in client.get("/about").text


def test_robots_keep_no_results(app, client):
    for path in ("/search", "/search?q=lamp", "/search/suggestions?q=lamp"):
        answer = client.get(path)
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert "public" not in answer.headers["Cache-Control"]


def test_it_cannot_be_asked_for_ever(app, new_client):
    client = new_client()
    answers = {client.get("/search?q=lamp").status_code for _ in range(LIMITS["search"].amount + 1)}
    assert answers == {200, 429}
    assert client.get("/search/suggestions?q=lamp").text.strip() == ""  # and says nothing
    assert client.get("/search").status_code == 200


def test_what_is_suggested_can_be_chosen_by_keyboard(app, new_client, settle):
    world = World.make()
    wish_on(list_by(world.ana, "The <b>Zanzibar</b>", audience="public"))
    settle()
    page = signed_in(new_client(), world.ben).get("/search/suggestions?q=zanz").text
    assert page.count('role="option"') == 2 and "&lt;b&gt;Zanzibar" in page
    assert 'href="/search?q=zanz"' in page
    assert new_client().get("/search/suggestions?q=z").text.strip() == ""


@pytest.mark.both_databases
def test_reading_that_takes_too_long_is_broken_off(app):
    statement = text(FOREVER[db.engine.dialect.name])
    with pytest.raises(TookTooLong), no_longer_than(0.1):
        db.session.execute(statement)
    assert db.session.scalar(text("SELECT 1")) == 1


def test_who_asks_for_too_much_is_told_so(app, client, monkeypatch):
    def look(*_unused):
        raise TookTooLong

    monkeypatch.setattr("community.search.routes.searches.look", look)
    answer = client.get("/search?q=lamp")
    assert answer.status_code == 422 and "Add a word" in answer.text
    assert client.get("/search/suggestions?q=lamp").status_code == 200


@pytest.mark.postgres
def test_without_trigrams_search_goes_on_and_says_so_once(app, client, caplog, monkeypatch):
    app.extensions.pop("has_trigrams", None)
    real = db.session.scalar
    monkeypatch.setattr(
        db.session, "scalar",
        lambda query, *more: None if "pg_extension" in str(query) else real(query, *more),
    )  # fmt: skip
    for _ in range(2):
        assert nearly(SearchRow, Wording.of("headpones")) is None
        assert "Nothing found" in client.get("/search?q=headpones").text
    assert caplog.text.count("pg_trgm is not in this database") == 1
    app.extensions.pop("has_trigrams", None)


def test_slips_are_counted_against_the_beginning_of_a_word():
    for word, term, count in (
        ("lamp", "lamp", 0), ("lamp", "lampshade", 0), ("lmap", "lamp", 1), ("kettel", "kettle", 1),
        ("headpones", "headphones", 1), ("kitten", "sitting", 2), ("abcd", "wxyz", 4),
    ):  # fmt: skip
        assert slips(word, term) == count, (word, term)

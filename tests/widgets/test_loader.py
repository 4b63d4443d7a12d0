"""The script that shops copy: small, the same for everybody, and never another under its number."""

from __future__ import annotations

import base64
import hashlib

from community.widgets.releases import integrity

# Shops have written this down. A script that is to do otherwise gets the next number.
VERSION_1 = "sha384-kFfjwppcQW1gfk8vZtZt/lm+4xmRADT7KAhPn5XEPjXndMQuZOOdXewXYcRho2mV"


def digest_of(data: bytes) -> str:
    return f"sha384-{base64.b64encode(hashlib.sha384(data).digest()).decode()}"


def test_a_pinned_version_is_what_it_was(client):
    answer = client.get("/embed/posy-1.js")
    assert digest_of(answer.data) == VERSION_1
    assert "immutable" in answer.headers["Cache-Control"]


def test_it_reads_nothing_of_a_page_and_writes_no_markup(client):
    script = client.get("/embed/posy.js").text
    for word in ("cookie", "Storage", "innerHTML", "insertAdjacent", "fetch", "location", "eval"):
        assert word not in script


def test_the_digest_we_tell_is_that_of_what_we_send(app, client):
    with app.test_request_context():
        assert integrity() == digest_of(client.get("/embed/posy.js").data)


def test_any_page_may_load_it_and_it_is_asked_for_again_within_the_hour(client):
    answer = client.get("/embed/posy.js")
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert "max-age=3600" in answer.headers["Cache-Control"]
    assert "Set-Cookie" not in answer.headers

"""Built files reach the browser compressed, for ever, and with a plain message when missing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from community.core import assets

STATIC = Path(__file__).parents[2] / "static"


@pytest.fixture
def shell() -> Iterator[Flask]:
    app = Flask("shell", static_folder=str(STATIC))
    assets.init_app(app)
    with app.test_request_context():
        yield app


@pytest.fixture
def client(shell: Flask) -> FlaskClient:
    return shell.test_client()


def test_a_built_file_is_addressed_by_its_hash(shell: Flask, client: FlaskClient) -> None:
    address = assets.asset("app.css")
    assert address.startswith("/static/build/app-")
    assert client.get(address).status_code == 200


@pytest.mark.parametrize(("accepted", "sent"), [("br, gzip", "br"), ("gzip", "gzip"), ("", None)])
def test_a_browser_gets_the_best_form_it_takes(
    client: FlaskClient, accepted: str, sent: str | None
) -> None:
    response = client.get(assets.asset("app.css"), headers={"Accept-Encoding": accepted})
    assert response.headers.get("Content-Encoding") == sent
    assert response.mimetype == "text/css"
    assert "immutable" in response.headers["Cache-Control"]
    assert "Accept-Encoding" in response.headers["Vary"]


def test_fonts_are_sent_as_they_are(client: FlaskClient) -> None:
    font = assets.asset("figtree-latin-wght-normal.woff2")
    response = client.get(font, headers={"Accept-Encoding": "br"})
    assert response.status_code == 200
    assert "Content-Encoding" not in response.headers


@pytest.mark.parametrize("name", ["build/none.css", "build/../../config.py", "build/", "none"])
def test_what_was_not_built_is_not_found(client: FlaskClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_an_unknown_name_says_what_to_run(shell: Flask) -> None:
    with pytest.raises(assets.NotBuilt, match="make build"):
        assets.asset("none.css")


def test_a_missing_build_says_what_to_run(tmp_path: Path) -> None:
    app = Flask("bare", static_folder=str(tmp_path))
    with app.test_request_context(), pytest.raises(assets.NotBuilt, match="make build"):
        assets.asset("app.css")


def test_an_icon_is_silent_unless_it_is_labelled(shell: Flask) -> None:
    assert 'aria-hidden="true"' in assets.icon("gift")
    labelled = assets.icon("gift", 'Gifts & "more"')
    assert 'role="img"' in labelled
    assert "Gifts &amp; &#34;more&#34;" in labelled

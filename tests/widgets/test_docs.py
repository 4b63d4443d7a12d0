"""The codes in docs/retailers.md do what it says, once the names are those of real things."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from lxml import html

from community.core.ids import encode
from community.widgets.releases import integrity
from tests.widgets.test_widgets import things_of
from tests.world import retailer_by, signed_in

DOCS = Path(__file__).parents[2] / "docs" / "retailers.md"
OPTIONS = ("size", "theme", "lang")


@pytest.fixture
def codes(ana: Any) -> list[Any]:
    """Every tag of the examples."""
    shop = retailer_by(ana, domain="harbour.example").claims[0].shop
    named = {"SHOP": shop, **{name.upper(): row for name, row in things_of(ana, "public").items()}}
    text = "".join(re.findall(r"```html\n(.*?)```", DOCS.read_text(), re.DOTALL))
    for name, thing in named.items():
        text = re.sub(rf"\b{name}\b", encode(thing.id), text)
    return html.fragments_fromstring(text.replace("https://posy.example", ""))


def framed_at(link: Any) -> str:
    """What posy-1.js puts into the frame for a link."""
    kind, to = link.get("class").removeprefix("posy-"), urlsplit(link.get("href"))
    is_about = to.query.startswith("url=")
    path = f"/embed/{kind}" + ("" if is_about else "/" + to.path.rpartition("/")[2])
    asked = {name: link.get(f"data-{name}") for name in OPTIONS if link.get(f"data-{name}")}
    return f"{path}?{'&'.join(filter(None, (to.query, urlencode(asked))))}"


def arrived(client: Any, address: str) -> Any:
    answer = client.get(address)
    return client.get(answer.location) if answer.status_code == 303 else answer


def test_every_link_of_the_examples_leads_somewhere_and_has_its_widget(
    client, new_client, ben, codes
):
    links = [tag for tag in codes if tag.tag == "a"]
    member = signed_in(new_client(), ben)
    assert len(links) == 10
    for link in links:
        assert arrived(member, link.get("href")).status_code == 200
        answer = client.get(framed_at(link))
        assert answer.status_code == 200, link.get("class")
    assert any('data-theme="dark"' in client.get(framed_at(link)).text for link in links)


def test_every_script_is_served_and_is_what_it_says(app, client, codes):
    scripts = [tag for tag in codes if tag.tag == "script"]
    assert [script.get("src") for script in scripts] == ["/embed/posy.js", "/embed/posy-1.js"]
    assert all(client.get(script.get("src")).status_code == 200 for script in scripts)
    with app.test_request_context():
        assert scripts[-1].get("integrity") == integrity(1)

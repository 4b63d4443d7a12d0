"""A team sees its widgets and copies their codes."""

from __future__ import annotations

from html import unescape
from typing import Any

import pytest
from lxml import html

from community.core.ids import encode
from tests.widgets.conftest import POT
from tests.world import retailer_by, signed_in


@pytest.fixture
def console(client: Any, ana: Any, pots: Any) -> Any:
    signed_in(client, ana)

    def ask(query: str = "") -> Any:
        return client.get(f"/retailers/{encode(pots.id)}/widgets{query}")

    return ask


def codes(answer: Any) -> list[str]:
    return [unescape(area.text) for area in html.fromstring(answer.text).xpath("//textarea")]


def test_a_code_is_a_plain_link_with_what_was_chosen_and_a_script(console, pot):
    said = codes(console(f"?url={POT}&size=large&theme=dark&lang=en"))
    assert said[0].strip() == '<script async src="http://localhost/embed/posy.js"></script>'
    assert "integrity" in said[1]
    save = html.fromstring(next(code for code in said if "posy-save" in code))
    assert save.get("href") == "http://localhost/clip?url=https://pots.example/pot"
    assert (save.get("data-size"), save.get("data-theme"), save.get("data-lang")) == (
        "large", "dark", "en",
    )  # fmt: skip
    talk = next(code for code in said if "posy-talk" in code)
    assert "data-size" not in talk


def test_the_newest_product_is_taken_where_none_is_named(console, pot):
    assert any("url=https://pots.example/pot" in code for code in codes(console()))


def test_an_address_elsewhere_has_no_codes(console, pot):
    answer = console("?url=https://evil.example/")
    assert answer.status_code == 422 and not codes(answer)
    assert "has proved" in answer.text


def test_an_address_is_copied_and_never_run(console, pot):
    answer = console("?url=https://pots.example/%22%3E%3Cscript%3Ealert(1)%3C/script%3E")
    assert answer.status_code == 200
    assert "<script>alert" not in answer.text
    assert all("<script>alert" not in code for code in codes(answer))


def test_its_own_frames_alone_may_be_shown_on_the_page(console, pot):
    policy = console().headers["Content-Security-Policy"]
    assert policy.endswith("frame-src 'self'") and "frame-ancestors 'none'" in policy


def test_a_team_without_a_domain_is_told_what_is_missing(client, ana):
    signed_in(client, ana)
    answer = client.get(f"/retailers/{encode(retailer_by(ana).id)}/widgets")
    assert answer.status_code == 200 and not codes(answer)
    assert "Prove one" in answer.text

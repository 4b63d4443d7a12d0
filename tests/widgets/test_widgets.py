"""Widgets show what a stranger may meet, in frames of whom it concerns, whoever looks."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

import pytest

from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.friends.audience import Audience
from community.retailers.models import Claim, ShopFollow
from tests.widgets.conftest import POT
from tests.world import (
    collection_by,
    list_by,
    person,
    piece_in,
    poll_by,
    product_by,
    signed_in,
    topic_by,
    wish_on,
)

AT_SHOPS = ("save", "ask", "talk", "badge", "reviews", "bought")


def at(widget: str, url: str = POT, **more: str) -> str:
    asked = "".join(f"&{name}={value}" for name, value in more.items())
    return f"/embed/{widget}?url={quote(url, safe='')}{asked}"


def of(kind: str, thing: Any) -> str:
    return f"/embed/{kind}/{encode(thing.id)}"


def framers(answer: Any) -> str:
    rules = answer.headers["Content-Security-Policy"].split("; ")
    return next(rule for rule in rules if rule.startswith("frame-ancestors"))


def things_of(owner: Any, audience: str) -> dict[str, Any]:
    gathered, wished = collection_by(owner, audience=audience), list_by(owner, audience=audience)
    piece_in(gathered, product=product_by(owner, f"jug-{audience}"))
    wish_on(wished)
    poll = poll_by(owner, "Red words", "Blue words", audience=audience)
    return {"poll": poll, "collection": gathered, "list": wished}


def keep(product: Any, *handles: str, audience: str = "me") -> None:
    for handle in handles:
        wish_on(list_by(person(handle), "Mine", audience=audience), product=product)


@pytest.mark.parametrize("widget", AT_SHOPS)
def test_a_shops_widget_may_be_framed_by_its_own_pages_alone(client, pot, widget):
    answer = client.get(at(widget))
    assert answer.status_code == 200
    shops = "https://pots.example https://*.pots.example"
    assert framers(answer) == f"frame-ancestors 'self' {shops}"
    assert "X-Frame-Options" not in answer.headers
    assert "'unsafe" not in answer.headers["Content-Security-Policy"]


def test_what_is_for_everybody_may_be_framed_by_anybody(client, ana):
    for kind, thing in things_of(ana, "public").items():
        answer = client.get(of(kind, thing))
        assert answer.status_code == 200, kind
        assert framers(answer) == "frame-ancestors *"


@pytest.mark.parametrize("audience", ["me", "friends", "followers"])
def test_what_is_not_for_everybody_is_in_no_widget_not_even_for_its_owner(client, ana, audience):
    signed_in(client, ana)
    for kind, thing in things_of(ana, audience).items():
        answer = client.get(of(kind, thing))
        assert answer.status_code == 404, kind
        assert "never for everybody" in answer.text and "Ana" not in answer.text
        assert framers(answer) == "frame-ancestors *"


def test_a_poll_that_is_closed_to_strangers_leaves_its_widget_at_once(client, ana):
    poll = poll_by(ana, audience="public")
    assert client.get(of("poll", poll)).status_code == 200
    with writing():
        db.session.get_one(type(poll), poll.id).audience = Audience.FRIENDS
    assert client.get(of("poll", poll)).status_code == 404


def test_a_widget_has_the_same_bytes_for_everybody_and_gives_no_cookie(new_client, ana, pot, pots):
    things = things_of(ana, "public")
    shop = pots.claims[0].shop
    addresses = [at(widget) for widget in AT_SHOPS] + [of(k, thing) for k, thing in things.items()]
    for address in [*addresses, of("follow", shop)]:
        said = [
            client.get(address, headers={"Referer": referer})
            for client in (new_client(), signed_in(new_client(), ana))
            for referer in ("https://pots.example/", "https://evil.example/")
        ]
        assert len({answer.data for answer in said}) == 1, address
        assert not any("Set-Cookie" in answer.headers for answer in said)
        assert not any("Referer" in answer.headers["Vary"] for answer in said)


def test_who_does_not_vote_sees_what_the_asker_lets_them(client, ana):
    hidden = client.get(of("poll", poll_by(ana, audience="public", results="voted"))).text
    shown = client.get(of("poll", poll_by(ana, audience="public", results="always"))).text
    assert "data-pct" in shown and "data-pct" not in hidden
    assert "Vote and see" in hidden


def test_a_product_that_is_not_on_show_has_buttons_and_no_word_of_it(client, ana, pots):
    product_by(ana, "pot")
    topic_by(ana, "Hush", about=None)
    for widget in AT_SHOPS:
        answer = client.get(at(widget))
        assert answer.status_code == 200
        assert "The pot of" not in answer.text and "Hush" not in answer.text


def test_savers_are_told_in_steps_from_five_on(client, pot):
    keep(pot, "p1", "p2", "p3", "p4")
    assert 'class="count"' not in client.get(at("save")).text
    keep(pot, "p5", "p6")
    said = client.get(at("save")).text
    assert "5+" in said and "6" not in said.partition('class="count"')[2].partition("</a>")[0]


def test_followers_are_told_in_steps_from_five_on(client, pots):
    shop = pots.claims[0].shop
    with writing():
        for handle in ("p1", "p2", "p3", "p4", "p5"):
            ShopFollow.begin(shop.id, person_in(handle).id)
    assert "5+" in client.get(of("follow", shop)).text


def person_in(handle: str) -> Any:
    from tests.world import _joined

    return _joined(handle)


@pytest.mark.parametrize(
    "url",
    ["", "https://nobody.example/pot", "https://pots.example.evil.example/", "javascript:alert(1)",
     "https://pots.example/?token=abc", "https://pots.example@evil.example/", "http://["],
)  # fmt: skip
def test_an_address_of_no_proved_shop_has_no_widget(client, pot, url):
    for widget in AT_SHOPS:
        assert client.get(at(widget, url)).status_code == 404


def test_a_claim_that_ends_takes_the_widgets_along(client, pot, pots):
    assert client.get(at("save")).status_code == 200
    with writing():
        db.session.get_one(Claim, pots.claims[0].id).end("lapsed")
    assert client.get(at("save")).status_code == 404


def test_a_mistake_in_an_address_is_said_in_the_frame(client):
    for path in ("/embed/poll/!!", "/embed/nothing", "/embed/posy-7.js"):
        answer = client.get(path)
        assert answer.status_code == 404
    assert "never for everybody" in client.get("/embed/nothing").text


def test_options_are_of_a_few_words_and_the_rest_is_not_heard(client, pot):
    dark = client.get(at("save", theme="dark", size="large")).text
    assert 'data-theme="dark"' in dark and '<body class="large">' in dark
    plain = client.get(at("save")).text
    odd = client.get(at("save", theme="%22onload=", size="<b>", lang="xx", more="x")).text
    assert odd == plain
    assert "data-theme" not in client.get(at("save", theme="auto")).text


def test_everything_in_a_frame_leads_out_of_it_and_nothing_is_changed_inside(client, ana, pot):
    topic_by(ana, "Does it drip?", about=pot)
    pages = [client.get(at(widget)).text for widget in AT_SHOPS]
    pages += [client.get(of(*each)).text for each in things_of(ana, "public").items()]
    for page in pages:
        assert "<form" not in page and "<button" not in page and "csrf" not in page
        links = page.split("<a ")[1:]
        assert links
        assert all('target="_blank" rel="noopener"' in link.partition(">")[0] for link in links)
    assert "Does it drip?" in pages[2]


def test_a_widget_is_kept_and_told_by_its_etag(client, pot, count_queries):
    tag = client.get(at("save")).headers["ETag"]
    with count_queries() as asked:
        again = client.get(at("save"), headers={"If-None-Match": tag})
    assert again.status_code == 304 and not asked


def test_plain_links_lead_where_the_widgets_do(client, new_client, ana, ben, pot):
    assert client.get(f"/at?url={POT}").location.startswith(f"/products/{encode(pot.id)}")
    assert client.get("/at?url=https://pots.example/new").location.startswith("/clip?url=")
    asking = signed_in(new_client(), ben).get(f"/polls/new?url={POT}")
    assert f'value="{encode(pot.id)}" checked' in asking.text or "checked" in asking.text
    bringing = signed_in(new_client(), ben).get("/polls/new?url=https://pots.example/new")
    assert bringing.location == "/clip?url=https://pots.example/new"


def test_an_unlisted_product_is_told_to_nobody_by_its_address(client, new_client, ana, ben):
    product_by(ana, "pot")
    assert client.get(f"/at?url={POT}").location.startswith("/clip?url=")
    asking = signed_in(new_client(), ben).get(f"/polls/new?url={POT}")
    assert asking.location.startswith("/clip?url=")


def test_the_button_after_the_till_knows_nothing_of_the_order(client, pot):
    plain = client.get(at("bought")).text
    assert client.get(at("bought", token="v1.secret")).text == plain
    assert 'data-passes="token shop title"' in plain and "/bought/new?url=" in plain

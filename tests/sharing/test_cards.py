"""What pages say of themselves to messengers and search engines, and the pictures of it.

Read by lxml, json and Pillow.
"""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from flask import current_app
from lxml import html
from PIL import Image

from community.core.db import writing
from community.core.ids import encode
from community.core.kinds import kind_named
from community.friends.audience import Audience
from community.friends.viewer import Viewer
from community.sharing.outward import all_outward, outward
from tests.world import (
    holding,
    link_to,
    list_by,
    poll_by,
    product_by,
    signed_in,
    topic_by,
    wish_on,
)

EVIL = "</script><script>alert(1)</script><!-- & “Pot”"


def head_of(answer: Any) -> Any:
    return html.fromstring(answer.data).find("head")


def tags_of(answer: Any) -> dict[str, str]:
    found = head_of(answer).xpath("meta[@property]")
    return {meta.get("property"): meta.get("content") for meta in found}


def data_of(answer: Any) -> list[dict[str, Any]]:
    blocks = head_of(answer).xpath("script[@type='application/ld+json']")
    return [piece for block in blocks for piece in json.loads(block.text)["@graph"]]


def public_things(owner: Any) -> dict[str, Any]:
    product = product_by(owner, listed=True)
    wishlist = list_by(owner, "Kitchen things", audience="public")
    wish_on(wishlist, "Red pot", product=product)
    poll = poll_by(owner, audience="public", question="Which pot, then?")
    topic = topic_by(owner, "Which lamp?")
    return {"product": product, "list": wishlist, "poll": poll, "profile": owner, "topic": topic,
            "board": topic.board, "shop": product.offers[0].shop}  # fmt: skip


def path_of(kind: str, thing: Any) -> str:
    with current_app.test_request_context():
        return outward(kind).address(thing).removeprefix("http://localhost")


def picture(client: Any, tags: dict[str, str]) -> Any:
    return client.get(tags["og:image"].removeprefix("http://localhost"))


def test_each_public_thing_has_a_card_and_a_picture_of_its_own(world, client):
    for kind, thing in public_things(world.ana).items():
        tags = tags_of(client.get(path_of(kind, thing)))
        assert tags["og:title"] == kind_named(kind).title(thing)
        assert tags["og:url"] == f"http://localhost{path_of(kind, thing)}"
        answer = picture(client, tags)
        assert answer.status_code == 200, kind
        assert Image.open(io.BytesIO(answer.data)).size == (1200, 630)
        assert "immutable" not in answer.headers["Cache-Control"]


def test_a_members_page_leads_to_the_same_picture(world, new_client):
    poll = public_things(world.ana)["poll"]
    ben = signed_in(new_client(), world.ben)
    leading = picture(ben, tags_of(ben.get(path_of("poll", poll))))
    assert leading.status_code == 302
    stranger = tags_of(new_client().get(path_of("poll", poll)))["og:image"]
    assert leading.headers["Location"] == stranger.removeprefix("http://localhost")


def test_machines_read_what_kind_of_thing_it_is(world, client):
    things = public_things(world.ana)
    types = {
        kind: [piece["@type"] for piece in data_of(client.get(path_of(kind, thing)))]
        for kind, thing in things.items()
    }
    assert types == {
        "product": ["Product", "BreadcrumbList"],
        "list": ["ItemList", "BreadcrumbList"],
        "poll": ["DiscussionForumPosting", "BreadcrumbList"],
        "profile": ["ProfilePage", "BreadcrumbList"],
        "topic": ["DiscussionForumPosting"],
        "board": ["ItemList", "BreadcrumbList"],
        "shop": ["Organization", "BreadcrumbList"],
    }
    offer = data_of(client.get(path_of("product", things["product"])))[0]["offers"][0]
    assert (offer["price"], offer["priceCurrency"]) == ("19.00", "EUR")


def test_no_title_ends_the_block_of_data(world, client):
    wishlist = list_by(world.ana, EVIL, audience="public")
    answer = client.get(path_of("list", wishlist))
    assert data_of(answer)[0]["name"] == EVIL
    assert len(head_of(answer).xpath("script[not(@src)]")) == 1
    assert tags_of(answer)["og:title"] == EVIL


@pytest.mark.parametrize("audience", ["followers", "friends", "people", "me"])
def test_a_private_thing_says_nothing_of_itself_even_to_its_owner(world, new_client, audience):
    canary = "Canaryquestion"
    poll = poll_by(world.ana, audience=audience, question=canary)
    guest = holding(new_client(), link_to(poll, world.ana))
    for client in (signed_in(new_client(), world.ana), guest):
        answer = client.get(path_of("poll", poll))
        assert answer.status_code == 200
        tags = tags_of(answer)
        assert canary not in str(tags) and tags["og:title"] == "Posy"
        assert data_of(answer) == []
        assert not head_of(answer).xpath("link[@rel='canonical' or @rel='alternate']")
        assert head_of(answer).xpath("meta[@name='robots' and @content='noindex']")
        assert picture(client, tags).status_code == 200


def test_nobody_gets_a_picture_of_what_is_private(world, new_client):
    things = {
        "product": product_by(world.ana),
        "list": list_by(world.ana),
        "poll": poll_by(world.ana),
    }
    for client in (new_client(), signed_in(new_client(), world.ana)):
        for kind, thing in things.items():
            key = encode(thing.id)
            assert client.get(f"/cards/{kind}/{key}.jpg").status_code == 404
            assert client.get(f"/cards/{kind}/{key}/{'0' * 20}.jpg").status_code == 404


def test_what_is_made_private_has_no_picture_from_then_on(world, client):
    poll = public_things(world.ana)["poll"]
    tags = tags_of(client.get(path_of("poll", poll)))
    assert picture(client, tags).status_code == 200
    with writing():
        poll.show_to(Audience.FRIENDS)
    assert picture(client, tags).status_code == 404
    assert client.get(path_of("poll", poll)).status_code == 404


def test_an_older_picture_leads_to_the_present_one(world, client):
    poll = public_things(world.ana)["poll"]
    before = tags_of(client.get(path_of("poll", poll)))
    with writing():
        poll.question = "Or none?"
    assert picture(client, before).status_code == 302


def test_columns_and_the_select_agree_on_what_is_open(world, app):
    from community.extensions import db

    hidden = poll_by(world.ana, audience="public")
    with writing():
        from community.core import clock

        hidden.hidden_at = clock.now()
    public_things(world.ana)
    for audience in ("followers", "friends", "me"):
        list_by(world.ana, audience=audience), poll_by(world.ana, audience=audience)
    product_by(world.ana, "unlisted")
    for entry in all_outward():
        listed = set(db.session.scalars(entry.open_things()).unique())
        for thing in db.session.scalars(db.select(entry.model)).unique():
            assert entry.is_open(thing) == (thing in listed), (entry.name, thing)
    assert Viewer() == Viewer()


def test_letters_of_other_scripts_are_left_out_and_not_drawn_as_boxes(app):
    from community.sharing.drawing import Brush

    writing_ = Brush.here().lettering("fraunces", 60, 600)
    assert writing_.writable("Ömers Łódź “Pot” 🎁 €19") == "Ömers Łódź “Pot” €19"
    assert writing_.writable("Bùi Thị") == "Bùi Thi"
    assert writing_.writable("مطبخ") == writing_.writable("厨房 kitchen") == ""
    assert len(writing_.lines("word " * 30, 500)) > 3
    assert writing_.length(writing_.lines("w" * 200, 500)[0]) <= 500


def test_a_card_with_no_writable_word_is_drawn_all_the_same(world, client):
    wishlist = list_by(world.ana, "مطبخ 厨房", audience="public")
    tags = tags_of(client.get(path_of("list", wishlist)))
    assert tags["og:title"] == "مطبخ 厨房"
    assert picture(client, tags).status_code == 200

"""A product’s page: what it costs where, who earns from it, and who wants it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from tests.world import list_by, poll_by, product_by, signed_in, wish_on


@pytest.fixture
def product(world):
    return product_by(world.cleo, "kettle", listed=True)


@pytest.fixture
def earning(app):
    """Whoever runs the site has a share in what is bought at pots.example."""
    before = app.extensions["settings"]
    app.extensions["settings"] = replace(before, affiliate_tags={"pots.example": "tag=posy"})
    yield
    app.extensions["settings"] = before


def page(client, product) -> str:
    return client.get(f"/products/{encode(product.id)}").text


def test_it_says_that_nobody_has_proved_whose_the_address_is(product, new_client):
    text = page(new_client(), product)
    assert "pots.example was added by members" in text.replace("<bdi>", "").replace("</bdi>", "")
    with writing():
        product.offers[0].shop.verified_at = clock.now()
    assert "was added by members" not in page(new_client(), product)


def test_it_says_that_nobody_earns(product, new_client):
    text = page(new_client(), product)
    assert "Nobody earns anything from this link." in text
    assert "sponsored" not in text
    assert "nofollow ugc noopener noreferrer" in text


def test_it_says_who_earns_and_marks_the_link(product, new_client, earning):
    text = page(new_client(), product)
    assert "Whoever runs this site earns a share if you buy through this link." in text
    assert 'rel="sponsored nofollow' in text
    assert "Nobody earns" not in text
    to = new_client().get(f"/out/{encode(product.offers[0].id)}").headers["Location"]
    assert to == "https://pots.example/kettle?tag=posy"


def test_it_says_which_friends_want_it(product, world, new_client):
    ana = signed_in(new_client(), world.ana)
    assert "want this" not in _said(page(ana, product))
    assert "wants this" not in _said(page(ana, product))
    wish_on(list_by(world.ben), product=product)
    assert "Ben wants this" in page(ana, product)
    wish_on(list_by(world.carla), product=product)
    assert "Ben and Carla want this" in page(ana, product)
    wish_on(list_by(world.max, audience="public"), product=product)
    assert "1 other you follow want" in page(ana, product)


def _said(text: str) -> str:
    return text.split('class="sticky-act"', 1)[1].split("</article>", 1)[0]


@pytest.mark.parametrize(
    "more", [{"audience": "me"}, {"occasion": "gifts"}, {"archived_at": clock.now()}]
)
def test_what_is_not_shown_or_for_others_does_not_count(product, world, new_client, more):
    wish_on(list_by(world.ben, **more), product=product)
    assert "Ben wants this" not in page(signed_in(new_client(), world.ana), product)


def test_strangers_and_who_is_not_signed_in_hear_of_nobody(product, world, new_client):
    wish_on(list_by(world.ben, audience="public"), product=product)
    assert "Ben wants this" not in page(signed_in(new_client(), world.cleo), product)
    text = page(new_client(), product)
    assert "wants this" not in text and "Sign in to save" in text


def test_polls_and_lists_with_it_are_shown_to_those_they_are_for(product, world, new_client):
    with writing():
        poll = poll_by(world.ana, question="Which zanzibar?")
        poll.product_id = product.id
    wish_on(list_by(world.ana, "The zanzibar kitchen"), product=product)
    friend = page(signed_in(new_client(), world.ben), product)
    assert "Which zanzibar?" in friend and "The zanzibar kitchen" in friend
    for text in (page(signed_in(new_client(), world.cleo), product), page(new_client(), product)):
        assert "zanzibar" not in text
        assert "Asked about this" not in text and "On these lists" not in text


def test_a_product_without_an_offer_has_a_page(product, new_client):
    with writing():
        db.session.delete(product.offers[0])
    answer = new_client().get(f"/products/{encode(product.id)}")
    assert answer.status_code == 200
    assert "earns" not in answer.text

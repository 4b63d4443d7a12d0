"""One click saves a product; another takes it off."""

from __future__ import annotations

import pytest

from community.core.ids import encode
from community.extensions import db
from community.wishlists.models import Wish, Wishlist
from tests.wishlists.material import of, titles
from tests.world import list_by, product_by, wish_on


@pytest.fixture
def pot(ana):
    return product_by(ana, "pot", listed=True)


def save(client, product, verb="save", **data):
    return client.htmx(f"/products/{encode(product.id)}/{verb}", data=data)


def lists_by_ben(world):
    return db.session.query(Wishlist).filter_by(owner_id=world.ben.id).all()


def test_the_first_save_makes_a_first_list(as_ben, world, pot):
    answer = save(as_ben, pot)
    assert answer.status_code == 200
    (made,) = lists_by_ben(world)
    assert made.title == "Things I want"
    assert titles(made) == [pot.title]
    wish = db.session.query(Wish).one()
    assert (wish.amount, wish.currency, wish.offer_id) == (1900, "EUR", pot.offer.id)
    assert "Things I want" in answer.text


def test_a_save_goes_to_the_list_that_was_used_last(as_ben, world, pot):
    used, _newer = list_by(world.ben, "Used"), list_by(world.ben, "Newer")
    wish_on(used, "Lamp")
    save(as_ben, pot)
    assert titles(used) == ["Lamp", pot.title]


def test_a_list_can_be_chosen(as_ben, world, pot):
    used, other = list_by(world.ben, "Used"), list_by(world.ben, "Other")
    wish_on(used, "Lamp")
    save(as_ben, pot, list=encode(other.id))
    assert titles(other) == [pot.title]


def test_nobody_saves_onto_a_list_of_somebody_else(as_ben, ana, pot):
    hers = list_by(ana, audience="public")
    assert save(as_ben, pot, list=encode(hers.id)).status_code == 404
    assert titles(hers) == []


def test_saving_twice_saves_once(as_ben, world, pot):
    save(as_ben, pot)
    save(as_ben, pot)
    (made,) = lists_by_ben(world)
    assert made.wish_count == 1


@pytest.mark.parametrize(
    ("shape", "mark"), [("mark", 'class="save"'), ("row", "btn small"), ("page", 'id="save"')]
)
def test_who_asked_is_answered_with_itself(as_ben, pot, shape, mark):
    answer = save(as_ben, pot, shape=shape)
    assert mark in answer.text
    assert 'aria-pressed="true"' in answer.text
    assert 'aria-pressed="false"' in save(as_ben, pot, "unsave", shape=shape).text


def test_what_is_saved_again_comes_back_with_its_note(as_ben, world, pot):
    save(as_ben, pot)
    wish = db.session.query(Wish).one()
    as_ben.post(
        of(wish, "edit"),
        data={"title": "The pot", "note": "in blue", "currency": "EUR", "priority": "1"},
    )
    save(as_ben, pot, "unsave")
    (made,) = lists_by_ben(world)
    assert (titles(made), made.wish_count) == ([], 0)
    save(as_ben, pot)
    assert (titles(made), made.wish_count) == (["The pot"], 1)
    assert db.session.query(Wish).one().note == "in blue"


def test_without_script_a_save_leads_back_to_where_it_was_pressed(as_ben, pot):
    path = f"/products/{encode(pot.id)}/save"
    assert as_ben.post(path, data={"next": "/discover?tab=finds"}).location == "/discover?tab=finds"
    away = as_ben.post(path, data={"next": "https://evil.example/"}).location
    assert away.startswith("/products/")


def test_a_product_that_is_not_shown_to_me_cannot_be_saved(sign_in, world, ana):
    hidden = product_by(ana, "secret")
    wish_on(list_by(ana, audience="friends"), "Secret", product=hidden)
    assert save(sign_in("cleo"), hidden).status_code == 404
    assert save(sign_in("dina"), hidden).status_code == 404
    assert save(sign_in("ben"), hidden).status_code == 200
    assert hidden.listed_at is None


def test_a_visitor_is_asked_to_sign_in(new_client, pot):
    answer = save(new_client(), pot)
    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"].startswith("/sign-in")

"""What a shop’s team learns of members: numbers, and none of fewer than five people."""

from __future__ import annotations

import pytest

from community.accounts.models import Profile
from community.catalog.clicks import count_visit
from community.catalog.models import Offer, Product
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.insights.counting import count_all
from community.insights.queries import chart, figures
from community.polls.models import Option
from community.retailers.queries import retailer_at
from tests.world import list_by, person, poll_by, product_by, retailer_by, signed_in, wish_on


@pytest.fixture
def shop(app):
    ana = person("ana")
    product_by(ana, listed=True)
    return retailer_by(ana, domain="pots.example").claims[0].shop


def save(number: int) -> None:
    product = db.session.scalars(db.select(Product)).first()
    wish_on(list_by(person(f"member{number}")), product=product)


def numbers(shop):
    count_all()
    return figures(shop, 28)


def test_fewer_than_five_people_are_said_to_be_fewer_than_five(shop):
    for number in range(4):
        save(number)
    assert numbers(shop)["saves"].shown == "<5"
    save(4)
    assert numbers(shop)["saves"].shown == "5"
    assert {bar.shown for bar in chart(shop, "saves", 7)} == {"0", "5"}


def test_one_person_who_saves_much_is_still_one(shop):
    one, product = person("busy"), product_by(person("else"), "other")
    for number in range(9):
        wish_on(list_by(one, f"List {number}"), product=product)
    assert numbers(shop)["saves"].shown == "<5"
    assert all(bar.shown in ("0", "<5") for bar in chart(shop, "saves", 7))


def test_visits_and_polls_are_counted_and_counting_again_changes_nothing(shop):
    product = db.session.scalars(db.select(Product)).one()
    offer = db.session.scalars(db.select(Offer)).one()
    for number in range(6):
        asker = person(f"asker{number}")
        poll = poll_by(asker, "this", "that")
        with writing():
            option = db.session.get_one(Option, poll.options[0].id)
            option.product_id = product.id
            count_visit(db.session.get_one(Offer, offer.id), f"member:{number}")
    first = numbers(shop)
    assert (first["polls"].shown, first["clicks"].shown) == ("6", "6")
    assert numbers(shop) == first


def test_the_page_names_nobody(shop, new_client):
    for number in range(6):
        save(number)
    count_all()
    ana = db.session.scalars(db.select(Profile).where(Profile.handle == "ana")).one()
    page = signed_in(new_client(), ana).get(f"/retailers/{encode(retailer_at(shop).id)}/numbers")
    assert page.status_code == 200 and "<svg" in page.text and "member1" not in page.text
    ben = signed_in(new_client(), person("ben"))
    assert ben.get(f"/retailers/{encode(retailer_at(shop).id)}/numbers").status_code == 404

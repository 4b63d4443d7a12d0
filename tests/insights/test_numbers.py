"""What a shop’s team learns of members: numbers, and none of fewer than five people."""

from __future__ import annotations

from datetime import timedelta

import pytest

from community.accounts.models import Profile
from community.catalog.clicks import count_visit
from community.catalog.models import Offer, Product
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.insights.counting import count_all, count_lately
from community.insights.queries import chart, figures
from community.insights.shop_counts import ShopDay, ShopSpan
from community.polls.models import Option
from community.retailers.queries import retailer_at
from community.wishlists.models import Wish
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


def counted() -> list[tuple]:
    """Every number there is."""
    days = [c for c in ShopDay.__table__.c if c.name != "id"]
    spans = [c for c in ShopSpan.__table__.c if c.name != "id"]
    found = [*db.session.execute(db.select(*days)), *db.session.execute(db.select(*spans))]
    return sorted(map(repr, found))


@pytest.mark.both_databases
def test_counting_what_is_new_says_the_same_as_counting_all(shop):
    offer = db.session.scalars(db.select(Offer)).one()
    for number in range(3):
        save(number)
    count_lately()  # of a shop without numbers all is counted
    first = counted()
    count_all()
    assert counted() == first and first
    with writing():  # something of weeks ago, and something of now
        db.session.scalars(db.select(Wish)).first().created_at -= timedelta(weeks=3)
    count_all()
    before = counted()
    save(9)
    poll = poll_by(person("asker"), "this", "that")
    with writing():
        poll.product_id = offer.product_id
        count_visit(db.session.get_one(Offer, offer.id), "member:1")
    count_lately()
    lately = counted()
    count_all()
    assert counted() == lately != before


def test_a_shop_where_nothing_happens_is_left_alone(shop, count_queries):
    save(1)
    count_all()
    with writing():
        wish = db.session.scalars(db.select(Wish)).one()
        ids = wish.id - (3 * 86_400_000 << 21)
        db.session.execute(db.update(Wish).values(id=ids, created_at=wish.created_at))
    with count_queries() as queries:
        count_lately()
    assert "DELETE" not in str(queries)

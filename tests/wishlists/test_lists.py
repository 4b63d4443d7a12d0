"""Lists: who may open them, what their owner may do, what becomes public."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy.exc import IntegrityError

from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.friends.models import ShareLink
from community.wishlists.models import Wish, Wishlist
from tests.wishlists.material import at, of
from tests.world import holding, link_to, list_by, product_by, wish_on

TYPED = {
    "title": "Thirty-one",
    "occasion": "birthday",
    "note": "Small things.",
    "audience": "friends",
}
EVERYBODY = {"ana", "ben", "carla", "fay", "cleo", "mo", "nobody"}


def who_opens(sign_in, new_client, wishlist, names=EVERYBODY | {"dina", "erik"}):
    clients = {name: new_client() if name == "nobody" else sign_in(name) for name in names}
    answers = {name: client.get(at(wishlist)).status_code for name, client in clients.items()}
    assert set(answers.values()) <= {200, 404}
    return {name for name, status in answers.items() if status == 200}


def test_a_list_is_made_with_its_occasion_and_day(as_ana, ana):
    day = date.today() + timedelta(days=9)
    answer = as_ana.post("/lists/new", data=TYPED | {"day": day.isoformat()})
    assert answer.status_code == 303
    page = as_ana.get(answer.location).text
    for words in ("Thirty-one", "Birthday", "in 9 days", "Small things."):
        assert words in page
    assert "Thirty-one" in as_ana.get("/lists").text


def test_who_has_no_list_is_invited_to_make_one(as_ana):
    assert "No list yet" in as_ana.get("/lists").text


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("title", "", "Give the list a name."),
        ("title", "x" * 81, "keep this to 80"),
        ("day", "the day after", "Not a valid date"),
        ("day", "0001-01-01", "Choose a day"),
        ("occasion", "revenge", "valid choice"),
        ("audience", "martians", "valid choice"),
        ("note", "n" * 501, "keep this to 500"),
    ],
)
def test_what_is_wrong_stands_beside_the_field(as_ana, field, value, message):
    answer = as_ana.post("/lists/new", data=TYPED | {"note": "kept", field: value})
    assert answer.status_code == 422
    assert message in answer.text
    assert value in answer.text or field in ("occasion", "audience")


def test_ideas_for_somebody_else_are_never_public(as_ana, ana):
    data = TYPED | {"occasion": "gifts", "audience": "public"}
    answer = as_ana.post("/lists/new", data=data)
    assert answer.status_code == 422
    assert "Ideas for somebody else are never shown to everyone" in answer.text
    with pytest.raises(IntegrityError):
        list_by(ana, occasion="gifts", audience="public")


def test_a_public_list_becomes_one_of_ideas_for_chosen_people(as_ana, ana):
    shown = list_by(ana, audience="public")
    data = TYPED | {"occasion": "gifts", "audience": "people", "people": "@ben"}
    assert as_ana.post(at(shown, "/edit"), data=data).status_code == 303
    assert (shown.occasion, shown.audience) == ("gifts", "people")
    assert as_ana.post(at(shown, "/edit"), data=TYPED | {"audience": "public"}).status_code == 303
    assert (shown.occasion, shown.audience) == ("birthday", "public")


@pytest.mark.parametrize(
    ("audience", "opened_by"),
    [
        ("public", EVERYBODY),
        ("followers", {"ana", "ben", "carla", "fay"}),
        ("friends", {"ana", "ben", "carla"}),
        ("me", {"ana"}),
    ],
)
def test_a_list_opens_for_its_audience_alone(sign_in, new_client, ana, audience, opened_by):
    assert who_opens(sign_in, new_client, list_by(ana, audience=audience)) == opened_by


def test_narrowing_the_audience_shuts_the_page(as_ana, as_ben, wishlist):
    assert as_ben.get(at(wishlist)).status_code == 200
    as_ana.post(at(wishlist, "/edit"), data=TYPED | {"audience": "me"})
    assert as_ben.get(at(wishlist)).status_code == 404
    assert as_ben.get(at(wishlist, "/rows")).status_code == 404


@pytest.mark.parametrize("name", ["ben", "fay", "cleo", "dina"])
@pytest.mark.parametrize("rest", ["/edit", "/delete", "/archive"])
def test_only_the_owner_changes_a_list(sign_in, wishlist, name, rest):
    assert sign_in(name).post(at(wishlist, rest), data=TYPED).status_code == 404


def test_others_see_no_tools(as_ben, wishlist):
    wish = wish_on(wishlist, "Lamp")
    page = as_ben.get(at(wishlist)).text
    assert "Lamp" in page
    for tool in (of(wish, "remove"), "data-grip", 'id="share"', "/edit"):
        assert tool not in page


def test_a_guest_with_the_link_looks_until_it_is_revoked(as_ana, new_client, ana, wishlist):
    link = link_to(wishlist, ana)
    wish_on(wishlist, "Lamp", product=product_by(ana))
    guest = holding(new_client(), link)
    page = guest.get(at(wishlist)).text
    assert "Lamp" in page
    assert 'content="noindex"' in page
    assert guest.get(at(wishlist, "/edit")).status_code == 303  # to the sign-in
    as_ana.post(f"/share/list/{encode(wishlist.id)}/revoke")
    assert guest.get(at(wishlist)).status_code == 404
    assert guest.get(f"/l/{link.key}").status_code == 404


def test_the_owner_finds_the_link_beside_the_audience(as_ana, wishlist):
    as_ana.post(f"/share/list/{encode(wishlist.id)}")
    link = db.session.query(ShareLink).one()
    assert f"/l/{link.key}" in as_ana.get(at(wishlist)).text


def test_going_public_shows_the_products_and_staying_private_does_not(as_ana, ana, wishlist):
    shown, removed = product_by(ana, "pot"), product_by(ana, "pan")
    wish_on(wishlist, "Pot", product=shown)
    with writing():
        db.session.merge(wish_on(wishlist, "Pan", product=removed)).remove()
    as_ana.post(at(wishlist, "/edit"), data=TYPED)
    assert shown.listed_at is None
    as_ana.post(at(wishlist, "/edit"), data=TYPED | {"audience": "public"})
    assert shown.listed_at is not None
    assert removed.listed_at is None


def test_going_public_costs_the_same_for_many_products(as_ana, ana, count_queries):
    def cost(many):
        wishlist = list_by(ana, f"{many}")
        for number in range(many):
            wish_on(wishlist, "Pot", product=product_by(ana, f"pot-{many}-{number}"))
        with count_queries() as seen:
            as_ana.post(at(wishlist, "/edit"), data=TYPED | {"audience": "public"})
        return len(seen)

    assert cost(3) == cost(30)


def test_a_list_put_away_leaves_the_shelf_and_keeps_its_page(as_ana, wishlist):
    as_ana.post(at(wishlist, "/archive"))
    assert wishlist.archived_at
    assert "1 list put away" in as_ana.get("/lists").text
    assert as_ana.get(at(wishlist)).status_code == 200
    as_ana.post(at(wishlist, "/archive"), data={"back": "1"})
    assert wishlist.archived_at is None


def test_deleting_says_what_goes_and_takes_it(as_ana, ana, wishlist):
    wish_on(wishlist, "Lamp")
    link = link_to(wishlist, ana)
    assert "1 wish goes with it" in as_ana.get(at(wishlist, "/delete")).text
    address = at(wishlist)
    assert as_ana.post(at(wishlist, "/delete")).status_code == 303
    assert db.session.query(Wishlist).count() == db.session.query(Wish).count() == 0
    assert as_ana.get(address).status_code == 404
    assert as_ana.get(f"/l/{link.key}").status_code == 404


def test_prices_are_summed_by_currency_and_number(as_ben, wishlist):
    wish_on(wishlist, "Lamp", amount=8900, currency="EUR", quantity=2)
    wish_on(wishlist, "Scarf", amount=6500, currency="EUR")
    wish_on(wishlist, "Kimono", amount=9000, currency="JPY")
    wish_on(wishlist, "A walk")
    page = as_ben.get(at(wishlist)).text
    assert "€243.00" in page
    assert "¥9,000" in page


def test_a_list_of_a_hundred_asks_the_database_no_more_than_one_of_ten(sign_in, ana, count_queries):
    def cost(name, wishlist):
        client = sign_in(name)
        client.get(at(wishlist))
        with count_queries() as seen:
            assert client.get(at(wishlist)).status_code == 200
        return len(seen)

    short, long = list_by(ana, "short"), list_by(ana, "long")
    for wishlist, many in ((short, 10), (long, 100)):
        for number in range(many):
            product = product_by(ana, f"{wishlist.title}-{number}")
            wish_on(wishlist, "Pot", product=product, offer=product.offer)
    for name in ("ana", "ben"):
        assert cost(name, short) == cost(name, long)

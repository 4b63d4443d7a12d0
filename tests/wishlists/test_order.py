"""The owner’s order: by dragging, by steps, and when two windows arrange at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from community.catalog.ordering import arrange
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.wishlists.models import Wish, Wishlist
from tests.wishlists.material import at, of, titles, wishes
from tests.world import list_by, person, wish_on

NAMES = ("a", "b", "c", "d")


@pytest.fixture
def four(wishlist):
    return [wish_on(wishlist, name) for name in NAMES]


def put(client, wishlist, *keys):
    return client.htmx(at(wishlist, "/order"), data={"order": list(keys)})


def keys_of(wishlist, names):
    by_title = wishes(wishlist)
    return [encode(by_title[name].id) for name in names]


def test_an_order_is_kept(as_ana, wishlist, four):
    assert put(as_ana, wishlist, *keys_of(wishlist, "dbac")).status_code == 204
    assert titles(wishlist) == list("dbac")


def test_without_script_an_order_leads_back_to_the_list(as_ana, wishlist, four):
    data = {"order": keys_of(wishlist, "dcba")}
    assert as_ana.post(at(wishlist, "/order"), data=data).status_code == 303
    assert titles(wishlist) == list("dcba")


def test_what_is_not_named_stays_where_it_is(as_ana, wishlist, four):
    put(as_ana, wishlist, *keys_of(wishlist, "ca"))
    assert titles(wishlist) == list("cbad")


def test_unknown_removed_foreign_and_repeated_keys_are_passed_over(as_ana, ana, wishlist, four):
    foreign = wish_on(list_by(ana, "Other"), "x")
    with writing():
        db.session.get(Wish, four[1].id).remove()
    a, b, c, d = (encode(wish.id) for wish in four)
    answer = put(as_ana, wishlist, d, "nonsense~", d, b, encode(foreign.id), "7zzzz", c, a)
    assert answer.status_code == 204
    assert titles(wishlist) == list("dca")


@pytest.mark.parametrize(
    ("name", "to", "order"),
    [
        ("c", "up", "acbd"),
        ("b", "down", "acbd"),
        ("d", "top", "dabc"),
        ("a", "bottom", "bcda"),
        ("a", "up", "abcd"),
        ("d", "down", "abcd"),
    ],
)
def test_buttons_move_a_wish_by_a_step(as_ana, wishlist, four, name, to, order):
    wish = wishes(wishlist)[name]
    assert as_ana.post(of(wish, "place"), data={"to": to}).status_code == 303
    assert titles(wishlist) == list(order)


@pytest.mark.parametrize(
    ("place", "order"),
    [("1", "cabd"), ("4", "abdc"), ("99", "abdc"), ("-5", "cabd"), ("9" * 30, "abdc")],
)
def test_a_wish_is_sent_to_a_place(as_ana, wishlist, four, place, order):
    as_ana.post(of(wishes(wishlist)["c"], "place"), data={"place": place})
    assert titles(wishlist) == list(order)


@pytest.mark.parametrize("data", [{}, {"to": "sideways"}, {"place": "first"}])
def test_a_step_to_nowhere_is_refused(as_ana, four, data):
    assert as_ana.post(of(four[0], "place"), data=data).status_code == 400


def test_nobody_else_arranges(as_ben, wishlist, four):
    assert put(as_ben, wishlist, *keys_of(wishlist, "dcba")).status_code == 404
    assert titles(wishlist) == list(NAMES)


def threads(app, count, act):
    """`act(number)` in so many threads at once, each in a context of its own."""

    def run(number):
        with app.app_context():
            try:
                act(number)
            finally:
                db.session.remove()

    with ThreadPoolExecutor(count) as pool:
        list(pool.map(run, range(count)))


@pytest.mark.both_databases
def test_orders_given_at_once_leave_every_wish_in_a_place_of_its_own(committing_app):
    wishlist = list_by(person("ana"))
    made = [wish_on(wishlist, name).id for name in NAMES]
    list_id = wishlist.id
    orders = [made[::-1], made[1:] + made[:1], [made[2], made[0]], made[2:] + made[:2]] * 2

    def give(number):
        with writing():
            arrange(db.session.get(Wishlist, list_id), Wish, orders[number])

    threads(committing_app, len(orders), give)
    places = db.session.scalars(db.select(Wish.position).where(Wish.list_id == list_id)).all()
    assert sorted(places) == [1, 2, 3, 4]


@pytest.mark.both_databases
def test_twenty_wishes_added_at_once_are_twenty(committing_app):
    wishlist = list_by(person("ana"))
    list_id = wishlist.id

    def add(number):
        with writing():
            Wish(title=f"wish {number}").add_to(db.session.get(Wishlist, list_id))

    threads(committing_app, 20, add)
    db.session.expire_all()
    found = db.session.get(Wishlist, list_id)
    places = [wish.position for wish in found.wishes]
    assert found.wish_count == 20
    assert sorted(places) == list(range(1, 21))


@pytest.mark.both_databases
def test_a_wish_removed_by_ten_at_once_is_counted_once(committing_app):
    wishlist = list_by(person("ana"))
    wish_on(wishlist, "stays")
    wish_id, list_id = wish_on(wishlist, "goes").id, wishlist.id

    def remove(number):
        with writing():
            db.session.get(Wish, wish_id).remove()

    threads(committing_app, 10, remove)
    db.session.expire_all()
    assert db.session.get(Wishlist, list_id).wish_count == 1

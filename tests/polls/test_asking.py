"""Asking: what is typed, ticked and left empty."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from community.catalog.models import Product
from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.friends.models import PeopleSet, ShareLink
from community.polls.models import Poll

ASKED = {"sort": "which", "texts-0": "red pot", "texts-1": "blue pot", "audience": "friends",
         "results": "always", "deadline": "1d"}  # fmt: skip


def ask(client, **more):
    return client.post("/polls/new", data={**ASKED, **more})


def the_poll() -> Poll:
    return db.session.query(Poll).one()


def product(finder, title="Arc lamp") -> Product:
    with writing():
        found = Product(title=title, found_by_id=finder.id)
        db.session.add(found)
    return found


def test_two_texts_make_a_poll_for_friends_until_tomorrow(as_ana, ana, ben):
    now = datetime(2026, 11, 21, 12, tzinfo=UTC)
    with clock.fixed_at(now):
        answer = ask(as_ana)
    poll = the_poll()
    assert answer.location == f"/polls/{encode(poll.id)}-which-one-should-i-get"
    assert [option.text for option in poll.options] == ["red pot", "blue pot"]
    assert (poll.audience, poll.asked_count, poll.results) == ("friends", 1, "always")
    assert poll.closes_at == now + timedelta(days=1)


def test_products_are_ticked_from_where_one_came(as_ana, ana):
    lamp = product(ana)
    page = as_ana.get(f"/polls/new?product={encode(lamp.id)}-arc-lamp").text
    assert f'value="{encode(lamp.id)}" checked' in page
    ask(as_ana, products=encode(lamp.id), **{"texts-1": ""})
    first, second = the_poll().options
    assert (first.product_id, second.text) == (lamp.id, "red pot")


def test_one_product_is_asked_about_plainly(as_ana, ana):
    lamp = product(ana)
    ask(as_ana, sort="buy", products=encode(lamp.id), **{"texts-0": "", "texts-1": ""})
    poll = the_poll()
    assert poll.question == "Should I buy this: Arc lamp?"
    assert [option.answer for option in poll.options] == ["yes", "no", "wait"]
    assert poll.product_id == lamp.id


def test_nobody_asks_about_what_they_cannot_see(as_ana, cleo):
    hidden = product(cleo)
    ask(as_ana, products=encode(hidden.id))
    assert the_poll().products == []


def test_a_public_poll_shows_its_products_to_everyone(as_ana, ana):
    lamp = product(ana)
    ask(as_ana, products=encode(lamp.id))
    assert db.session.get(Product, lamp.id).listed_at is None
    ask(as_ana, products=encode(lamp.id), audience="public")
    assert db.session.get(Product, lamp.id).listed_at is not None


@pytest.mark.parametrize(
    "wrong, said",
    [
        ({"texts-1": ""}, "Give at least two to choose from."),
        ({"texts-0": "a" * 141}, "keep this to"),
        ({"question": "a" * 141}, "keep this to"),
        ({"sort": "buy", "texts-0": "", "texts-1": ""}, "What would you buy?"),
        ({"deadline": "own"}, "Give a day and a time."),
        ({"deadline": "own", "own_deadline": "2026-11-21T12:01"}, "at least five minutes"),
        ({"deadline": "own", "own_deadline": "2026-12-31T12:00"}, "A month at most."),
        ({"deadline": "own", "own_deadline": "soon"}, "Not a valid"),
        ({"sort": "rank"}, "Not a valid choice"),
        ({"results": "never"}, "Not a valid choice"),
        ({"audience": "people", "people": "@nobody"}, "Nobody here is called"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(as_ana, wrong, said):
    with clock.fixed_at(datetime(2026, 11, 21, 12, tzinfo=UTC)):
        answer = ask(as_ana, note="for the cabin", **wrong)
    assert answer.status_code == 422
    assert said in answer.text
    assert "for the cabin" in answer.text
    assert db.session.query(Poll).count() == 0


def test_more_options_come_without_losing_what_was_typed(as_ana):
    page = ask(as_ana, more="1", question="Which?")
    assert page.status_code == 200
    assert 'value="blue pot"' in page.text and 'value="Which?"' in page.text
    assert 'name="texts-6"' in page.text and 'name="texts-7"' not in page.text
    many = {f"texts-{n}": f"pot {n}" for n in range(10)}
    assert 'name="more"' not in ask(as_ana, more="1", **many).text
    ask(as_ana, **many)
    assert len(the_poll().options) == 10


def test_a_time_of_ones_own_is_meant_in_ones_own_zone(as_ana, ana):
    with writing():
        db.session.get(type(ana.account), ana.account_id).timezone = "Europe/Berlin"
    with clock.fixed_at(datetime(2026, 11, 21, 12, tzinfo=UTC)):
        ask(as_ana, deadline="own", own_deadline="2026-11-22T18:30")
    assert the_poll().closes_at == datetime(2026, 11, 22, 17, 30, tzinfo=UTC)


def test_only_me_comes_with_a_link(as_ana):
    ask(as_ana, audience="me")
    link = ShareLink.of("poll", the_poll().id)
    assert f"/l/{link.key}" in as_ana.get(f"/polls/{encode(the_poll().id)}").text


def test_named_people_are_asked_and_counted(as_ana, ben, cleo):
    ask(as_ana, audience="people", people="@ben, @cleo")
    assert the_poll().asked_count == 2


def test_a_circle_of_somebody_else_is_no_choice(as_ana, cleo):
    with writing():
        circle = PeopleSet.circle(cleo, "Hers")
    assert ask(as_ana, audience="people", circle=encode(circle.id)).status_code == 422


@pytest.mark.parametrize("moment", ["0001-01-01T00:00", "9999-12-31T23:59"])
@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/New_York"])
def test_the_ends_of_the_calendar_are_no_deadline(as_ana, ana, moment, zone):
    with writing():
        ana.account.timezone = zone
    assert ask(as_ana, deadline="own", own_deadline=moment).status_code == 422


@pytest.mark.parametrize("number", ["²", "9" * 5000, "-1", "", "0-0"])
def test_fields_with_strange_numbers_are_passed_over(as_ana, number):
    assert ask(as_ana, **{f"texts-{number}": "green pot"}).status_code == 303

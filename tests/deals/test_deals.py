"""Group deals: seats, the waiting list, the deadline by the database’s clock, and who counts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from community.belongings.forgetting import leave_deals
from community.core import clock, outbox
from community.core.db import writing
from community.core.ids import encode
from community.deals.jobs import settle_due_deals
from community.deals.models import CrowdedHome, Deal, DealIsOver, DealJoin, State, Taken, Voucher
from community.extensions import db
from community.notifications.models import Notification
from tests.deals.conftest import known
from tests.deals.material import again, at, deal_by, joins, leaves, over, voucher_by
from tests.world import person, product_by, signed_in

FORM = {
    "usual": "60", "price": "40", "currency": "EUR", "minimum": "5", "cap": "8",
    "tiers": "6 at 38, 8 at 35", "handing": "codes", "instruction": "Come by.",
}  # fmt: skip


def made(deal, *members):
    """Their places: those with a seat, those who wait."""
    query = select(DealJoin).where(DealJoin.deal_id == deal.id).order_by(DealJoin.place)
    rows = db.session.scalars(query).all()
    return [r.profile_id for r in rows if r.is_in], [r.profile_id for r in rows if not r.is_in]


def told(topic):
    outbox.deliver_all()
    query = select(Notification.profile_id).where(Notification.topic == topic)
    return sorted(db.session.scalars(query))


def ids(members):
    return sorted(member.id for member in members)


def test_who_comes_after_the_cap_waits_and_moves_up_in_order(shop, crowd):
    deal = deal_by(shop)
    joins(deal, *crowd)
    assert made(deal) == ([m.id for m in crowd[:6]], [m.id for m in crowd[6:]])
    leaves(deal, crowd[0])
    assert made(deal) == ([m.id for m in crowd[1:7]], [crowd[7].id])
    assert told("deal_seat") == [crowd[6].id]
    row = again(deal)
    assert (row.seat_count, row.waiting_count) == (6, 1)


@pytest.mark.both_databases
def test_a_deal_tips_another_fails_and_everyone_is_told_once(shop, crowd):
    """Those who are in have a code, those who waited none."""
    codes = voucher_by(shop, whom="winners", budget=6)
    tips = deal_by(shop, voucher_id=codes.id, steps={6: 3500})
    fails = deal_by(shop, product=product_by(person("x"), "pan", listed=True))
    joins(tips, *crowd)
    joins(fails, *crowd[:4])
    for deal in (tips, fails):
        with writing():
            db.session.get_one(Deal, deal.id).closes_at = clock.now()
    assert (settle_due_deals(), settle_due_deals()) == (2, 0)
    assert told("deal_won") == ids(crowd[:6])
    assert told("deal_waited") == ids(crowd[6:])
    assert told("deal_failed") == ids(crowd[:4])
    assert sorted(db.session.scalars(select(Taken.profile_id))) == ids(crowd[:6])
    row = again(tips)
    assert (row.state, row.settled_count, row.settled_amount) == (State.WON, 6, 3500)
    assert again(fails).state == State.FAILED
    assert set(db.session.scalars(select(Notification.count))) == {1}


def test_a_late_worker_changes_nothing_about_who_is_in(shop, crowd, ana):
    deal = deal_by(shop)
    joins(deal, *crowd[:5])
    with writing():
        db.session.get_one(Deal, deal.id).closes_at = clock.now() - timedelta(hours=2)
    with pytest.raises(DealIsOver):
        joins(deal, ana)
    with pytest.raises(DealIsOver):
        leaves(deal, crowd[0])
    assert settle_due_deals() == 1
    assert again(deal).settled_count == 5


def test_it_is_not_settled_before_its_time_and_stopped_only_before(shop, crowd):
    deal = deal_by(shop)
    joins(deal, *crowd[:5])
    assert settle_due_deals() == 0
    with writing():
        row = db.session.get_one(Deal, deal.id)
        assert row.stop()
        assert not row.stop()
        assert not row.settle()
    assert told("deal_stopped") == ids(crowd[:5])


def test_fewer_than_five_are_never_counted_aloud(shop, new_client, crowd, rita):
    deal, stranger, team = deal_by(shop), new_client(), signed_in(new_client(), rita)
    joins(deal, *crowd[:4])
    for client in (stranger, team):
        page = client.get(at("deals", deal)).text
        assert "Fewer than five so far" in page
    assert "&lt;5 of 5" in team.get(at("retailers", shop, "/offers")).text
    joins(deal, crowd[4])
    assert "Reached: 5 are in" in new_client().get(at("deals", deal)).text


def test_joining_and_leaving_in_place(shop, new_client, ana):
    deal, client = deal_by(shop), signed_in(new_client(), ana)
    assert client.post(at("deals", deal, "/join")).status_code == 303
    assert "You are in." in client.get(at("deals", deal)).text
    htmx = {"HX-Request": "true"}
    part = client.post(at("deals", deal, "/leave"), headers=htmx)
    assert part.text.lstrip().startswith("<section")
    assert "I am in at this price" in part.text
    assert made(deal) == ([], [])


def test_fresh_accounts_are_not_counted(shop, new_client):
    deal = deal_by(shop)
    for number in range(6):
        fresh = signed_in(new_client(), person(f"puppet{number}"))
        assert fresh.post(at("deals", deal, "/join")).status_code == 403
    assert again(deal).seat_count == 0


def test_one_home_takes_four_seats_and_is_forgotten_at_the_end(shop, crowd):
    deal = deal_by(shop)
    for member in crowd[:4]:
        with writing():
            db.session.get_one(Deal, deal.id).join(member.id, "one home")
    with pytest.raises(CrowdedHome), writing():
        db.session.get_one(Deal, deal.id).join(crowd[4].id, "one home")
    joins(deal, crowd[4])
    assert again(deal).seat_count == 5
    over(deal)
    assert set(db.session.scalars(select(DealJoin.home))) == {""}


def test_the_network_of_a_home_is_a_digest_of_this_deal_alone(app):
    from community.deals.joining import home_of

    def home(deal_id, address):
        with app.test_request_context(environ_base={"REMOTE_ADDR": address}):
            return home_of(deal_id)

    assert home(1, "203.0.114.7") == home(1, "203.0.114.7") != home(2, "203.0.114.7")
    assert "203" not in home(1, "203.0.114.7")[:3] or len(home(1, "203.0.114.7")) == 64
    assert home(1, "192.168.1.9") == home(1, "127.0.0.1") == ""


def test_who_leaves_the_house_frees_the_seat_or_only_the_row(shop, crowd):
    running, ended = deal_by(shop), deal_by(shop, product=product_by(person("x"), "pan"))
    joins(running, *crowd[:7])
    joins(ended, *crowd[:5])
    over(ended)
    with writing():
        leave_deals(crowd[0].id)
    assert (again(running).seat_count, again(running).waiting_count) == (6, 0)
    row = again(ended)
    assert (row.state, row.settled_count, row.seat_count) == (State.WON, 5, 4)


def test_a_team_sees_what_it_gives_away_before_it_offers(shop, new_client, rita):
    product = product_by(rita, listed=True)
    closes = (clock.now() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
    said = {**FORM, "product": encode(product.id), "closes": closes}
    client, page = signed_in(new_client(), rita), at("retailers", shop, "/deals/new")
    told = client.post(page, data={**said, "reckon": "1"}).text
    assert "What you give away" in told
    assert "€200.00" in told  # eight at 35 instead of 60
    assert not db.session.scalar(select(Deal.id))
    assert client.post(page, data=said).status_code == 303
    deal = db.session.scalars(select(Deal)).one()
    assert [tier.amount for tier in deal.tiers] == [3800, 3500]
    assert db.session.get(Voucher, deal.voucher_id).budget == 8


@pytest.mark.parametrize(
    "wrong, field",
    [
        ({"cap": "4"}, "cap"),
        ({"cap": ""}, "cap"),
        ({"minimum": "9"}, "cap"),
        ({"minimum": "2"}, "minimum"),
        ({"price": "60"}, "price"),
        ({"price": "-1"}, "price"),
        ({"price": "1.234"}, "price"),
        ({"tiers": "6 at 41"}, "tiers"),
        ({"tiers": "9 at 30"}, "tiers"),
        ({"tiers": "many"}, "tiers"),
        ({"closes": "2020-01-01T00:00"}, "closes"),
        ({"closes": "9999-12-31T23:59"}, "closes"),
        ({"handing": "pasted", "pasted": "AA-1\nAA-2"}, "pasted"),
        ({"instruction": ""}, "instruction"),
    ],
)
def test_a_deal_that_does_not_add_up_is_said_beside_its_field(shop, new_client, rita, wrong, field):
    product = product_by(rita, listed=True)
    closes = (clock.now() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
    said = {**FORM, "product": encode(product.id), "closes": closes, **wrong}
    answer = signed_in(new_client(), rita).post(at("retailers", shop, "/deals/new"), data=said)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text


def test_a_moderators_hiding_ends_the_coming(shop, crowd, new_client):
    deal = deal_by(shop)
    joins(deal, *crowd[:5])
    with writing():
        db.session.get_one(Deal, deal.id).hidden_at = clock.now()
    with pytest.raises(DealIsOver):
        joins(deal, crowd[5])
    leaves(deal, crowd[0])
    assert new_client().get(at("deals", deal)).status_code == 404
    assert over(deal).state == State.FAILED


def test_the_shops_team_cannot_be_in_its_own_numbers_by_reading_them(shop, new_client, crowd, rita):
    """No page of the team names anybody who is in."""
    deal = deal_by(shop)
    joins(deal, *crowd[:6])
    over(deal)
    team = signed_in(new_client(), rita)
    for page in (at("deals", deal), at("retailers", shop, "/offers")):
        assert "buyer" not in team.get(page).text.lower().replace("buyers", "")
    assert known("late").id not in made(deal)[0]

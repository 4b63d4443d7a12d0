"""Vouchers: who may take one, that nobody takes too many, and what a till may know."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select
from werkzeug.exceptions import NotFound

from community.core import clock, outbox
from community.core.db import writing
from community.core.events import publish
from community.core.ids import encode
from community.core.limits import LIMITS
from community.deals.access import find_voucher
from community.deals.jobs import remind_of_ends
from community.deals.models import NotGiven, Taken, Voucher, VoucherCode, new_code
from community.extensions import db
from community.friends.viewer import Viewer
from community.notifications.models import Notification
from community.purchases.events import ShareConfirmed
from tests.deals.conftest import follow, known
from tests.deals.material import DAY, again, at, taken_by, voucher_by
from tests.world import person, product_by, retailer_by, signed_in

FORM = {
    "gives": "money", "amount": "10", "currency": "EUR", "minimum": "50", "whom": "everyone",
    "codes": "own", "budget": "3", "ends": "2026-12-31", "online": "y",
}  # fmt: skip


def notices(member, topic):
    outbox.deliver_all()
    return db.session.query(Notification).filter_by(profile_id=member.id, topic=topic).all()


@pytest.mark.both_databases
def test_two_followers_take_the_last_and_one_reads_a_friendly_answer(shop, new_client, ana, ben):
    """Both have the page open; the second presses a moment later."""
    for member in (ana, ben):
        follow(shop, member)
    voucher = voucher_by(shop, budget=1, whom="followers")
    one, other = signed_in(new_client(), ana), signed_in(new_client(), ben)
    for client in (one, other):
        assert "Take it" in client.get(at("vouchers", voucher)).text
    assert one.post(at("vouchers", voucher, "/take")).status_code == 303
    late = other.post(at("vouchers", voucher, "/take"))
    assert late.status_code == 409
    assert "Somebody was faster" in late.text
    assert db.session.scalars(select(Taken.profile_id)).all() == [ana.id]


def test_the_code_stands_on_its_own_page_and_in_no_list(shop, new_client, ana):
    voucher, client = voucher_by(shop), signed_in(new_client(), ana)
    to = client.post(at("vouchers", voucher, "/take")).headers["Location"]
    code = db.session.scalars(select(Taken)).one().text
    assert code in client.get(to).text
    for page in ("/vouchers", at("vouchers", voucher), at("shops", voucher.shop)):
        assert code not in client.get(page).text
    used = client.post(f"{to}/used")
    assert used.status_code == 303
    assert "10%" in client.get("/vouchers?state=used").text
    assert "10%" not in client.get("/vouchers").text


def test_followers_vouchers_are_for_followers(shop, new_client, ana):
    voucher, client = voucher_by(shop, whom="followers"), signed_in(new_client(), ana)
    assert client.get(at("vouchers", voucher)).status_code == 404
    assert client.post(at("vouchers", voucher, "/take")).status_code == 404
    assert new_client().get(at("vouchers", voucher)).status_code in (303, 404)
    follow(shop, ana)
    assert client.get(at("vouchers", voucher)).status_code == 200


@pytest.mark.parametrize(
    "more",
    [
        {"ends_at": clock.now() - timedelta(minutes=1), "starts_at": clock.now() - 2 * DAY},
        {"starts_at": clock.now() + DAY, "ends_at": clock.now() + 9 * DAY},
        {"stopped_at": clock.now()},
        {"hidden_at": clock.now()},
    ],
    ids=["over", "not begun", "stopped", "hidden"],
)
def test_what_does_not_run_is_given_to_nobody(shop, ana, more):
    with pytest.raises(NotGiven):
        taken_by(voucher_by(shop, **more), ana)
    assert not db.session.scalar(select(Taken.id))


def test_each_member_gets_as_many_as_the_shop_says(shop, ana):
    voucher = voucher_by(shop, per_member=2)
    assert {taken_by(voucher, ana).nth, taken_by(voucher, ana).nth} == {1, 2}
    with pytest.raises(NotGiven) as refused:
        taken_by(voucher, ana)
    assert refused.value.why == "had"
    assert again(voucher).claim_count == 2


def test_a_till_of_the_shop_takes_it_once_and_reads_no_name(shop, new_client, ana, rita):
    taken = taken_by(voucher_by(shop), ana)
    till = signed_in(new_client(), rita)
    page = till.get(f"/till/{taken.token}")
    assert "This is good" in page.text
    assert ">Ana" not in page.text
    assert "@ana" not in page.text
    assert till.post(f"/till/{taken.token}").status_code == 303
    again_there = till.post(f"/till/{taken.token}")
    assert again_there.status_code == 409
    assert "This was used" in again_there.text
    assert again(taken).used_by == "till"
    assert not taken.use_not()


def test_a_code_is_looked_up_at_the_till_of_its_own_shop_only(shop, new_client, ana, rita):
    taken = taken_by(voucher_by(shop), ana)
    other = known("olga")
    theirs = at("retailers", retailer_by(other, domain="pans.example"), "/till")
    said = {"code": taken.text}
    ours = signed_in(new_client(), rita).post(at("retailers", shop, "/till"), data=said)
    assert "This is good" in ours.text
    stranger = signed_in(new_client(), other)
    assert stranger.post(theirs, data=said).status_code == 422
    assert stranger.get(f"/till/{taken.token}").status_code == 404
    assert again(taken).used_at is None


def test_who_guesses_is_stopped_after_ten_misses(shop, new_client, rita, ana):
    till, page = signed_in(new_client(), rita), at("retailers", shop, "/till")
    answers = [till.post(page, data={"code": new_code()}).status_code for _ in range(12)]
    assert answers == [422] * 10 + [429] * 2
    assert LIMITS["voucher-guess"].get_expiry() == 600
    assert till.get(f"/till/{taken_by(voucher_by(shop), ana).token}").status_code == 429


def test_an_expired_or_used_one_says_so_at_the_till(shop, ana):
    taken = taken_by(voucher_by(shop), ana)
    with writing():
        db.session.get_one(Voucher, taken.voucher_id).ends_at = clock.now()
    with writing():
        assert not db.session.get_one(Taken, taken.id).use("till")
    assert again(taken).state == "expired"


def test_a_team_makes_one_reads_numbers_from_five_on_and_takes_its_codes_along(
    shop, new_client, rita, crowd
):
    client, page = signed_in(new_client(), rita), at("retailers", shop, "/vouchers/new")
    key = encode(shop.claims[0].shop_id)
    assert client.post(page, data={**FORM, "shop": key, "budget": "9"}).status_code == 303
    voucher = db.session.scalars(select(Voucher)).one()
    assert (voucher.amount, voucher.minimum, voucher.currency) == (1000, 5000, "EUR")
    codes = client.get(at("vouchers", voucher, "/codes.csv")).text.split()
    assert len(set(codes)) == 10
    for member in crowd[:4]:
        taken_by(voucher, member)
    assert "&lt;5 of 9" in client.get(at("retailers", shop, "/offers")).text
    taken_by(voucher, crowd[4])
    assert "5 of 9" in client.get(at("retailers", shop, "/offers")).text


@pytest.mark.parametrize(
    "wrong, field",
    [
        ({"amount": "-3"}, "amount"),
        ({"amount": "nan"}, "amount"),
        ({"amount": ""}, "amount"),
        ({"amount": "9" * 30}, "amount"),
        ({"minimum": "1e9"}, "minimum"),
        ({"currency": "XXQ"}, "currency"),
        ({"gives": "percent", "percent": "101"}, "percent"),
        ({"budget": "0"}, "budget"),
        ({"budget": "6000"}, "budget"),
        ({"ends": "2020-01-01"}, "ends"),
        ({"ends": "9999-12-31"}, "ends"),
        ({"codes": "shared", "shared_code": "a b"}, "shared_code"),
        ({"codes": "pasted", "pasted": "ok12\nnö"}, "pasted"),
        ({"online": ""}, "online"),
        ({"online_url": "https://evil.example/"}, "online_url"),
    ],
)
def test_what_does_not_add_up_is_said_beside_its_field(shop, new_client, rita, wrong, field):
    key = encode(shop.claims[0].shop_id)
    said = {name: value for name, value in {**FORM, "shop": key, **wrong}.items() if value}
    answer = signed_in(new_client(), rita).post(at("retailers", shop, "/vouchers/new"), data=said)
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert not db.session.scalar(select(Voucher.id))


def test_pasted_codes_are_the_budget_and_each_is_given_once(shop, new_client, rita, crowd):
    said = {**FORM, "shop": encode(shop.claims[0].shop_id), "codes": "pasted"}
    said["pasted"] = "code;used\nAA-1;x\nAA-2;y\n\nAA-1;z"
    said.pop("budget")
    signed_in(new_client(), rita).post(at("retailers", shop, "/vouchers/new"), data=said)
    voucher = db.session.scalars(select(Voucher)).one()
    assert voucher.budget == 2
    assert {taken_by(voucher, member).text for member in crowd[:2]} == {"AA-1", "AA-2"}
    assert db.session.query(VoucherCode).filter_by(taken_at=None).count() == 0


def test_followers_hear_of_the_first_in_three_days_and_of_an_end(shop, ana, ben):
    follow(shop, ana)
    first = voucher_by(shop)
    assert len(notices(ana, "voucher")) == 1
    voucher_by(shop)
    assert len(notices(ana, "voucher")) == 1
    assert notices(ben, "voucher") == []
    taken = taken_by(first, ana)
    with writing():
        db.session.get_one(Voucher, first.id).ends_at = clock.now() + timedelta(hours=20)
        db.session.get_one(Taken, taken.id).created_at = clock.now() - 3 * DAY
    assert (remind_of_ends(), remind_of_ends()) == (1, 0)
    assert len(notices(ana, "voucher_ends")) == 1


def test_a_shop_that_lost_its_domain_gives_nothing_more(shop, new_client, ana):
    voucher = voucher_by(shop)
    product_by(person("finder"), listed=True)
    keeper, stranger = signed_in(new_client(), ana), new_client()
    taken_by(voucher, ana)
    assert "10%" in stranger.get(at("shops", voucher.shop)).text
    with writing():
        again(shop).claims[0].end("lapsed")
    assert "10%" not in stranger.get(at("shops", voucher.shop)).text
    assert keeper.get(at("vouchers", voucher)).status_code == 200
    assert keeper.post(at("vouchers", voucher, "/take")).status_code == 409


def test_a_shop_thanks_for_a_word_once_a_purchase(shop, ana, ben):
    """Said twice by the worker, it is given once; who is no sharer never meets it."""
    thanks = voucher_by(shop, whom="sharers", per_member=2)
    for purchase_id in (7, 7, 8, 9):
        with writing():
            publish(ShareConfirmed(purchase_id, ana.id, shop.id))
        outbox.deliver_all()
    assert again(thanks).claim_count == 2
    (notice,) = notices(ana, "voucher_given")
    assert notice.count == 2
    with pytest.raises(NotFound):
        find_voucher(Viewer(ben), thanks.id)

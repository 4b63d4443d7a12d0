"""What members would buy together: who sees it, what the shop hears, and that nobody is moved."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from community.core import clock, outbox
from community.core.db import writing
from community.core.ids import encode
from community.deals.models import Deal, DealJoin, Rally, RallyIsOver
from community.extensions import db
from community.notifications.models import Notification
from tests.deals.conftest import known
from tests.deals.material import again, at, rallied, rally_by
from tests.world import befriend, product_by, signed_in

DEAL = {
    "usual": "60", "price": "45", "currency": "EUR", "minimum": "5", "cap": "9",
    "handing": "words", "instruction": "Come by.",
}  # fmt: skip


def told(topic):
    outbox.deliver_all()
    query = select(Notification.profile_id).where(Notification.topic == topic)
    return sorted(db.session.scalars(query))


@pytest.fixture
def reached(shop, ana, crowd):
    rally = rally_by(ana, note="For the whole stairwell.")
    rallied(rally, *crowd[:4])
    return again(rally)


def test_friends_see_it_and_the_rest_do_not(new_client, ana, ben):
    befriend(ana, ben)
    rally = rally_by(ana)
    assert signed_in(new_client(), ben).get(at("rallies", rally)).status_code == 200
    for client in (new_client(), signed_in(new_client(), known("cleo"))):
        assert client.get(at("rallies", rally)).status_code == 404
        assert client.post(at("rallies", rally, "/join")).status_code in (303, 404)
    assert again(rally).join_count == 1


def test_the_form_makes_one_and_a_public_one_shows_its_thing(new_client, ana):
    product, client = product_by(ana), signed_in(new_client(), ana)
    said = {"price": "40", "currency": "EUR", "wanted": "14", "audience": "public"}
    said["shop"] = encode(product.offers[0].shop_id)
    page = f"/products/{encode(product.id)}/together"
    assert client.post(page, data={**said, "wanted": "4"}).status_code == 422
    assert client.post(page, data={**said, "price": "0"}).status_code == 422
    assert client.post(page, data={**said, "audience": "me"}).status_code == 422
    assert client.post(page, data=said).status_code == 303
    rally = db.session.scalars(select(Rally)).one()
    assert (rally.amount, rally.wanted, rally.join_count) == (4000, 14, 1)
    assert again(product).listed_at is not None
    assert new_client().get(at("rallies", rally)).status_code == 200


def test_the_shop_hears_of_the_number_and_of_no_name(shop, new_client, reached, rita):
    assert reached.state == "reached"
    assert told("rally_reached") == [rita.id]
    page = signed_in(new_client(), rita).get(at("retailers", shop, "/offers")).text
    assert "5 would buy at €40.00" in page
    assert "stairwell" in page
    assert "buyer" not in page.lower().replace("buyers", "")
    assert ">Ana<" not in page


def test_a_shop_is_asked_only_once_the_number_is_reached(shop, new_client, ana, crowd, rita):
    rally = rally_by(ana)
    rallied(rally, *crowd[:3])
    team = signed_in(new_client(), rita)
    assert "Members ask" not in team.get(at("retailers", shop, "/offers")).text
    assert team.get(at("retailers", shop, at("together", rally))).status_code == 404
    assert told("rally_reached") == []


@pytest.mark.parametrize("answer, state", [("yes", "accepted"), ("other", "countered")])
def test_a_yes_or_another_price_asks_everybody_and_moves_nobody(
    shop, new_client, reached, rita, crowd, ana, answer, state
):
    closes = (clock.now() + timedelta(days=9)).strftime("%Y-%m-%dT%H:%M")
    said = {**DEAL, "product": encode(reached.product_id), "closes": closes, "answer": answer}
    page = at("retailers", shop, at("together", reached))
    team = signed_in(new_client(), rita)
    assert team.post(page, data={**said, "words": "Gladly."}).status_code == 303
    deal = db.session.scalars(select(Deal)).one()
    assert deal.amount == (4000 if answer == "yes" else 4500)
    assert (again(reached).state, again(reached).deal_id) == (state, deal.id)
    assert not db.session.scalar(select(DealJoin.id))
    assert told("rally_answered") == sorted(m.id for m in (ana, *crowd[:4]))
    assert team.post(page, data=said).status_code == 409
    joiner = signed_in(new_client(), ana)
    assert "See the deal" in joiner.get(at("rallies", reached)).text
    joiner.post(at("deals", deal, "/join"))
    assert again(deal).seat_count == 1


def test_a_no_is_words_alone(shop, new_client, reached, rita):
    page = at("retailers", shop, at("together", reached))
    said = {"answer": "no", "words": "The kiln is full."}
    assert signed_in(new_client(), rita).post(page, data=said).status_code == 303
    assert again(reached).state == "declined"
    assert not db.session.scalar(select(Deal.id))
    with pytest.raises(RallyIsOver):
        rallied(reached, known("late"))


def test_another_shop_answers_nothing(reached, new_client):
    from tests.world import retailer_by

    olga = known("olga")
    theirs = retailer_by(olga, domain="pans.example")
    client = signed_in(new_client(), olga)
    page = at("retailers", theirs, at("together", reached))
    assert client.get(page).status_code == 404
    assert client.post(page, data={"answer": "no"}).status_code == 404
    assert again(reached).state == "reached"


def test_its_owner_takes_it_back_and_nobody_else(new_client, ana, ben):
    befriend(ana, ben)
    rally = rally_by(ana)
    path = at("rallies", rally, "/remove")
    assert signed_in(new_client(), ben).post(path).status_code == 404
    assert signed_in(new_client(), ana).post(path).status_code == 303
    assert not db.session.scalar(select(Rally.id))


def test_a_month_is_enough(ana, crowd):
    rally = rally_by(ana)
    with writing():
        db.session.get_one(Rally, rally.id).ends_at = clock.now()
    with pytest.raises(RallyIsOver):
        rallied(rally, crowd[0])

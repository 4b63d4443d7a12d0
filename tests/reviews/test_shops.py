"""What a shop may do about reviews of what it sells: reply once, under its name."""

from __future__ import annotations

from sqlalchemy import func, select

from community.catalog.models import Shop
from community.core.db import writing
from community.core.events import publish
from community.core.ids import encode
from community.core.outbox import deliver_all
from community.extensions import db
from community.friends.models import Follow
from community.insights.counting import count_all
from community.insights.queries import figures
from community.notifications.models import Notification
from community.purchases.events import PurchaseProved, Rewarded, ShareConfirmed
from community.reviews.models import Review, ShopReply
from tests.deals.material import voucher_by
from tests.reviews.makers import question_by, review_by
from tests.reviews.test_reviews import page_of, write
from tests.world import product_by, purchase_by, retailer_by


def reply(client, review, body="Thank you.", **more):
    return client.post(f"/reviews/{encode(review.id)}/reply", data={"body": body, **more})


def test_a_team_that_proved_the_shop_replies_once_and_the_author_is_told(world, sign_in, pot):
    retailer_by(world.cleo, domain="pots.example")
    review = review_by(world.ana, pot, stars=2)
    cleo = sign_in(world.cleo)
    assert "Reply as the shop" in cleo.get(f"{page_of(pot)}/reviews").text
    assert reply(cleo, review, "").status_code == 422
    reply(cleo, review)
    reply(cleo, review, "Thank you; we send a new lid.")
    assert db.session.scalar(select(func.count(ShopReply.id))) == 1
    deliver_all()
    told = select(Notification.profile_id, Notification.actor_id).filter_by(topic="shop_replied")
    assert db.session.execute(told).all() == [(world.ana.id, None)]
    page = sign_in(world.ben).get(page_of(pot)).text
    assert "we send a new lid" in page and "Reply of the shop" in page and "Pots and Co" in page


def test_nobody_else_may_and_a_suspended_shop_is_silent(world, sign_in, pot):
    team = retailer_by(world.cleo, domain="pots.example")
    retailer_by(world.ben, "Elsewhere", "elsewhere.example")
    unproved = retailer_by(world.max, "Unproved")
    review = review_by(world.ana, pot)
    for other in (world.ben, world.max, world.mo, world.ana):
        assert reply(sign_in(other), review, team=encode(unproved.id)).status_code == 404
    reply(sign_in(world.cleo), review)
    said = db.session.scalars(select(ShopReply)).one()
    assert sign_in(world.ben).post(f"/replies/{encode(said.id)}/remove").status_code == 404
    with writing():
        db.session.get_one(type(team), team.id).suspend()
    assert "Thank you." not in sign_in(world.ben).get(page_of(pot)).text
    assert reply(sign_in(world.cleo), review).status_code == 404


def test_whoever_sells_it_writes_no_review(world, sign_in, pot):
    retailer_by(world.cleo, domain="pots.example")
    assert "Your team sells this" in sign_in(world.cleo).get(f"{page_of(pot)}/review").text
    assert write(sign_in(world.cleo), pot).status_code == 403


def test_the_desk_holds_reviews_of_all_stars_and_open_questions(world, sign_in, pot):
    team = retailer_by(world.cleo, domain="pots.example")
    review_by(world.ana, pot, stars=1, body="It broke.", html="<p>It broke.</p>")
    review_by(world.ben, pot, stars=10)
    kept = review_by(
        world.fay, pot, body="For fay’s own", html="<p>For fay’s own</p>", audience="followers"
    )
    question_by(world.max, pot)
    desk = f"/retailers/{encode(team.id)}/talk"
    page = sign_in(world.cleo).get(desk).text
    assert "It broke." in page and "It pours well." in page and "Does it drip?" in page
    with writing():
        Follow.begin(world.cleo, world.fay)
    assert "For fay’s own" not in sign_in(world.cleo).get(desk).text
    assert sign_in(world.cleo).get(f"/reviews/{encode(kept.id)}").status_code == 200
    assert reply(sign_in(world.cleo), kept).status_code == 404  # hers to read, no shop's to answer
    assert sign_in(world.ben).get(desk).status_code == 404


def test_a_signed_token_makes_a_verified_buyer(world, sign_in, pot):
    pan = product_by(world.mo, "pan", listed=True)
    review_by(world.ana, pot)
    review_by(world.ana, pan)
    with writing():
        publish(PurchaseProved(world.ana.id, pot.id, 1))
    deliver_all()
    proved = select(Review.product_id).where(Review.proved_at.is_not(None))
    assert list(db.session.scalars(proved)) == [pot.id]
    assert "Verified buyer" in sign_in(world.ben).get(page_of(pot)).text


def test_whoever_was_given_something_is_said_to_be_and_cannot_take_that_out(world, sign_in, pot):
    review = review_by(world.ana, pot)
    with writing():
        publish(Rewarded(world.ana.id, pot.id, 1))
    deliver_all()
    ana = sign_in(world.ana)
    said = {"stars": "8", "body": "Other words", "audience": "public"}
    ana.post(f"/reviews/{encode(review.id)}/edit", data=said)
    assert "Incentivised" in sign_in(world.ben).get(page_of(pot)).text


def test_a_voucher_for_a_word_is_said_beside_reviews_before_it_and_after(world, sign_in, pot):
    shop = retailer_by(world.cleo, domain="pots.example")
    voucher_by(shop, whom="sharers", per_member=2)
    pan = product_by(world.mo, "pan", listed=True)
    review_by(world.ana, pot)
    for product in (pot, pan):
        purchase = purchase_by(world.ana, product)
        with writing():
            publish(ShareConfirmed(purchase.id, world.ana.id, shop.id))
    deliver_all()
    write(sign_in(world.ana), pan)
    said = select(Review.incentive).where(Review.owner_id == world.ana.id)
    assert list(db.session.scalars(said)) == ["given", "given"]


def test_the_shops_numbers_say_fewer_than_five(world, pot):
    retailer_by(world.cleo, domain="pots.example")
    review_by(world.ana, pot)
    count_all()
    shop = db.session.scalars(select(Shop).filter_by(domain="pots.example")).one()
    assert figures(shop, 28)["review"].shown == "<5"


def test_machines_read_the_average_on_a_strangers_page(world, new_client, pot):
    review_by(world.ana, pot, stars=9, title="Good")
    page = new_client().get(page_of(pot)).text
    for said in ('"AggregateRating"', '"ratingValue": 4.5', '"reviewCount": 1', '"Good"'):
        assert said in page

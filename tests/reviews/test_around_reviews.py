"""What becomes of a review: taken back, found helpful, hidden, asked about a month later."""

from __future__ import annotations

import re
from datetime import timedelta

from sqlalchemy import select

from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.friends.models import Block
from community.moderation.acting import hide
from community.reviews.jobs import ask_still_happy
from community.reviews.models import Followup, Review
from tests.reviews.makers import review_by
from tests.reviews.test_reviews import all_reviews, met, page_of, write


def test_what_was_taken_back_is_gone_and_can_be_put_back(world, sign_in, new_client, pot):
    ana = sign_in(world.ana)
    review = review_by(world.ana, pot)
    ana.post(f"/reviews/{encode(review.id)}/remove")
    assert "It pours well." not in new_client().get(page_of(pot)).text
    assert new_client().get(f"/reviews/{encode(review.id)}").status_code == 404
    assert "Put your review back" in ana.get(page_of(pot)).text
    ana.post(f"/reviews/{encode(review.id)}/restore")
    assert "It pours well." in new_client().get(page_of(pot)).text
    with writing():
        Review.of(world.ana.id, pot.id).remove()
    assert write(ana, pot, body="Written anew").status_code == 303
    (again,) = all_reviews()
    assert (again.id, again.body, again.removed_at) == (review.id, "Written anew", None)


def test_helpful_counts_once_a_member_and_never_for_ones_own(world, sign_in, pot):
    review = review_by(world.ana, pot)
    path = f"/reviews/{encode(review.id)}/helpful"
    for person_ in (world.ana, world.ben, world.ben, world.cleo, world.dina):
        sign_in(person_).post(path, data={"wanted": "1"})
    assert all_reviews()[0].helpful_count == 2
    for _again in range(2):
        sign_in(world.ben).post(path, data={"wanted": "0"})
    assert all_reviews()[0].helpful_count == 1


def test_what_a_moderator_hid_its_author_alone_goes_on_seeing(world, sign_in, pot):
    review = review_by(world.ana, pot)
    with writing():
        hide("review", review.id)
    assert "you alone see it" in sign_in(world.ana).get(page_of(pot)).text
    assert "It pours well." not in sign_in(world.ben).get(page_of(pot)).text


def test_a_block_folds_reviews_away_both_ways(world, pot):
    review_by(world.ana, pot)
    review_by(world.ben, pot)
    with writing():
        Block.begin(world.ben, world.ana)
    assert met(world.ben, pot) == [] and met(world.cleo, pot) == ["ben", "ana"]


def test_whoever_has_a_closed_profile_begins_with_followers(world, sign_in, pot):
    with writing():
        world.ana.is_closed = True
    form = sign_in(world.ana).get(f"{page_of(pot)}/review").text
    assert re.search(r'<input checked[^>]*value="followers"', form)


def test_after_one_month_and_six_the_author_is_asked_once_each(world, sign_in, pot):
    review = review_by(world.ana, pot)
    born = review.created_at
    ana = sign_in(world.ana)
    for days, months in ((29, []), (31, [1]), (32, [1]), (183, [1, 6]), (400, [1, 6])):
        with clock.fixed_at(born + timedelta(days=days)):
            ask_still_happy()
            ask_still_happy()
        assert list(db.session.scalars(select(Followup.months).order_by(Followup.months))) == months
    path = f"/reviews/{encode(review.id)}/still-happy"
    assert ana.post(path, data={"happy": "maybe"}).status_code == 422
    ana.post(path, data={"happy": "no", "body": "The lid came off."})
    assert "After six months: No longer happy" in sign_in(world.ben).get(page_of(pot)).text
    assert sign_in(world.ben).post(path, data={"happy": "yes"}).status_code == 404

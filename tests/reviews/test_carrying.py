"""One's reviews in an archive, and brought in as if typed: without votes, proofs or wider eyes."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from community.core import clock
from community.core.db import writing
from community.extensions import db
from community.reviews.models import Followup, Review
from community.reviews.queries import rating_of
from tests.belongings.bags import bag, picture
from tests.belongings.importers import DIGEST, brings

SAID = {
    "id": "c1", "created_at": "2026-03-02T10:00:00", "audience": "public", "stars": 7,
    "title": "Good <b>", "body": "It *pours*.", "html": "<script>1</script>", "pros": "light",
    "fit": "true", "size": "1 l", "incentive": "given", "helpful_count": 99,
    "proved_at": "2026-03-02T10:00:00", "url": "https://pots.example/pot", "product": "A pot",
    "pictures": [DIGEST], "followups": [
        {"months": 1, "happy": "yes", "body": "Still.", "answered_at": "2026-04-02T10:00:00"},
        {"months": 9, "happy": "yes", "answered_at": "2026-04-02T10:00:00"},
    ],
}  # fmt: skip


def test_reviews_come_as_if_typed_and_nobody_elses_doing_with_them(world, sign_in):
    ana = sign_in(world.ana)
    with writing():
        world.ana.created_at = clock.now() - timedelta(days=60)
    odd = [{**SAID, "id": f"d{n}", **more} for n, more in enumerate(
        ({"stars": 11}, {"body": ""}, {"url": "file:///etc"}, {"removed_at": "2026-04-01"})
    )]  # fmt: skip
    photo = (f"pictures/{DIGEST}.webp", picture())
    for _again in range(2):
        brings(ana, world.ana, bag(photo, reviews=[SAID, *odd]))
    (review,) = db.session.scalars(select(Review)).all()
    assert (review.stars, review.audience, review.picture_count) == (7, "public", 1)
    assert "<em>pours</em>" in review.html and "<script>" not in review.html
    assert (review.helpful_count, review.proved_at, review.incentive) == (0, None, "said")
    assert list(db.session.scalars(select(Followup.months))) == [1]
    assert rating_of(review.product_id).total == 7


def test_a_newcomers_come_for_friends_alone(world, sign_in):
    brings(sign_in(world.ana), world.ana, bag(reviews=[SAID]))
    (review,) = db.session.scalars(select(Review)).all()
    assert review.audience == "friends" and rating_of(review.product_id) is None

"""Reviews, questions and answers for the cast of tests/world.py."""

from __future__ import annotations

from typing import Any

from community.accounts.models import Profile
from community.catalog.models import Product
from community.core.db import writing
from community.extensions import db
from community.reviews.models import Answer, Question, Review, Said


def review_by(owner: Profile, product: Product, stars: int = 8, **more: Any) -> Review:
    """Four stars of five for everybody, unless told otherwise."""
    audience = more.pop("audience", "public")
    said = {"body": "It pours well.", "html": "<p>It pours well.</p>", **more}
    with writing():
        review = Review.write(db.session.get_one(Product, product.id), owner, Said(stars, **said))
        assert review is not None
        review.show_to(audience)
        review.tell_of_change()
        if review.is_public:
            review.product.put_on_show()
    return review


def question_by(owner: Profile, product: Product, body: str = "Does it drip?") -> Question:
    with writing():
        return Question.ask(db.session.get_one(Product, product.id), owner, body)


def answer_by(owner: Profile, question: Question, body: str = "Never.", **more: Any) -> Answer:
    with writing():
        return Answer.write(db.session.get_one(Question, question.id), owner, body, **more)

"""Who may use the addresses of reviews and questions; see tests/visibility/test_every_route.py."""

from __future__ import annotations

from typing import Any

from community.core.db import writing
from community.extensions import db
from community.reviews.models import Question, ShopReply
from tests.reviews.makers import answer_by, question_by, review_by
from tests.visibility.who import AUDIENCE, OWNER, TOKEN
from tests.world import retailer_by

RULES = {
    "reviews.index": AUDIENCE,
    "reviews.show": AUDIENCE,
    "reviews.new": AUDIENCE,
    "reviews.create": AUDIENCE,
    "reviews.edit": OWNER,
    "reviews.update": OWNER,
    "reviews.destroy": OWNER,
    "reviews.restore": OWNER,
    "followups.create": OWNER,
    "helpful.of_review": AUDIENCE,
    "helpful.of_answer": AUDIENCE,
    # Whoever is in the team of a shop that sells it; tests/reviews/test_shops.py tries it.
    "shop_replies.create": TOKEN,
    "shop_replies.destroy": OWNER,
    "review_desk.show": OWNER,
    "questions.index": AUDIENCE,
    "questions.create": AUDIENCE,
    "questions.show": AUDIENCE,
    "questions.destroy": OWNER,
    "question_answers.create": AUDIENCE,
    "question_answers.destroy": OWNER,
    "question_answers.thank": TOKEN,  # who asked; tests/reviews/test_questions.py tries it
}

FORMS = {
    "reviews.create": {"stars": "1", "body": "Mine now", "audience": "friends"},
    "reviews.update": {"stars": "1", "body": "Mine now", "audience": "friends"},
    "followups.create": {"happy": "no"},
    "helpful.of_review": {"wanted": "1"},
    "helpful.of_answer": {"wanted": "1"},
    "questions.create": {"body": "Mine now?"},
    "question_answers.create": {"body": "Mine now"},
}


def things_of(owner: Any, product: Any, audience: str) -> dict[str, Any]:
    """The product goes on being shown to whom it was."""
    listed = product.listed_at
    review = review_by(owner, product, audience=audience)
    question = question_by(owner, product)
    answer = answer_by(owner, question)
    with writing():
        db.session.get_one(Question, question.id).audience = audience
        team = retailer_by(owner, "Pans and Co")
        reply = ShopReply.say(review, team, owner.id, "Thank you.")
        product.listed_at = listed
    return {"review": review, "question": question, "answer": answer, "reply": reply}

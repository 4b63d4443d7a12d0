"""What may be said twice of reviews, and why; see tests/core/idempotency/harmless.py."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from community.core.db import writing
from community.reviews.models import ShopReply
from tests.core.idempotency.stage import Sent, Stage, key
from tests.reviews.makers import answer_by, question_by, review_by

Act = Callable[[Stage], Sent]


def _key_of(s: Stage, name: str, make: Callable[[], Any]) -> str:
    """Made once a stage."""
    if name not in s.__dict__:
        s.__dict__[name] = make()
    return key(s.__dict__[name])


def the_review(s: Stage) -> str:
    return _key_of(s, "review", lambda: review_by(s.ana, s.product))


def the_question(s: Stage) -> str:
    return _key_of(s, "question", lambda: question_by(s.ana, s.product))


def the_answer(s: Stage) -> str:
    the_question(s)
    return _key_of(s, "answer", lambda: answer_by(s.ben, s.__dict__["question"]))


def the_shops_reply(s: Stage) -> str:
    s.with_domain()
    the_review(s)

    def make() -> ShopReply:
        with writing():
            return ShopReply.say(s.__dict__["review"], s.retailer, s.ana.id, "Thank you.")

    return _key_of(s, "shops_reply", make)


WORDS = {"stars": "8", "body": "It pours well.", "audience": "public"}


def review(s: Stage) -> Sent:
    path = f"/products/{key(s.product)}/review"
    return s.ana_sends(path, path, **WORDS)


def question(s: Stage) -> Sent:
    path = f"/products/{key(s.product)}/questions"
    return s.ana_sends(path, path, body="Does it drip?")


def answer(s: Stage) -> Sent:
    path = f"/questions/{the_question(s)}"
    return s.ana_sends(f"{path}/answers", path, body="Never.")


def reply(s: Stage) -> Sent:
    s.with_domain()
    return s.ana_sends(f"/reviews/{the_review(s)}/reply", body="Thank you.")


ONCE: dict[str, Act] = {
    "reviews.create": review,
    "questions.create": question,
    "question_answers.create": answer,
    "shop_replies.destroy": lambda s: s.ana_sends(
        f"/replies/{the_shops_reply(s)}/remove", f"/reviews/{the_review(s)}"
    ),
}

HARMLESS: dict[str, tuple[str, Act]] = {
    "reviews.update": (
        "says the whole state",
        lambda s: s.ana_sends(f"/reviews/{the_review(s)}/edit", **WORDS),
    ),
    "reviews.destroy": (
        "a removal is a mark that stands or not",
        lambda s: s.ana_sends(f"/reviews/{the_review(s)}/remove"),
    ),
    "reviews.restore": (
        "a removal is a mark that stands or not",
        lambda s: s.ana_sends(f"/reviews/{the_review(s)}/restore"),
    ),
    "followups.create": (
        "answered once, by a conditional UPDATE",
        lambda s: s.ana_sends(f"/reviews/{the_review(s)}/still-happy", happy="yes"),
    ),
    "helpful.of_review": (
        "one row a member by a unique index; the form says which state",
        lambda s: Sent(s.as_ben, f"/reviews/{the_review(s)}/helpful", {"wanted": "1"}),
    ),
    "helpful.of_answer": (
        "one row a member by a unique index; the form says which state",
        lambda s: s.ana_sends(f"/answers/{the_answer(s)}/helpful", wanted="1"),
    ),
    "shop_replies.create": ("one row a review and shop by a unique index", reply),
    "questions.destroy": (
        "a removal is a mark that stands or not",
        lambda s: s.ana_sends(f"/questions/{the_question(s)}/remove"),
    ),
    "question_answers.destroy": (
        "a removal is a mark that stands or not",
        lambda s: Sent(s.as_ben, f"/answers/{the_answer(s)}/remove"),
    ),
    "question_answers.thank": (
        "the form says which state",
        lambda s: s.ana_sends(f"/answers/{the_answer(s)}/thank", wanted="1"),
    ),
}

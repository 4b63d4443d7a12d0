"""What is said of reviews, questions and answers."""

from dataclasses import dataclass

from community.core.events import Fact


@dataclass(frozen=True)
class ReviewWritten(Fact):
    """New, or written again after it was taken back."""

    review_id: int
    product_id: int
    owner_id: int


@dataclass(frozen=True)
class ReviewChanged(Fact):
    """Edited, taken back or put back, answered by a shop, found helpful after a month."""

    review_id: int
    product_id: int


@dataclass(frozen=True)
class StillHappyAsked(Fact):
    """A month or six after it was written: `months` says which."""

    review_id: int
    owner_id: int
    months: int


@dataclass(frozen=True)
class ShopReplied(Fact):
    review_id: int
    reply_id: int
    by_id: int


@dataclass(frozen=True)
class QuestionAsked(Fact):
    question_id: int
    product_id: int
    owner_id: int


@dataclass(frozen=True)
class QuestionChanged(Fact):
    question_id: int
    product_id: int


@dataclass(frozen=True)
class Answered(Fact):
    answer_id: int
    question_id: int
    owner_id: int


@dataclass(frozen=True)
class AnswerThanked(Fact):
    answer_id: int
    by_id: int

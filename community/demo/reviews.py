"""Plants what the cast says of things, what is asked, and what follows from it."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import datetime, timedelta

from community.core.text import clean_markdown
from community.demo.cast import PEOPLE
from community.demo.cast_reviews import QUESTIONS, SAID, DemoQuestion, DemoReview
from community.demo.news import News
from community.demo.people import FRIENDS
from community.demo.retailing import SHOP
from community.demo.story import Story
from community.friends.audience import Audience
from community.reviews.jobs import SECOND_ASKED
from community.reviews.models import (
    Answer,
    Followup,
    Helpful,
    Question,
    Rating,
    Review,
    ReviewPicture,
    ShopReply,
)
from community.reviews.models.rating import BARS, FITS
from community.reviews.models.review import FIRST_ASKED

MOST_HELPED = 9
PHOTOS = [f"{said.product} {ground}" for said in SAID for ground in said.photos]
NARROW = (Audience.FOLLOWERS.value, Audience.FRIENDS.value)


def plant_reviews(story: Story, news: News) -> None:
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    for said in SAID:
        _plant_review(story, news, said)
        if said.marks not in NARROW:
            _count(counted[said.product], said)
    for product, numbers in counted.items():
        story.add(Rating, story.now, product_id=story.id_of("product", product), **numbers)
    for asked in QUESTIONS:
        _plant_question(story, news, asked)


def _count(numbers: Counter[str], said: DemoReview) -> None:
    numbers["count"] += 1
    numbers["total"] += said.halves
    for name, halves in BARS.items():
        numbers[name] += said.halves in halves
    for fit, name in FITS.items():
        numbers[name] += said.fit == fit


def _plant_review(story: Story, news: News, said: DemoReview) -> None:
    at = story.before(days=said.days, hours=story.dice.random() * 5)
    owner, product = story.id_of("profile", said.author), story.id_of("product", said.product)
    audience = said.marks if said.marks in NARROW else Audience.PUBLIC.value
    asked_next = next((at + span for span in (FIRST_ASKED, SECOND_ASKED)
                       if at + span > story.now), None)  # fmt: skip
    readers, photos = _readers(story, said, audience), _photos(story, said)
    helped = story.dice.sample(readers, story.dice.randint(0, min(MOST_HELPED, len(readers))))
    review = story.add(
        Review,
        at,
        owner_id=owner,
        product_id=product,
        audience=audience,
        stars=said.halves,
        title=said.title,
        body=said.text,
        html=clean_markdown(said.text),
        pros=said.pros,
        cons=said.cons,
        fit=said.fit,
        size=said.size,
        incentive=said.marks if said.marks in ("said", "given") else "",
        proved_at=at if said.marks == "proved" else None,
        helpful_count=len(helped),
        picture_count=len(photos),
        ask_at=asked_next,
    )
    news.record(owner, "reviewed", Review.kind, review, at)
    for person in helped:
        vote = {"kind": Review.kind, "thing_id": review, "profile_id": person}
        story.add(Helpful, story.between(at, story.now), **vote)
    for place, picture in enumerate(photos):
        story.add(ReviewPicture, at, review_id=review, picture_id=picture, position=place)
    _plant_after(story, news, said, review, at)


def _photos(story: Story, said: DemoReview) -> list[int]:
    """Those that were drawn."""
    keys = [f"{said.product} {ground}" for ground in said.photos]
    return [story.id_of("photo", key) for key in keys if story.has("photo", key)]


def _readers(story: Story, said: DemoReview, audience: str) -> list[int]:
    """Who may find it helpful: of what is for few, the author's friends."""
    names = [person.handle for person in PEOPLE if person.handle != said.author]
    if audience != Audience.PUBLIC.value:
        names = FRIENDS[said.author]
    return [story.id_of("profile", name) for name in names]


def _plant_after(story: Story, news: News, said: DemoReview, review: int, at: datetime) -> None:
    owner = story.id_of("profile", said.author)
    for months, happy, words in said.later:
        asked = at + timedelta(days=30 if months == 1 else 182)
        answered = {"answered_at": story.between(asked, story.now), "happy": happy, "body": words}
        story.add(Followup, asked, review_id=review, months=months, **answered)
    if said.reply:
        when = story.between(at, at + timedelta(days=2))
        shop, by = story.id_of("retailer", SHOP), story.id_of("profile", "rosa")
        story.add(ShopReply, when, review_id=review, retailer_id=shop, by_id=by, body=said.reply)
        news.tell(owner, "shop_replied", Review.kind, review, None, when)


def _plant_question(story: Story, news: News, asked: DemoQuestion) -> None:
    at = story.before(days=asked.days, hours=story.dice.random() * 3)
    owner = story.id_of("profile", asked.author)
    question = story.add(
        Question,
        at,
        owner_id=owner,
        product_id=story.id_of("product", asked.product),
        audience=Audience.PUBLIC.value,
        body=asked.text,
        answer_count=len(asked.answers),
    )
    for said in SAID:
        if said.product == asked.product and said.marks not in NARROW:
            reader = story.id_of("profile", said.author)
            news.tell(reader, "asks_owner", Question.kind, question, owner, at)
    for number, (who, words) in enumerate(asked.answers):
        when = story.between(at, at + timedelta(days=1 + number))
        _plant_answer(story, news, asked, question, who, words, when)


def _plant_answer(
    story: Story, news: News, asked: DemoQuestion, question: int, who: str, words: str,
    at: datetime,
) -> None:  # fmt: skip
    is_shops, thanked = who == "shop", who.startswith("*")
    writer = story.id_of("profile", "rosa" if is_shops else who.lstrip("*"))
    owner = story.id_of("profile", asked.author)
    voters = [story.id_of("profile", each.handle) for each in PEOPLE[:8]]
    helped = [each for each in voters if each != writer][: story.dice.randint(0, 4)]
    answer = story.add(
        Answer,
        at,
        question_id=question,
        owner_id=writer,
        retailer_id=story.id_of("retailer", SHOP) if is_shops else None,
        is_shops=is_shops,
        body=words,
        helpful_count=len(helped),
        thanked_at=at + timedelta(hours=1) if thanked else None,
    )
    for person in helped:
        vote = {"kind": Answer.kind, "thing_id": answer, "profile_id": person}
        story.add(Helpful, story.between(at, story.now), **vote)
    topic, actor = ("shop_answered", None) if is_shops else ("answered", writer)
    news.tell(owner, topic, Question.kind, question, actor, at)
    if thanked:
        news.tell(writer, "thanked", Answer.kind, answer, owner, at + timedelta(hours=1))

"""One's own reviews. No proof and no vote comes along: those were others' doing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Select, select

from community.belongings.importing.fields import (
    DIGEST,
    Row,
    born,
    choice,
    line,
    markdown,
    moment,
    number,
    text,
)
from community.belongings.importing.problems import RowStays
from community.belongings.importing.taking import Maker, Reading, Taking, audience_in
from community.core import clock
from community.extensions import db
from community.reviews.forms import LONGEST, MOST_PICTURES
from community.reviews.jobs import SECOND_ASKED
from community.reviews.models import Followup, Review
from community.reviews.models.review import AUDIENCES, FIRST_ASKED, LONGEST_POINTS


def read_review(reading: Reading, row: Row) -> dict[str, Any]:
    url, stars = reading.address(row), number(row, "stars", 1, 10, 0)
    if not url:
        raise RowStays("address")
    body = text(row, "body", LONGEST)
    if not stars or not body or row.get("removed_at"):
        raise RowStays("odd")
    digests = _digests(row)
    return {
        **born(row),
        **audience_in(row),
        "stars": stars,
        "title": line(row, "title", 120),
        "body": body,
        "html": markdown(body),
        "pros": text(row, "pros", LONGEST_POINTS),
        "cons": text(row, "cons", LONGEST_POINTS),
        "fit": choice(row, "fit", ("small", "true", "large"), ""),
        "size": line(row, "size", 20),
        "incentive": "said" if row.get("incentive") else "",
        "edited_at": moment(row, "edited_at"),
        "product": line(row, "product", 300),
        "url": url,
        "pictures": [(each, reading.picture(each)) for each in digests],
        "followups": list(_followups(row)),
    }


def _digests(row: Row) -> list[str]:
    said = row.get("pictures")
    named = said if isinstance(said, list) else []
    good = [each for each in named if isinstance(each, str) and DIGEST.fullmatch(each)]
    return list(dict.fromkeys(good))[:MOST_PICTURES]


def _followups(row: Row) -> Any:
    """What was answered, once a month that is asked about."""
    said = row.get("followups")
    seen: set[int] = set()
    for each in said[:2] if isinstance(said, list) else []:
        if not isinstance(each, dict):
            continue
        months = number(each, "months", 1, 6, 0)
        happy, at = choice(each, "happy", ("yes", "so", "no"), ""), moment(each, "answered_at")
        if months in (1, 6) and months not in seen and happy and at:
            seen.add(months)
            yield {"months": months, "happy": happy, "body": text(each, "body", 1000),
                   "answered_at": at, "created_at": at}  # fmt: skip


def make_review(taking: Taking, said: dict[str, Any]) -> int:
    offer = taking.offer(said.pop("url"), said.pop("product"))
    if offer is None:
        raise RowStays("address")
    if Review.of(taking.person.id, offer.product_id) is not None:
        raise RowStays("there")
    audience, people_key = said.pop("audience"), said.pop("people_key")
    pictures, followups = said.pop("pictures"), said.pop("followups")
    review = Review(owner_id=taking.person.id, product_id=offer.product_id, audience="me", **said)
    review.ask_at = _asked_next(review.created_at)
    db.session.add(review)
    if audience in AUDIENCES:
        taking.show(review, audience, people_key)
    db.session.flush()
    hung = [taking.picture(prepared, digest) for digest, prepared in pictures]
    review.hang([each for each in hung if each], MOST_PICTURES)
    db.session.add_all(Followup(review_id=review.id, **each) for each in followups)
    review.tell_of_change()
    if review.is_public and offer.checked_at:
        review.product.put_on_show()
    return review.id


def _asked_next(born_at: datetime) -> datetime | None:
    """What is long ago is not asked about any more."""
    ways = (born_at + FIRST_ASKED, born_at + SECOND_ASKED)
    return next((each for each in ways if each > clock.now()), None)


def _mine(profile_id: int) -> Select[Any]:
    return select(Review.id).where(Review.owner_id == profile_id)


REVIEWS = Maker("reviews", Review, read_review, make_review, _mine)

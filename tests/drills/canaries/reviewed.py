"""A review for each audience it may have, and what hangs on it; a question for everybody."""

from __future__ import annotations

from community.core import clock
from community.core.db import writing
from community.extensions import db
from community.reviews.models import Answer, Followup, ShopReply
from tests.drills.canaries.planting import Stage, a_product
from tests.reviews.makers import answer_by, question_by, review_by
from tests.world import retailer_by

FOR = ("public", "followers", "friends")


def a_review(stage: Stage, audience: str) -> None:
    if audience not in FOR:
        return
    hatch, ana = stage.aviary.hatch, stage.world.ana
    words = {name: hatch(f"reviews.{name}", audience) for name in ("title", "pros", "cons")}
    words["size"] = stage.aviary.word("reviews.size", audience)
    html = f"<p>{hatch('reviews.html', audience)}</p>"
    product = a_product(stage, audience)
    review = review_by(ana, product, html=html, audience=audience, **words)
    later = {"happy": "yes", "body": hatch("review_followups.body", audience)}
    with writing():
        db.session.add(Followup(review_id=review.id, months=1, answered_at=clock.now(), **later))
        shop = retailer_by(ana, "A shop of hers")
        reply = ShopReply.say(review, shop, ana.id, hatch("review_replies.body", audience))
    stage.put("review", review, audience)
    stage.put("reply", reply)
    if audience == "public":
        question = question_by(ana, product, hatch("questions.body", audience))
        answer: Answer = answer_by(ana, question, hatch("question_answers.body", audience))
        stage.put("question", question, audience)
        stage.put("answer", answer)

"""Pointing at what is not right: only at what one sees, once, and what goes along is a copy."""

from __future__ import annotations

from typing import Any

import pytest

from community.core.db import writing
from community.core.ids import encode
from community.core.kinds import all_kinds
from community.extensions import db
from community.forums.models import Post
from community.moderation.access import OURS
from community.moderation.copying import owner_of
from community.moderation.models import Case, Report
from community.reactions.models import Comment
from community.reviews.models import ShopReply
from tests.deals.material import deal_by, rally_by, voucher_by
from tests.moderation.cases import decided_about, deliver, reported
from tests.reviews.makers import answer_by, question_by, review_by
from tests.world import (
    collection_by,
    list_by,
    mark_by,
    poll_by,
    product_by,
    purchase_by,
    retailer_by,
    signed_in,
    topic_by,
    wish_on,
)


def way_to(kind: str, thing) -> str:
    return f"/report/{kind}/{encode(thing.id)}"


@pytest.mark.parametrize("handle", ["cleo", "fay", "dina", "erik", "mo"])
def test_nobody_reports_what_they_cannot_see(world, new_client, handle):
    poll = poll_by(world.ana)
    client = signed_in(new_client(), getattr(world, handle))
    for method in ("get", "post"):
        assert getattr(client, method)(way_to("poll", poll)).status_code == 404
    assert client.post("/report/poll/1", data={"reason": "spam"}).status_code == 404
    assert client.post("/report/nothing/1", data={"reason": "spam"}).status_code == 404
    assert db.session.query(Case).count() == 0


def test_one_reports_neither_oneself_nor_a_report(world, new_client):
    ana = signed_in(new_client(), world.ana)
    poll = poll_by(world.ana)
    assert ana.get(way_to("poll", poll)).status_code == 404
    assert ana.get(way_to("profile", world.ana)).status_code == 404
    reported(poll, world.ben)
    ben = signed_in(new_client(), world.ben)
    assert ben.get(way_to("report", Report.by(world.ben.id, "poll", poll.id))).status_code == 404


def test_a_report_takes_the_piece_alone_along(world, new_client):
    wishlist = list_by(world.ana, "Kitchen", note="For the new flat")
    wish_on(wishlist, "A secret wish")
    ben = signed_in(new_client(), world.ben)
    asked = ben.get(way_to("list", wishlist))
    assert "copy of these words alone" in asked.text
    sent = ben.post(way_to("list", wishlist), data={"reason": "unkind", "note": "Hm."})
    assert sent.status_code == 303
    report = db.session.query(Report).one()
    assert (report.copy_title, report.copy_text) == ("Kitchen", "For the new flat")
    with writing():
        db.session.get(type(wishlist), wishlist.id).note = "Changed since"
    assert db.session.query(Report).one().copy_text == "For the new flat"


def test_a_second_report_of_the_same_changes_nothing(world, new_client):
    poll = poll_by(world.ana)
    for client in (signed_in(new_client(), world.ben), signed_in(new_client(), world.carla)):
        for reason in ("spam", "other"):
            assert client.post(way_to("poll", poll), data={"reason": reason}).status_code == 303
    case = db.session.query(Case).one()
    assert case.report_count == 2
    assert {report.reason for report in db.session.query(Report)} == {"spam"}


def test_a_report_without_a_reason_is_asked_again_and_keeps_its_note(world, new_client):
    ben = signed_in(new_client(), world.ben)
    answer = ben.post(way_to("poll", poll_by(world.ana)), data={"note": "Look at the picture"})
    assert answer.status_code == 422
    assert "Look at the picture" in answer.text


def where_each_kind_stands(world) -> dict[str, tuple[Any, str]]:
    """A thing of each kind that can be seen, somebody else’s, and the page it stands on."""
    product, topic = product_by(world.ana, listed=True), topic_by(world.ana)
    poll, mark = poll_by(world.ana, audience="public"), mark_by(world.ana, product)
    wishlist = list_by(world.ana, audience="public")
    gathered = collection_by(world.ana, audience="public")
    post, shop = db.session.query(Post).one(), product.offers[0].shop
    bought = purchase_by(world.ana, product_by(world.ana, "pan", listed=True), audience="public")
    with writing():
        said = Comment.write(db.session.get(type(poll), poll.id), world.ana, "Hm", "<p>Hm</p>")
    deliver()
    return {
        "profile": (world.ana, "/@ana"),
        "poll": (poll, f"/polls/{encode(poll.id)}"),
        "list": (wishlist, f"/lists/{encode(wishlist.id)}"),
        "collection": (gathered, f"/collections/{encode(gathered.id)}"),
        "product": (product, f"/products/{encode(product.id)}"),
        "shop": (shop, f"/shops/{encode(shop.id)}"),
        "topic": (topic, f"/forum/topics/{encode(topic.id)}"),
        "post": (post, f"/forum/topics/{encode(topic.id)}"),
        "comment": (said, f"/polls/{encode(poll.id)}"),
        "mark": (mark, "/@ana?tab=activity"),
        "purchase": (bought, f"/purchases/{encode(bought.id)}"),
        **_said_of(product, world.ana),
        **_given_by(world.ana, product),
    }


def _given_by(owner: Any, product: Any) -> dict[str, tuple[Any, str]]:
    shop = retailer_by(owner, "Pans and Co", "pans.example")
    voucher, deal = voucher_by(shop), deal_by(shop, product=product)
    rally = rally_by(owner, product=product, audience="public")
    return {
        "voucher": (voucher, f"/vouchers/{encode(voucher.id)}"),
        "deal": (deal, f"/deals/{encode(deal.id)}"),
        "rally": (rally, f"/rallies/{encode(rally.id)}"),
    }


def _said_of(product: Any, owner: Any) -> dict[str, tuple[Any, str]]:
    review, question = review_by(owner, product), question_by(owner, product)
    answer, team = answer_by(owner, question), retailer_by(owner)
    with writing():
        reply = ShopReply.say(review, team, owner.id, "Thank you.")
    alone, asked = f"/reviews/{encode(review.id)}", f"/questions/{encode(question.id)}"
    return {
        "review": (review, alone),
        "shop_reply": (reply, alone),
        "question": (question, asked),
        "answer": (answer, asked),
    }


def test_the_pages_of_all_kinds_lead_to_their_reports(world, new_client):
    """To members; neither to whoever is not signed in, nor to whose it is."""
    places = where_each_kind_stands(world)
    # A team is seen by itself alone.
    assert set(places) == {kind.name for kind in all_kinds()} - OURS - {"retailer"}
    ben, ana = signed_in(new_client(), world.ben), signed_in(new_client(), world.ana)
    for kind, (thing, page) in places.items():
        way = way_to(kind, thing)
        assert way in ben.get(page, follow_redirects=True).text, kind
        assert ben.get(way).status_code == 200, kind
        assert way not in new_client().get(page, follow_redirects=True).text, kind
        if owner_of(thing) is not None:
            assert way not in ana.get(page, follow_redirects=True).text, kind


def test_who_reported_hears_what_became_of_it_without_a_name(world, new_client):
    poll = poll_by(world.ana)
    reported(poll, world.carla)
    decided_about(poll, world.ben)
    deliver()
    told = signed_in(new_client(), world.carla).get("/notifications").text
    assert "Your report was looked at" in told
    report = Report.by(world.carla.id, "poll", poll.id)
    page = signed_in(new_client(), world.carla).get(f"/reports/{encode(report.id)}").text
    assert "Acted upon" in page
    assert (
        signed_in(new_client(), world.ben).get(f"/reports/{encode(report.id)}").status_code == 404
    )

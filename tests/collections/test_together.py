"""Gathering together, remixing, and what is told of both."""

from __future__ import annotations

import pytest

from community.activity.models import Activity
from community.collections.models import Collection
from community.core.db import writing
from community.core.ids import encode
from community.core.outbox import deliver_all
from community.extensions import db
from community.friends.models import Block
from community.notifications.models import Notification
from tests.collections.material import at, made_by, names, of
from tests.world import collection_by, gathers_in, piece_in, product_by

WORDS = {"title": "Slower mornings", "audience": "public"}


@pytest.fixture
def shared(world, mornings):
    gathers_in(mornings, world.ben)
    return mornings


def told(topic: str) -> list[tuple[int, int]]:
    deliver_all()
    rows = db.session.query(Notification).filter_by(topic=topic)
    return [(row.profile_id, row.thing_id) for row in rows]


def test_an_editor_adds_arranges_and_describes(as_ben, shared):
    as_ben.post(at(shared, "/pieces"), data={"why": "Tea first."})
    piece = piece_in(shared, "Then toast.")
    as_ben.post(of(piece, "place"), data={"to": "top"})
    assert names(shared) == ["Then toast.", "Tea first."]
    as_ben.post(at(shared, "/edit"), data={"title": "Mornings", "audience": "public"})
    db.session.refresh(shared)
    assert (shared.title, shared.audience) == ("Mornings", "friends")  # not theirs to widen


@pytest.mark.parametrize("rest", ["/delete", "/archive", "/people"])
def test_only_the_owner_deletes_archives_and_says_who_gathers(as_ben, shared, rest):
    assert as_ben.post(at(shared, rest), data={"handle": "@carla"}).status_code == 404


def test_an_editor_sees_it_whatever_its_audience_until_a_block(as_ben, ana, world, shared):
    with writing():
        shared.show_to("me")
    assert as_ben.get(at(shared)).status_code == 200
    with writing():
        Block.begin(ana, world.ben)
    assert as_ben.get(at(shared)).status_code == 404
    deliver_all()
    with writing():
        Block.end(ana.id, world.ben.id)
    assert as_ben.get(at(shared)).status_code == 404  # the block ended it


def test_only_friends_are_asked_in_and_they_are_told(as_ana, world, mornings):
    def ask(handle):
        return as_ana.post(at(mornings, "/people"), data={"handle": handle}).status_code

    assert [ask("@cleo"), ask("@fay"), ask("@dina"), ask("@nobody"), ask("")] == [422] * 5
    assert ask("@ben") == 303
    assert told("gathers") == [(world.ben.id, mornings.id)]


def test_an_editor_is_sent_away_or_goes(as_ana, as_ben, sign_in, world, shared):
    gathers_in(shared, world.carla)
    away = lambda who: at(shared, f"/people/{encode(who.id)}/remove")  # noqa: E731
    assert as_ben.post(away(world.carla)).status_code == 404
    assert as_ben.post(away(world.ben)).status_code == 303
    assert as_ana.post(away(world.carla)).status_code == 303
    db.session.expire_all()
    assert shared.editors == []


def test_a_remix_takes_the_products_and_leaves_the_authors_words(as_ben, ana, world, mornings):
    piece_in(mornings, "I had this since school.", product=product_by(ana, "pot"))
    piece_in(mornings, "A note of mine.")
    assert as_ben.post(at(mornings, "/remix"), data=WORDS).status_code == 303
    (made,) = made_by(world.ben)
    assert (made.piece_count, names(made)) == (1, ["The pot of pots.example"])
    page = as_ben.get(at(made)).text
    assert "Remixed from" in page and at(mornings) in page and "since school" not in page
    assert told("remixed") == [(ana.id, mornings.id)]


def test_a_remix_names_nothing_of_what_its_reader_may_not_see(as_ben, sign_in, world, mornings):
    as_ben.post(at(mornings, "/remix"), data=WORDS)
    (made,) = made_by(world.ben)
    page = sign_in("cleo").get(at(made)).text
    assert "Slow mornings" not in page and "Ana" not in page


def test_credit_outlives_a_public_source_and_not_one_that_became_private(
    as_ana, as_ben, sign_in, ana, world
):
    kept, withdrawn = (collection_by(ana, title, audience="public") for title in ("Kept", "Gone"))
    for source in (kept, withdrawn):
        as_ben.post(at(source, "/remix"), data=WORDS)
    as_ana.post(at(withdrawn, "/edit"), data={"title": "Gone", "audience": "me"})
    for source in (kept, withdrawn):
        as_ana.post(at(source, "/delete"))
    second, first = sorted(made_by(world.ben), key=lambda made: -made.id)
    assert "“Kept”" in sign_in("cleo").get(at(first)).text
    assert "Gone" not in sign_in("cleo").get(at(second)).text
    assert "Kept" not in sign_in("dina").get(at(first)).text  # a block stands between them


def test_a_private_remix_is_told_to_nobody(as_ben, mornings):
    as_ben.post(at(mornings, "/remix"), data={**WORDS, "audience": "me"})
    assert told("remixed") == []


def test_news_say_that_it_was_made_and_count_what_came_in_the_hour(as_ben, world, shared):
    for why in ("a", "b"):
        piece_in(shared, why)
    piece_in(shared, "c", by=world.ben)
    deliver_all()
    rows = db.session.query(Activity).order_by(Activity.id).all()
    assert [(row.actor_id, row.verb, row.count) for row in rows] == [
        (shared.owner_id, "made", 2), (world.ben.id, "added", 1),
    ]  # fmt: skip
    assert "made a collection" in as_ben.get("/").text


def test_who_follows_a_collection_hears_of_it_at_home(sign_in, world, ana):
    public = collection_by(ana, "Open mornings", audience="public")
    cleo = sign_in("cleo")
    cleo.post(at(public, "/follow"))
    piece_in(public, "Tea.")
    deliver_all()
    assert "Open mornings" in cleo.get("/").text
    with writing():
        db.session.get(Collection, public.id).show_to("me")
    assert "Open mornings" not in cleo.get("/").text

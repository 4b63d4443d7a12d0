"""Making, changing, putting away and deleting a collection; what it shows."""

from __future__ import annotations

import pytest

from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from tests.collections.material import at, made_by
from tests.world import collection_by, gathers_in, piece_in, product_by

WORDS = {"title": "Slow mornings", "audience": "friends"}


def test_a_collection_is_made_with_words_tags_and_friends_by_default(as_ben, world):
    said = {**WORDS, "body": "Quiet, *warm*, or <b>both</b>.", "tags": "Tea, #slow days, tea"}
    assert as_ben.post("/collections/new", data=said).status_code == 303
    (made,) = made_by(world.ben)
    assert made.audience == "friends"
    assert [each.tag for each in made.tags] == ["slow days", "tea"]
    assert made.html == "<p>Quiet, <em>warm</em>, or &lt;b&gt;both&lt;/b&gt;.</p>"
    page = as_ben.get(at(made)).text
    assert "#slow days" in page and "<em>warm</em>" in page


@pytest.mark.parametrize(
    "wrong", [{"title": " "}, {"tags": ",".join("abcdefghi")}, {"tags": "x" * 31}]
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_typed_is_lost(as_ben, world, wrong):
    answer = as_ben.post("/collections/new", data={**WORDS, "body": "Stays.", **wrong})
    assert answer.status_code == 422
    assert "Stays." in answer.text and f'id="{next(iter(wrong))}-error"' in answer.text
    assert made_by(world.ben) == []


def test_the_total_is_one_sum_a_currency(as_ana, ana, mornings):
    for path in ("pot", "pan"):
        piece_in(mornings, product=product_by(ana, path))
    assert "€38.00" in as_ana.get(at(mornings)).text


def test_a_collection_that_becomes_public_puts_its_products_on_show(as_ana, ana, mornings):
    pot = product_by(ana, "pot")
    piece_in(mornings, product=pot)
    assert pot.listed_at is None
    as_ana.post(at(mornings, "/edit"), data={**WORDS, "audience": "public"})
    db.session.expire_all()
    assert pot.listed_at is not None


def test_the_product_page_counts_the_collections_that_the_viewer_may_meet(sign_in, world, ana):
    pot = product_by(ana, "pot", listed=True)
    for audience in ("public", "friends", "me"):
        piece_in(collection_by(ana, f"Pots for {audience}", audience=audience), product=pot)
    path = f"/products/{encode(pot.id)}"
    assert "In 3 collections" in sign_in("ana").get(path).text
    assert "In 2 collections" in sign_in("ben").get(path).text
    cleo = sign_in("cleo").get(path).text
    assert "In 1 collection" in cleo and "Pots for friends" not in cleo
    assert "Pots for" not in sign_in("dina").get(path).text


def test_a_tag_leads_to_what_the_viewer_may_meet_under_it(as_ben, as_ana, sign_in, mornings):
    piece_in(mornings, "Slowly.")
    as_ana.post(at(mornings, "/edit"), data={**WORDS, "tags": "slow tea"})
    tagged = "/discover?tab=collections&tag="
    assert at(mornings) in as_ben.get(f"{tagged}slow tea").text
    assert at(mornings) not in as_ben.get(f"{tagged}slow").text
    assert at(mornings) not in sign_in("cleo").get(f"{tagged}slow tea").text


def test_an_archived_collection_leaves_the_profile_and_keeps_its_page(as_ana, as_ben, mornings):
    as_ana.post(at(mornings, "/archive"))
    assert at(mornings) not in as_ben.get("/@ana?tab=collections").text
    assert as_ben.get(at(mornings)).status_code == 200
    as_ana.post(at(mornings, "/archive"), data={"back": "1"})
    assert at(mornings) in as_ben.get("/@ana?tab=collections").text


def test_a_deleted_collection_is_gone_with_its_pieces(as_ana, mornings):
    piece_in(mornings, "Slowly.")
    assert as_ana.get(at(mornings, "/delete")).status_code == 200
    path = at(mornings)
    as_ana.post(at(mornings, "/delete"))
    assert as_ana.get(path).status_code == 404


def test_comments_are_counted_and_stay_within_the_audience(as_ben, sign_in, mornings):
    said = {"kind": "collection", "id": encode(mornings.id), "body": "So calm."}
    assert as_ben.post("/comments", data=said).status_code == 303
    assert sign_in("cleo").post("/comments", data=said).status_code == 404
    db.session.refresh(mornings)
    assert mornings.comment_count == 1
    assert "So calm." in sign_in("ana").get(at(mornings)).text


def test_the_page_of_ones_own_parts_shared_followed_and_archived(sign_in, world, ana, mornings):
    shared = collection_by(world.carla, "Carla’s")
    gathers_in(shared, ana)
    with writing():
        mornings.archive()
    followed = collection_by(world.cleo, "Cleo’s", audience="public")
    as_ana = sign_in("ana")
    as_ana.post(at(followed, "/follow"))
    page = as_ana.get("/collections").text
    assert page.index("You gather with others") < page.index("Carla’s") < page.index("You follow")
    assert page.index("You follow") < page.index("Cleo’s") < page.index("1 collection put away")


def test_following_counts_once_and_ends(as_ben, sign_in, mornings):
    for verb, count in (("follow", 1), ("follow", 1), ("unfollow", 0), ("unfollow", 0)):
        assert as_ben.post(at(mornings, f"/{verb}")).status_code == 303
        db.session.refresh(mornings)
        assert mornings.follower_count == count
    assert sign_in("cleo").post(at(mornings, "/follow")).status_code == 404
    assert sign_in("ana").post(at(mornings, "/follow")).status_code == 303
    db.session.refresh(mornings)
    assert mornings.follower_count == 0  # one’s own is not followed

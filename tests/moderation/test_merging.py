"""Two products made one: everything follows, and undoing puts back exactly that."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from community.accounts.models import Profile
from community.catalog import merging
from community.catalog.models import Merge, Moved, Product
from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.reactions.models import Comment, LikeCount
from tests.moderation.cases import deliver
from tests.moderation.twins import Twins, hanging_on, places
from tests.world import World, list_by, person, product_by, signed_in, wish_on


@pytest.fixture
def twins(app) -> Twins:
    return Twins(World.make())


def likes_of(product: Product) -> int:
    return db.session.scalar(
        db.select(LikeCount.count).filter_by(kind="product", thing_id=product.id)
    )


def test_everything_follows_and_what_is_there_once_stays_behind(twins):
    before = hanging_on(twins.goes)
    twins.merge()
    assert hanging_on(twins.goes) == {"pieces": 1, "product_marks": 1, "likes": 1}  # carla’s
    assert {**before, "pieces": 2, "product_marks": 2, "offers": 2, "likes": 2} == hanging_on(
        twins.stays
    )
    assert (likes_of(twins.stays), likes_of(twins.goes)) == (2, 1)


def test_undoing_puts_back_exactly_what_was_moved(twins):
    before = places()
    merge = twins.merge()
    with writing():
        new = db.session.get_one(Product, twins.stays.id)
        Comment.write(new, twins.world.cleo, "Since then", "<p>Since then</p>")
        new_wish = wish_on(list_by(twins.world.cleo), product_id=twins.stays.id)
    after = places()
    assert twins.undo(merge)
    now = places()
    since = [row for row in now["comments"] if row not in before["comments"]]
    assert [on for _id, on in since] == [twins.stays.id]
    now["comments"] = before["comments"]
    assert (new_wish.id, twins.stays.id) in now["wishes"]
    now["wishes"].remove((new_wish.id, twins.stays.id))
    assert now == before != after
    assert (likes_of(twins.stays), likes_of(twins.goes)) == (1, 2)
    assert not twins.undo(merge)


def test_the_old_address_leads_to_the_new_one(twins, new_client):
    wanted = twins.path(twins.stays)
    twins.merge()
    ben = signed_in(new_client(), twins.world.ben)
    for client in (ben, new_client()):
        answer = client.get(twins.path(twins.goes))
        assert answer.status_code == 301
        assert answer.location.startswith(wanted)
        assert "Fine words" in client.get(answer.location).text
    old, new = encode(twins.goes.id), encode(twins.stays.id)
    assert f"/cards/product/{new}" in ben.get(f"/cards/product/{old}.jpg").location
    told = ben.get(f"/oembed?url=http://localhost{twins.path(twins.goes)}")
    assert told.status_code == 200
    assert new in told.json["html"]


def test_whoever_still_has_the_old_page_open_acts_on_the_new_one(twins, new_client):
    twins.merge()
    fay = signed_in(new_client(), twins.world.fay)
    old = encode(twins.goes.id)
    assert fay.post(f"/products/{old}/save").status_code == 303
    assert fay.post(f"/likes/product/{old}").status_code == 303
    said = {"kind": "product", "id": old, "body": "From the old page"}
    assert fay.post("/comments", data=said).status_code == 303
    assert set(hanging_on(twins.goes)) == {"pieces", "product_marks", "likes"}
    assert likes_of(twins.stays) == 3


def test_what_was_merged_is_met_nowhere(twins, new_client):
    twins.merge()
    ben = signed_in(new_client(), twins.world.ben)
    for page in ("/discover", "/search?q=kettle&kind=product", "/sitemap-product.xml"):
        assert f"/products/{encode(twins.goes.id)}" not in ben.get(page).text
    carla = signed_in(new_client(), twins.world.carla)
    assert carla.get("/@carla?tab=has").text.count('class="tile') <= 1


def test_chains_lead_to_the_end_and_are_taken_back_from_there(twins, new_client):
    third = product_by(twins.world.ana, "urn", listed=True)
    before = places()
    first = twins.merge()
    with writing():
        second = Merge.make(twins.stays.id, third.id, twins.world.mo)
        assert Merge.make(third.id, twins.stays.id, twins.world.mo) is None
        assert not db.session.get_one(Merge, first.id).undo()  # all is on its way
    deliver()
    assert new_client().get(twins.path(twins.goes)).location.startswith(twins.path(third))
    assert not twins.undo(first)  # the later one comes first
    assert twins.undo(second)
    assert twins.undo(first)
    assert places() == before


def test_a_merge_cannot_be_undone_after_thirty_days(twins):
    merge = twins.merge()
    long_ago = clock.now() - timedelta(days=31)
    with writing():
        db.session.get_one(Merge, merge.id).created_at = long_ago
        db.session.query(Moved).update({"created_at": long_ago})
    assert not twins.undo(merge)
    merging.forget_ledgers()
    assert db.session.query(Moved).count() == 0


def test_a_product_on_many_lists_moves_in_portions(twins, monkeypatch):
    monkeypatch.setattr(merging, "PORTION", 3)
    wishlist = list_by(twins.world.ben)
    for number in range(10):
        wish_on(wishlist, f"Wish {number}", product_id=twins.goes.id)
    before = places()
    merge = twins.merge()
    assert db.session.get_one(Merge, merge.id, populate_existing=True).state == "moved"
    assert hanging_on(twins.stays)["wishes"] == 11
    late = wish_on(wishlist, "Late", product_id=twins.goes.id)
    merging.bring_what_came_late()
    assert "wishes" not in hanging_on(twins.goes)
    assert twins.undo(merge)
    db.session.delete(late)
    assert {**places(), "wishes": before["wishes"]} == before


def test_every_column_that_names_a_product_follows_or_stays_for_a_reason(app):
    stays = {
        "products.merged_into_id": "the merge itself",
        "product_merges.loser_id": "the merge itself",
        "product_merges.survivor_id": "the merge itself",
        "likenesses.one_id": "two pages were alike, not two things",
        "likenesses.other_id": "two pages were alike, not two things",
        "cases.thing_id": "what was reported was that page",
        "reports.thing_id": "what was reported was that page",
        "decisions.thing_id": "what was decided on was that page",
        "audit_entries.thing_id": "only added to",
        "like_counts.thing_id": "moved with the likes",
        "helpful_votes.thing_id": "of reviews and answers, which move whole",
        "ratings.product_id": "counted anew when reviews move",
        "search_rows.thing_id": "read again",
        "share_links.thing_id": "products have none",
        "voucher_claims.about_id": "the purchase or deal it was given for",
        "shop_spans.product_id": "counted anew each night",
        "tastes.product_id": "read again",
        "neighbours.product_id": "counted anew",
        "neighbours.other_id": "counted anew",
        "product_standings.product_id": "counted anew",
    }
    named = set()
    for table in db.metadata.tables.values():
        for column in table.columns:
            names = {key.target_fullname for key in column.foreign_keys}
            if "products.id" in names or column.name in ("product_id", "thing_id", "about_id"):
                named.add(f"{table.name}.{column.name}")
    assert named - merging.moved_columns() == set(stays) - {"products.merged_into_id"}


@pytest.mark.both_databases
def test_of_merges_that_cross_the_database_keeps_one(committing_app):
    """A into B and B into A, and A into B again, all at once; and nothing goes round in a ring."""
    mo = person("mo")
    mo_id = mo.id
    one, other = (product_by(mo, path, listed=True).id for path in ("a", "b"))

    def merge(number: int) -> int:
        pair = (one, other) if number % 2 else (other, one)
        with committing_app.app_context(), writing():
            return int(Merge.make(*pair, db.session.get(Profile, mo_id)) is not None)

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(merge, range(12))) == 1
    made = db.session.query(Merge).one()
    assert {made.loser_id, made.survivor_id} == {one, other}
    merging_on = db.session.query(Product).filter(Product.merged_into_id.is_not(None)).one()
    assert merging_on.id == made.loser_id
    undo_by_many(committing_app, made.id)


def undo_by_many(app, merge_id: int) -> None:
    """Taken back by many at once: once."""
    deliver()

    def undo(_number: int) -> int:
        with app.app_context(), writing():
            return int(db.session.get_one(Merge, merge_id).undo())

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(undo, range(8))) == 1

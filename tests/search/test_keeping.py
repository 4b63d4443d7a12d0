"""The index follows the things, and never says more than they do."""

from __future__ import annotations

import pytest
from sqlalchemy import delete, select, text

from community.accounts.events import ProfileChanged
from community.catalog.models import Product
from community.core import clock
from community.core.db import writing
from community.core.events import publish
from community.core.kinds import ThingChanged, ThingRemoved, kind_named
from community.core.outbox import deliver_all
from community.extensions import db
from community.friends.models import Block
from community.search.indexing import fill_missing, index, rebuild
from community.search.models import SearchRow
from community.wishlists.models import Wishlist
from tests.search.looking import found_by
from tests.world import World, list_by, poll_by, product_by, signed_in, wish_on


def rows() -> list[tuple[str, str, str]]:
    return sorted(db.session.execute(select(SearchRow.kind, SearchRow.title, SearchRow.words)))


@pytest.mark.both_databases
def test_what_changes_is_found_by_its_new_words_alone(app, new_client, settle):
    world = World.make()
    wishlist = list_by(world.ana, "Kitchen", audience="public")
    wish = wish_on(wishlist, "A saucepan")
    settle()
    client = new_client()
    assert "list" in found_by(client, "saucepan")
    with writing():
        wish.remove()
        wishlist.title = "Zanzibar"
        db.session.get(type(world.ben), world.ben.id).name = "Benedikt Ostrom"
        publish(ProfileChanged(world.ben.id))
    wish_on(wishlist, "A wok")
    deliver_all()
    assert [found_by(client, words) for words in ("saucepan", "kitchen", "quetzal")] == [{}] * 3
    assert list(found_by(client, "zanzibar wok")) == ["list"]
    assert found_by(client, "ostrom") == {"profile": ["Benedikt Ostrom"]}


@pytest.mark.both_databases
def test_what_became_private_or_hidden_is_gone_whatever_the_index_says(app, new_client, settle):
    world = World.make()
    wishlist = list_by(world.ana, "Zanzibar", audience="public")
    wish_on(wishlist)
    settle()
    ben, before = signed_in(new_client(), world.ben), rows()
    private = ({"audience": "me"}, {"audience": "public"})
    hidden = ({"hidden_at": clock.now()}, {"hidden_at": None})
    for change, back in (private, hidden):
        assert "list" in found_by(ben, "zanzibar")
        set_on(wishlist, **change)
        assert rows() == before and found_by(ben, "zanzibar") == {}
        assert "Zanzibar" not in ben.get("/search/suggestions?q=zanz").text
        assert "list" in found_by(signed_in(new_client(), world.ana), "zanzibar")
        set_on(wishlist, **back)
    with writing():
        Block.begin(world.ana, world.ben)
    assert found_by(ben, "zanzibar") == {} == found_by(ben, "ana")


def set_on(wishlist: Wishlist, **values: object) -> None:
    with writing():
        for name, value in values.items():
            setattr(wishlist, name, value)


def test_counts_and_slips_do_not_tell_of_what_one_may_not_see(app, new_client, settle):
    world = World.make()
    for number in range(25):
        wish_on(list_by(world.ana, f"Zanzibar {number}", audience="me"))
    poll_by(world.ana, question="Zanzibar?", audience="public")
    settle()
    cleo = signed_in(new_client(), world.cleo)
    page = cleo.get("/search?q=zanzibar").text
    assert 'count">1<' in page and "20+" not in page and "kind=list" not in page
    assert "None of this kind" in cleo.get("/search?q=zanzibar&kind=list").text
    assert "20+" in signed_in(new_client(), world.ana).get("/search?q=zanzibar").text


def test_who_has_left_and_what_is_removed_is_not_found(app, new_client, settle):
    world = World.make()
    wishlist = list_by(world.ana, "Zanzibar", audience="public")
    wish_on(wishlist)
    settle()
    with writing():
        wishlist.remove()
        db.session.get(type(world.ben), world.ben.id).closed_at = clock.now()
    assert found_by(new_client(), "zanzibar") == {} == found_by(new_client(), "ben")
    assert any(title == "zanzibar" for _kind, title, _words in rows())
    deliver_all()
    assert not any(title == "zanzibar" for _kind, title, _words in rows())


@pytest.mark.both_databases
def test_a_rebuild_makes_the_same_rows_again_and_sweeps(app, settle):
    world = World.make()
    wish_on(list_by(world.ana, "Zanzibar"))
    settle()
    before = rows()
    assert fill_missing() == 0
    with writing():
        db.session.add(SearchRow(kind="list", thing_id=7, title="gone", words="gone"))
        db.session.add(SearchRow(kind="nothing", thing_id=7, title="gone", words="gone"))
        db.session.execute(delete(SearchRow).where(SearchRow.kind == "profile"))
    for _ in range(2):
        rebuild()
        assert rows() == before


def test_hearing_twice_or_of_what_is_gone_does_no_harm(app, settle):
    world = World.make()
    poll = poll_by(world.ana, question="Zanzibar?")
    settle()
    before = rows()
    with writing():
        index(kind_named("poll"), [poll.id, 12345])
        publish(ThingChanged("poll", poll.id))
        publish(ThingChanged("product", 4711))
    deliver_all()
    assert rows() == before


def test_with_a_member_go_the_words_of_all_that_was_theirs(app, settle):
    world = World.make()
    kept = poll_by(world.ben, question="Which pot?")
    product = product_by(world.ana, "zanzibar")
    settle()
    with writing():
        db.session.execute(delete(Product).where(Product.id == product.id))
        publish(ThingRemoved("profile", world.ana.id, world.ana.id))
    deliver_all()
    assert db.session.scalar(select(SearchRow.kind).where(SearchRow.thing_id == kept.id)) == "poll"
    terms = db.session.scalars(text("SELECT term FROM fulltext_search_rows_terms")).all()
    assert "pot" in terms and "zanzibar" not in terms

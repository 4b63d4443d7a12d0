"""“Seen together” tells what somebody shows to everybody, or what five people do; nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError

from community.accounts.models import AccountSession, Profile
from community.catalog.models import Merge, Product
from community.core import clock
from community.core.db import change, writing
from community.core.events import publish
from community.core.ids import encode, new_id
from community.extensions import db
from community.friends.events import AudienceChanged
from community.friends.viewer import Viewer
from community.polls.models import Option, Vote
from community.purchases.models import Purchase
from community.recommendations.models import Neighbour
from community.recommendations.reading import read, read_in_turn
from community.recommendations.rebuilding import rebuild
from community.wishlists.models import Wish, Wishlist
from tests.recommendations.keeping import beside, heard, keeps, pairs, people, tastes_of
from tests.world import collection_by, mark_by, person, piece_in, poll_by, product_by


def shown_to(wishlist: Wishlist, audience: str) -> None:
    with writing():
        change(update(Wishlist).where(Wishlist.id == wishlist.id).values(audience=audience))
        publish(AudienceChanged("list", wishlist.id))


def test_what_one_shows_to_everybody_stands_beside_each_other(old_world, shelf, client):
    keeps(old_world.ana, shelf.lamp, shelf.chair)
    heard()
    assert beside(shelf.lamp) == {"chair"} and beside(shelf.chair) == {"lamp"}
    page = client.get(f"/products/{encode(shelf.lamp.id)}").text
    assert "Seen together" in page and shelf.chair.title in page


@pytest.mark.parametrize("audience", ["followers", "friends", "me"])
def test_what_few_keep_to_themselves_is_told_to_nobody(old_world, shelf, audience):
    for member in people(4):
        keeps(member, shelf.lamp, shelf.chair, audience=audience)
    keeps(old_world.ana, shelf.lamp)
    keeps(old_world.ana, shelf.chair, audience=audience, occasion="gifts")
    heard()
    assert beside(shelf.lamp) == set() and beside(shelf.lamp, Viewer(old_world.ben)) == set()


def test_five_people_are_enough_whatever_they_show(old_world, shelf):
    for member in people(5):
        keeps(member, shelf.lamp, shelf.chair, audience="me")
    heard()
    assert beside(shelf.lamp) == {"chair"}


def test_a_pair_of_one_private_and_one_public_list_is_nobody_elses(old_world, shelf):
    keeps(old_world.ana, shelf.lamp)
    keeps(old_world.ana, shelf.chair, audience="friends")
    heard()
    assert pairs() == {}


def test_who_stops_showing_is_untold_when_they_are_read(old_world, shelf, client):
    wishlist = keeps(old_world.ana, shelf.lamp, shelf.chair)
    heard()
    path = f"/products/{encode(shelf.lamp.id)}"
    assert "Seen together" in client.get(path).text
    with writing():
        change(update(Wishlist).where(Wishlist.id == wishlist.id).values(audience="friends"))
        read(old_world.ana.id)
    assert pairs() == {}, "before anything is counted"
    assert "Seen together" not in client.get(path).text


def test_numbers_of_those_who_keep_it_private_move_nothing(old_world, shelf):
    keeps(old_world.ana, shelf.lamp, shelf.chair)
    heard()
    before = pairs()[shelf.lamp.id, shelf.chair.id][2]
    for member in people(3):
        keeps(member, shelf.lamp, shelf.chair, audience="me")
    heard()
    assert pairs()[shelf.lamp.id, shelf.chair.id] == (4, 1, before)


def test_newcomers_and_those_who_left_say_nothing_to_others(old_world, shelf):
    keeps(person("newcomer"), shelf.lamp, shelf.chair)
    heard()
    assert beside(shelf.lamp) == set()
    keeps(old_world.ana, shelf.lamp, shelf.chair)
    heard()
    assert beside(shelf.lamp) == {"chair"}
    with writing():
        db.session.get_one(Profile, old_world.ana.id).closed_at = clock.now()
        AccountSession.end_all(old_world.ana.account_id)
    heard()
    assert beside(shelf.lamp) == set() and tastes_of(old_world.ana) == set()


def test_what_counts_as_keeping(old_world, shelf):
    ana, ben = old_world.ana, old_world.ben
    piece_in(collection_by(ana, audience="public"), product=shelf.pot)
    mark_by(ana, shelf.rug, audience="public")
    removed = keeps(ana, shelf.cup)
    keeps(ana, shelf.present, occasion="gifts", audience="friends")
    archived = keeps(ana, shelf.mug)
    poll = poll_by(ben, "red", audience="public")
    with writing():
        poll.options[0].product_id = shelf.vase.id
        Vote.put(poll.id, poll.options[0].id, ana)
        db.session.get_one(Wishlist, archived.id).archive()
        db.session.scalars(db.select(Wish).filter_by(list_id=removed.id)).one().remove()
        read(ana.id)
    assert tastes_of(ana) == {"pot", "rug", "vase"}


def test_a_vote_against_a_thing_is_no_taste(old_world, shelf):
    poll = poll_by(old_world.ben, "x", sort="buy", product_id=shelf.lamp.id)
    for place, answer in enumerate(("yes", "no")):
        voter = old_world.ana if answer == "no" else old_world.carla
        with writing():
            option = Option(poll_id=poll.id, position=place + 1, answer=answer)
            db.session.add(option)
            db.session.flush()
            Vote.put(poll.id, option.id, voter)
            read(voter.id)
    assert (tastes_of(old_world.ana), tastes_of(old_world.carla)) == (set(), {"lamp"})


def test_a_purchase_says_nothing_before_it_is_told_nor_while_it_is_kept(old_world, shelf):
    ana = old_world.ana

    def reads_after(**more) -> set[str]:
        with writing():
            change(update(Purchase).values(**more))
            read(ana.id)
        return tastes_of(ana)

    with writing():
        purchase = Purchase(owner_id=ana.id, product_id=shelf.lamp.id, audience="public")
        purchase.day = clock.now().date()
        purchase.keep_from(old_world.ben.id, clock.now() + timedelta(days=9))
        purchase.write_down()
    assert reads_after(told_at=None) == set()
    assert reads_after(told_at=clock.now()) == set()
    with writing():
        purchase.secrets[0].until = clock.now() - timedelta(days=1)
    assert reads_after(day=purchase.day) == {"lamp"}


def test_hidden_and_unlisted_products_stand_nowhere(old_world, shelf):
    secret = product_by(old_world.ana, "secret")
    for member in people(5):
        keeps(member, shelf.lamp, shelf.chair, secret, audience="me")
    heard()
    assert beside(shelf.lamp) == {"chair"}
    with writing():
        change(update(Product).where(Product.id == shelf.chair.id).values(hidden_at=clock.now()))
    assert beside(shelf.lamp) == set()


def test_a_product_that_only_some_may_open_tells_nothing(old_world, shelf, sign_in):
    secret = product_by(old_world.ana, "secret")
    for member in people(5):
        keeps(member, shelf.lamp, secret, audience="me")
    heard()
    assert "Seen together" not in sign_in("ana").get(f"/products/{encode(secret.id)}").text


@pytest.mark.both_databases
def test_the_database_holds_what_may_be_told(old_world, shelf):
    row = {"product_id": shelf.lamp.id, "other_id": shelf.chair.id, "score": 1.0}
    few = insert(Neighbour).values(id=new_id(), **row, people=4, public_people=0)
    with writing(), pytest.raises(IntegrityError), db.session.begin_nested():
        db.session.execute(few)


@pytest.mark.both_databases
def test_act_by_act_it_comes_to_the_same_as_all_at_once(old_world, shelf):
    first = keeps(old_world.ana, shelf.lamp, shelf.chair, shelf.pot)
    heard()
    keeps(old_world.ben, shelf.lamp, shelf.pot, audience="friends")
    heard()
    keeps(old_world.carla, shelf.lamp, shelf.chair)
    for member in people(4):
        keeps(member, shelf.lamp, shelf.rug, audience="me")
        heard()
    mark_by(old_world.cleo, shelf.rug, audience="public")
    keeps(old_world.cleo, shelf.lamp)
    heard()
    shown_to(first, "friends")
    heard()
    step_by_step = pairs()
    rebuild()
    assert step_by_step == pairs() and len(step_by_step) == 4


def test_rows_of_a_merged_product_count_for_the_one_it_became_part_of(old_world, shelf):
    keeps(old_world.ana, shelf.lamp, shelf.chair)
    heard()
    with writing():
        assert Merge.make(shelf.chair.id, shelf.pot.id, old_world.mo)
    heard()
    read_in_turn()
    heard()
    assert beside(shelf.lamp) == {"pot"} and tastes_of(old_world.ana) == {"lamp", "pot"}

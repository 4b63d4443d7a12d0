"""“I have it”: one a member and product, for whom they choose, and nothing to others' wishes."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from community.activity.models import Activity
from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.core.outbox import deliver_all
from community.extensions import db
from community.friends.models import Block, Follow, PeopleSet
from community.purchases.models import Mark
from tests.world import list_by, mark_by, person, product_by, wish_on


def page_of(product) -> str:
    return f"/products/{encode(product.id)}"


def say(client, product, state="have", **form):
    return client.post(f"{page_of(product)}/mark", data={"state": state, **form})


def marks() -> list[Mark]:
    return list(db.session.scalars(select(Mark).execution_options(populate_existing=True)))


def test_a_press_says_that_one_has_it_for_friends(world, sign_in, pot):
    answer = say(sign_in(world.ana), pot)
    assert answer.status_code == 303 and page_of(pot) in answer.location
    (mark,) = marks()
    assert (mark.state, mark.audience, mark.owner_id) == ("have", "friends", world.ana.id)


def test_another_press_changes_the_one_there_is_and_keeps_who_sees_it(world, sign_in, pot):
    ana = sign_in(world.ana)
    say(ana, pot, "want", audience="public")
    say(ana, pot, "have")
    say(ana, pot, "had")
    (mark,) = marks()
    assert (mark.state, mark.audience) == ("had", "public")


def test_the_pressed_button_takes_it_back(world, sign_in, pot):
    ana = sign_in(world.ana)
    told = ana.htmx(f"{page_of(pot)}/mark", data={"state": "have"}).text
    assert 'aria-pressed="true"' in told and f"{page_of(pot)}" in told and "/unmark" in told
    for _again in range(2):
        ana.post(f"{page_of(pot)}/unmark")
    assert marks() == []


@pytest.mark.parametrize("form", [{}, {"state": "stolen"}, {"state": "have", "audience": "all"}])
def test_what_is_not_offered_is_said_beside_the_field(world, sign_in, pot, form):
    answer = sign_in(world.ana).post(f"{page_of(pot)}/mark", data=form)
    assert answer.status_code == 422 and 'class="error"' in answer.text
    assert marks() == []


def test_signed_out_one_is_asked_in(new_client, pot):
    assert "/sign-in" in say(new_client(), pot).location
    assert marks() == []


def test_friends_see_who_has_it_and_a_way_to_ask_them(world, sign_in, pot):
    mark_by(world.ana, pot)
    page = sign_in(world.ben).get(page_of(pot)).text
    assert "Ana has it" in page and "asks=ana" in page
    form = sign_in(world.ben).get(f"/polls/new?product={encode(pot.id)}&asks=ana,carla").text
    assert 'value="@ana, @carla"' in form


SEEN_BY = {
    "public": {"ben", "carla", "fay", "max"},
    "followers": {"ben", "carla", "fay", "max"},
    "friends": {"ben", "carla", "max"},
    "me": set(),
}


@pytest.mark.parametrize("audience", SEEN_BY)
def test_faces_are_for_followers_within_the_audience(world, sign_in, pot, audience):
    with writing():
        Follow.begin(world.max, world.ana)
    mark_by(world.ana, pot, audience=audience)
    lookers = ("ben", "carla", "fay", "max", "cleo", "dina", "erik", "mo")
    seen = {
        name for name in lookers
        if "Ana has it" in sign_in(getattr(world, name)).get(page_of(pot)).text
    }  # fmt: skip
    assert seen == SEEN_BY[audience]


@pytest.mark.parametrize("audience", ["public", "friends", "people", "me"])
def test_the_tab_of_a_profile_shows_what_each_may_see(world, sign_in, new_client, pot, audience):
    people = world.family.id if audience == "people" else None
    mark_by(world.ana, pot, audience=audience, people_set_id=people)
    seen = {
        name for name in ("ana", "ben", "carla", "fay", "cleo", "max")
        if pot.title in sign_in(getattr(world, name)).get("/@ana?tab=has").text
    }  # fmt: skip
    expected = {
        "public": {"ana", "ben", "carla", "fay", "cleo", "max"},
        "friends": {"ana", "ben", "carla"},
        "people": {"ana", "carla"},
        "me": {"ana"},
    }
    assert seen == expected[audience]
    nobody = pot.title in new_client().get("/@ana?tab=has").text
    assert nobody == (audience == "public")
    assert sign_in(world.dina).get("/@ana?tab=has").status_code == 404


def test_what_nobody_listed_opens_for_those_to_whom_somebody_shows_it(world, sign_in):
    pan = product_by(world.ana, "pan")
    assert sign_in(world.ben).get(page_of(pan)).status_code == 404
    mark_by(world.ana, pan)
    assert sign_in(world.ben).get(page_of(pan)).status_code == 200
    assert sign_in(world.cleo).get(page_of(pan)).status_code == 404


def test_followers_read_that_somebody_has_it_now_until_it_is_taken_back(world, sign_in, pot):
    ben = sign_in(world.ben)
    mark = mark_by(world.ana, pot)
    deliver_all()
    assert "has it now" in ben.get("/").text
    assert "has it now" in ben.get("/@ana?tab=activity").text
    assert "has it now" not in sign_in(world.fay).get("/").text
    with writing():
        db.session.get(Mark, mark.id).remove()
    deliver_all()
    assert "has it now" not in ben.get("/").text
    assert db.session.query(Activity).count() == 0


def test_wanting_makes_no_news_and_ends_that_of_having(world, sign_in, pot):
    mark_by(world.ana, pot)
    deliver_all()
    mark_by(world.ana, pot, "want")
    deliver_all()
    assert db.session.query(Activity).count() == 0
    assert "Ana wants this" in sign_in(world.ben).get(page_of(pot)).text


def test_what_is_hidden_by_moderators_is_not_shown_by_those_who_have_it(world, sign_in, pot):
    mark_by(world.ana, pot)
    deliver_all()
    with writing():
        db.session.get(type(pot), pot.id).hidden_at = pot.created_at
    for path in ("/", "/@ana?tab=has", "/@ana?tab=activity"):
        assert pot.title not in sign_in(world.ben).get(path).text


def test_chosen_people_see_it_and_the_set_goes_with_the_mark(world, sign_in, pot):
    say(sign_in(world.ana), pot, audience="people", people="@ben")
    assert "Ana has it" in sign_in(world.ben).get(page_of(pot)).text
    assert "Ana has it" not in sign_in(world.carla).get(page_of(pot)).text
    sets = select(PeopleSet).filter_by(sort="named")
    assert len(db.session.scalars(sets).all()) == 1


def test_a_block_takes_the_face_away_at_once(world, sign_in, pot):
    mark_by(world.ana, pot, audience="public")
    ben = sign_in(world.ben)
    assert "Ana has it" in ben.get(page_of(pot)).text
    with writing():
        Block.begin(world.ana, world.ben)
    assert "Ana has it" not in ben.get(page_of(pot)).text


def owner_sees(client, wishlist, product) -> list[str]:
    """All that is asked for, without what differs from one look to the next."""
    pages = ("/", f"/lists/{encode(wishlist.id)}", page_of(product), "/notifications", "/@ben",
             "/@ben?tab=has", "/@ben?tab=activity")  # fmt: skip
    told = [client.get(path).text for path in pages]
    return [
        re.sub(r'(name="(?:csrf.token|form_key)" (?:value|content)=")[^"]+', r"\1", text)
        for text in told
    ]


def test_a_giver_who_notes_a_present_tells_its_owner_nothing(world, sign_in, pot):
    """Not told who sees it, it is for nobody: the owner's pages are the same byte for byte."""
    wishlist = list_by(world.ana)
    wish_on(wishlist, product=pot)
    deliver_all()
    ana, ben = sign_in(world.ana), sign_in(world.ben)
    with clock.fixed_at(clock.now()):
        owner_sees(ana, wishlist, pot)
        before = owner_sees(ana, wishlist, pot)
        say(ben, pot)
        deliver_all()
        after = owner_sees(ana, wishlist, pot)
    differing = [pair for one, other in zip(before, after, strict=True)
                 for pair in zip(one.split("\n"), other.split("\n"), strict=False)
                 if pair[0] != pair[1]]  # fmt: skip
    assert differing == []
    assert marks()[0].audience == "me"
    assert "keep it to yourself" in ben.get(f"{page_of(pot)}/mark").text


def test_marks_leave_every_wish_as_it_was(world, sign_in, pot):
    wish = wish_on(list_by(world.ana), product=pot)
    before = (wish.quantity, wish.position, wish.removed_at, wish.title)
    for client in (sign_in(world.ana), sign_in(world.ben)):
        say(client, pot, "have", audience="public")
    found = db.session.get(type(wish), wish.id, populate_existing=True)
    assert (found.quantity, found.position, found.removed_at, found.title) == before


@pytest.mark.both_databases
def test_two_presses_at_once_make_one_mark(committing_app):
    """And the control: a second row is what the database refuses."""
    ana = person("ana")
    pot = product_by(ana)

    def press(number: int) -> None:
        with committing_app.app_context(), writing():
            found = db.session.get(type(pot), pot.id)
            Mark.put(found, db.session.get(type(ana), ana.id), ("have", "had")[number % 2], "me")

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(press, range(12)))
    assert len(marks()) == 1
    with pytest.raises(IntegrityError), writing():
        db.session.add(Mark(owner_id=ana.id, product_id=pot.id, state="have"))
    with pytest.raises(IntegrityError), writing():
        db.session.execute(Mark.__table__.update().values(state="lent"))

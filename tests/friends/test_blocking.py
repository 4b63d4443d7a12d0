"""Blocking: two people do not meet here any more."""

from __future__ import annotations

import pytest

from community.core.db import writing
from community.core.ids import encode
from community.friends.queries import relation
from community.friends.viewer import Viewer
from community.reactions.models import Comment
from community.search.indexing import rebuild
from tests.world import list_by, poll_by, wish_on


def block(client, person, how: str = "block"):
    return client.post(f"/people/{encode(person.id)}/{how}")


def test_a_block_ends_following_both_ways(world, sign_in):
    assert block(sign_in("ana"), world.ben).status_code == 303
    both = relation(Viewer(world.ana), world.ben), relation(Viewer(world.ben), world.ana)
    assert not any(each.follows or each.is_followed for each in both)
    assert both[0].has_blocked and not both[1].has_blocked


@pytest.mark.parametrize("blocker, other", [("ana", "ben"), ("ben", "ana")])
def test_neither_meets_the_other_anywhere(world, sign_in, blocker, other):
    asked = poll_by(world.ana, question="Which zanzibar?", audience="public")
    wish_on(list_by(world.ana, "The zanzibar list", audience="public"))
    with writing():
        talk = poll_by(world.carla, audience="public")
        Comment.write(talk, world.ana, "zanzibar", "<p>zanzibar</p>")
    rebuild()
    ben = sign_in("ben")
    pages = (
        "/", "/discover?tab=polls", "/discover?tab=lists", "/discover?tab=people", "/search?q=ana",
        "/people", "/people?q=ana", "/polls", f"/polls/{encode(talk.id)}",
    )  # fmt: skip
    met = [page for page in pages if any(w in ben.get(page).text for w in ("zanzibar", "@ana"))]
    assert len(met) >= 6  # so the pages are those where they meet
    block(sign_in(blocker), getattr(world, other))
    for page in pages:
        text = ben.get(page).text
        assert "zanzibar" not in text.replace("q=ana", ""), page
        assert 'href="/@ana"' not in text, page
    for address in ("/@ana", f"/polls/{encode(asked.id)}"):
        assert ben.get(address).status_code == 404
    assert sign_in("ana").get("/@ben").status_code == 404


def test_it_ends_from_the_settings(world, sign_in):
    ana = sign_in("ana")
    page = ana.get("/settings/blocks").text
    assert "@dina" in page and "@erik" not in page  # erik’s block is his own affair
    block(ana, world.dina, "unblock")
    assert "Nobody is blocked" in ana.get("/settings/blocks").text
    assert ana.get("/@dina").status_code == 200
    assert not relation(Viewer(world.ana), world.dina).is_followed


def test_only_who_blocked_can_end_it(world, sign_in):
    dina = sign_in("dina")
    assert block(dina, world.ana, "unblock").status_code == 303
    page = dina.get("/settings/blocks").text
    assert "Ana" not in page, "not even the name of who has blocked is told"
    assert dina.get("/@ana").status_code == 404


def test_who_has_been_blocked_may_block_back_and_is_told_nothing(world, sign_in):
    dina, ana = sign_in("dina"), sign_in("ana")
    answer = block(dina, world.ana)
    assert answer.status_code == 303
    block(ana, world.dina, "unblock")
    assert dina.get("/@ana").status_code == ana.get("/@dina").status_code == 404
    block(dina, world.ana, "unblock")
    assert dina.get("/@ana").status_code == 200


def test_one_cannot_block_oneself(world, sign_in):
    ana = sign_in("ana")
    block(ana, world.ana)
    assert not relation(Viewer(world.ana), world.ana).has_blocked
    assert ana.get("/@ana").status_code == 200

"""Secret addresses: to invite somebody, and to show one thing to whoever has it."""

from __future__ import annotations

import re
from contextlib import ExitStack
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.friends.models import ShareLink
from community.friends.queries import relation
from community.friends.routes.invites import LIFETIME
from community.friends.viewer import Viewer
from tests.world import link_to, list_by, poll_by, signed_in


@pytest.fixture
def invite(world) -> ShareLink:
    with writing():
        return ShareLink.make("invite", world.ana.id, world.ana, LIFETIME)


@pytest.fixture
def after_a_while():
    with ExitStack() as clocks:
        yield lambda passed: clocks.enter_context(clock.fixed_at(clock.now() + passed))


def are_friends(world, handle: str) -> bool:
    return relation(Viewer(world.ana), getattr(world, handle)).is_friend


def test_a_link_is_made_on_the_people_page(world, sign_in):
    ana = sign_in("ana")
    ana.post("/invite")
    first = re.search(r"/l/([\w-]{22})\"", ana.get("/people").text)[1]
    ana.post("/invite")
    second = re.search(r"/l/([\w-]{22})\"", ana.get("/people").text)[1]
    assert first != second
    assert ShareLink.by_key(first) is None  # the older one has stopped


def test_accepting_makes_both_follow(world, sign_in, invite):
    cleo = sign_in("cleo")
    assert cleo.get(f"/l/{invite.key}").headers["Location"] == "/invite"
    assert "Ana invites you" in cleo.get("/invite").text
    assert "Somebody invited you" in cleo.get("/").text
    assert not are_friends(world, "cleo")  # opening a link changes nothing
    assert cleo.post("/invite/accept").headers["Location"] == "/@ana"
    assert are_friends(world, "cleo")
    assert "Somebody invited you" not in cleo.get("/").text


def test_ones_own_link_says_so_and_does_nothing(world, sign_in, invite):
    ana = sign_in("ana")
    ana.get(f"/l/{invite.key}")
    assert "This is your own link." in ana.get("/invite").text
    assert ana.post("/invite/accept").status_code == 303
    assert not relation(Viewer(world.ana), world.ana).follows
    assert "Somebody invited you" not in ana.get("/").text


def test_nobody_accepts_what_was_not_opened_or_across_a_block(world, sign_in, invite):
    assert sign_in("cleo").post("/invite/accept").status_code == 404
    dina = sign_in("dina")
    dina.get(f"/l/{invite.key}")
    assert dina.post("/invite/accept").status_code == 404
    assert "Somebody invited you" not in dina.get("/").text
    assert not are_friends(world, "cleo") and not are_friends(world, "dina")


def test_an_invitation_ends_when_it_is_replaced(world, sign_in, invite):
    cleo = sign_in("cleo")
    cleo.get(f"/l/{invite.key}")
    sign_in("ana").post("/invite")
    assert cleo.get(f"/l/{invite.key}").status_code == 404
    assert cleo.post("/invite/accept").status_code == 404


def test_an_invitation_ends_after_fourteen_days(world, sign_in, invite, after_a_while):
    cleo = sign_in("cleo")
    assert cleo.get(f"/l/{invite.key}").status_code == 303
    after_a_while(timedelta(days=13, hours=23))
    assert cleo.get("/invite").status_code == 200
    after_a_while(timedelta(hours=2))
    assert cleo.get("/invite").status_code == 404
    assert cleo.get(f"/l/{invite.key}").status_code == 404


def test_whoever_is_not_signed_in_keeps_the_invitation_through_the_door(
    app, world, new_client, invite
):
    from community.accounts import signing_in
    from community.accounts.models import AccountSession

    visitor = new_client()
    visitor.get(f"/l/{invite.key}")
    assert "Say yes and sign up" in visitor.get("/invite").text
    with visitor.session_transaction() as cookie:
        links = cookie["links"]
    with app.test_request_context():
        from flask import session

        session["links"], session["other"] = links, "what an earlier visitor left"
        signing_in.sign_in(world.cleo.account_id)
        assert dict(session)["links"] == [invite.key]
        assert "other" not in session
    assert db.session.scalar(
        select(func.count(AccountSession.id)).filter_by(account_id=world.cleo.account_id)
    )
    cleo = signed_in(visitor, world.cleo)
    assert cleo.post("/invite/accept").status_code == 303
    assert are_friends(world, "cleo")


def test_the_key_has_128_bits_and_the_row_only_its_hash(world):
    wishlist = list_by(world.ana)
    links = [link_to(wishlist, world.ana) for _each in range(20)]
    keys = {link.key for link in links}
    assert len(keys) == 20
    for link in links:
        assert re.fullmatch(r"[A-Za-z0-9_-]{22}", link.key)
        row = db.session.execute(select(ShareLink.__table__).filter_by(id=link.id)).one()
        assert not any(link.key in str(column) for column in row)


def test_only_the_owner_makes_and_ends_links(world, sign_in):
    wishlist = list_by(world.ana)
    link = link_to(wishlist, world.ana)
    address = f"/share/list/{encode(wishlist.id)}"
    for other in ("ben", "cleo", "dina"):
        assert sign_in(other).post(address).status_code == 404
        assert sign_in(other).post(f"{address}/revoke").status_code == 404
    assert ShareLink.by_key(link.key) is not None
    ana = sign_in("ana")
    assert ana.post(address).headers["Location"].endswith("#share")
    count = select(func.count(ShareLink.id)).filter_by(thing_id=wishlist.id)
    assert db.session.scalar(count) == 2
    back = ana.post(f"{address}/revoke").headers["Location"]
    assert "opens nothing any more" in ana.get(back).text
    assert ShareLink.of("list", wishlist.id) is None


@pytest.mark.parametrize("kind", ["profile", "product", "invite", "nonsense"])
def test_what_nobody_owns_has_no_link(world, sign_in, kind):
    answer = sign_in("ana").post(f"/share/{kind}/{encode(world.ana.id)}")
    assert answer.status_code == 404


def test_a_link_opens_its_thing_and_stays_out_of_the_address(world, new_client):
    poll = poll_by(world.ana, audience="me")
    link, visitor = link_to(poll, world.ana), new_client()
    answer = visitor.get(f"/l/{link.key}")
    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"/polls/{encode(poll.id)}")
    assert link.key not in answer.headers["Location"]
    assert visitor.get(answer.headers["Location"]).status_code == 200
    assert new_client().get(answer.headers["Location"]).status_code == 404


def test_a_link_opens_nothing_else(world, new_client):
    link, visitor = link_to(poll_by(world.ana, audience="me"), world.ana), new_client()
    visitor.get(f"/l/{link.key}")
    other = list_by(world.ana, audience="me")
    assert visitor.get(f"/lists/{encode(other.id)}").status_code == 404


def test_a_link_ends_after_its_time(world, new_client, after_a_while):
    poll = poll_by(world.ana, audience="me")
    link, visitor = link_to(poll, world.ana), new_client()
    visitor.get(f"/l/{link.key}")
    after_a_while(timedelta(days=366))
    assert visitor.get(f"/l/{link.key}").status_code == 404
    assert visitor.get(f"/polls/{encode(poll.id)}").status_code == 404


@pytest.mark.parametrize("key", ["x" * 22, "x" * 64, "x" * 65, "%00", "ü", "'--"])
def test_a_made_up_key_is_404(app, new_client, key):
    assert new_client().get(f"/l/{key}").status_code == 404


def test_a_cookie_keeps_twenty_links(world, new_client):
    visitor = new_client()
    for number in range(22):
        visitor.get(f"/l/{link_to(list_by(world.ana, f'List {number}'), world.ana).key}")
    with visitor.session_transaction() as cookie:
        assert len(cookie["links"]) == 20


def test_a_link_tells_the_name_of_nothing_across_a_block(world, sign_in):
    wishlist = list_by(world.ana, "Ring for Ben", audience="me")
    link = link_to(wishlist, world.ana)
    assert "ring-for-ben" in sign_in("cleo").get(f"/l/{link.key}").headers["Location"]
    refused = sign_in("dina").get(f"/l/{link.key}")
    assert (refused.status_code, refused.headers.get("Location")) == (404, None)

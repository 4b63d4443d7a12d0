"""What happens in one process is heard in every other, and a right that ends, ends everywhere."""

from __future__ import annotations

import time

import pytest

from community.accounts.models import AccountSession, Profile
from community.core import clock, live
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.friends.models import Block
from tests.shapes.shape import SOON, listening, vote, wait_until

pytestmark = pytest.mark.drill


def is_deaf(socket, voter, owner) -> bool:
    """Whether a vote is heard by the owner and not by this one."""
    socket.heard.clear()
    owner.heard.clear()
    vote(voter)
    assert owner.hears("state", within=20)
    time.sleep(0.3)
    return not any(name == "state" for name, _ in socket.heard)


def test_a_vote_is_heard_in_every_process(people):
    ann, bob, eve = people("ann", "bob", "eve")
    sockets = [listening(ann), listening(bob)]
    vote(eve)
    assert all(socket.hears("state", within=20) for socket in sockets)


@pytest.mark.parametrize("way", ["unfollow", "block"])
def test_who_is_no_friend_any_more_hears_nothing_any_more_five_seconds_later(people, way):
    ann, bob, eve = people("ann", "bob", "eve")
    owner, former = listening(ann), listening(bob)
    assert ann.post(f"/people/{encode(bob.id)}/{way}").status_code == 303
    assert any(is_deaf(former, eve, owner) for _ in range(12))  # 0.4 s each where nobody else works
    assert former.watch("poll", ann.poll) == {"ok": False}


def test_signing_out_cuts_the_sockets_in_every_process(people, shape):
    """S3: a socket does not outlive its session, wherever it is."""
    (ann,) = people("ann")
    sockets = [ann.open_socket()]
    ann.url = shape.urls[-1]
    sockets.append(ann.open_socket())
    assert ann.post("/sign-out").status_code == 303
    assert all(socket.cut.wait(SOON) for socket in sockets)


def test_a_cookie_is_worth_nothing_after_signing_out(people, shape):
    """S2, in every process."""
    (ann,) = people("ann")
    kept = ann.http.cookies.copy()
    assert ann.post("/sign-out").status_code == 303
    ann.http.cookies = kept
    for url in shape.urls:
        answer = ann.http.get(f"{url}/people", allow_redirects=False, timeout=10)
        assert answer.status_code in (302, 303)
        assert "/sign-in" in answer.headers["Location"]


def test_what_the_worker_announces_reaches_an_open_page(people, shape):
    ann, bob, fay = *people("ann", "bob"), *people("fay")
    sockets = [ann.open_socket(), bob.open_socket()]
    for member in (ann, bob):
        assert fay.post(f"/people/{encode(member.id)}/follow").status_code == 303
    assert all(socket.hears("bell", within=20) for socket in sockets), shape.site.words()


@pytest.mark.parametrize("shape", ["fleet"], indirect=True)
def test_what_a_process_without_sockets_revokes_is_revoked_in_all(people, shape):
    """As a worker does, or somebody at the command line: blocked, banned, and asked again."""
    ann, bob, eve = people("ann", "bob", "eve")
    owner, former, banned = listening(ann), listening(bob), listening(eve)
    with shape.app.app_context():
        with writing():
            Block.begin(db.session.get(Profile, ann.id), db.session.get(Profile, bob.id))
        assert wait_until(lambda: former.watch("poll", ann.poll) == {"ok": False})
        with writing():
            AccountSession.end_all(db.session.get(Profile, eve.id).account.id)
        db.session.remove()
    assert banned.cut.wait(SOON)
    assert not owner.cut.is_set()


@pytest.mark.parametrize("shape", ["fleet"], indirect=True)
def test_a_check_of_one_member_leaves_the_others_alone(people, shape):
    """With thousands of sockets, asking all of them again for each unfollowing would be felt."""
    ann, bob = people("ann", "bob")
    sockets = [ann.open_socket(), bob.open_socket()]
    with shape.app.app_context():
        for member in (ann, bob):
            _end_quietly(db.session.get(Profile, member.id).account)
        live.recheck([ann.id])
        assert sockets[0].cut.wait(SOON)
        assert not sockets[1].cut.is_set()
        live.recheck()
        assert sockets[1].cut.wait(SOON)


def _end_quietly(account) -> None:
    """Behind the back of the facts."""
    sessions = db.session.query(AccountSession).filter_by(account_id=account.id)
    with writing():
        sessions.update({"ended_at": clock.now()})

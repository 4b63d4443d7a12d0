"""Inviting by e-mail: one address at a time, and nothing is told of it."""

from __future__ import annotations

import re
from contextlib import ExitStack
from datetime import timedelta

import pytest

from community.accounts.models import Account, Profile
from community.core import clock, outbox
from community.core.db import writing
from community.core.mail import Mail
from community.extensions import db
from community.friends.models import MailInvitation, ShareLink
from community.friends.queries import relation
from community.friends.viewer import Viewer
from tests.world import signed_in

ADDRESS = "new@example.org"


def send(client, email: str = ADDRESS):
    return client.post("/invite/mail", data={"email": email})


def letters(email: str = ADDRESS) -> list[Mail]:
    return list(db.session.scalars(db.select(Mail).filter_by(recipient=email)))


def link(email: str = ADDRESS) -> str:
    return re.search(r"(/l/[\w-]{22})", letters(email)[-1].text)[1]


def said(answer) -> str:
    return answer.headers["Location"]


def newcomer(email: str) -> Profile:
    with writing():
        profile = Profile.person("newcomer", "Newcomer")
        db.session.add(account := Account.open(email, "unused", profile))
        db.session.flush()
        account.confirm_email()
    outbox.deliver_all()
    return profile


def are_friends(one, other) -> bool:
    return relation(Viewer(one), other).is_friend


def test_the_letter_is_in_the_members_name_and_has_a_plain_form(world, sign_in):
    send(sign_in("ana"))
    (letter,) = letters()
    assert letter.subject.startswith("Ana invites you to")
    assert "Ana (@ana) would like to have you as a friend" in letter.text
    assert link() in letter.html and "/no-invitations/" in letter.unsubscribe


def test_who_says_yes_and_confirms_that_address_is_a_friend_in_any_browser(
    world, sign_in, new_client
):
    send(sign_in("ana"))
    nobody = new_client()
    nobody.get(link())
    assert "Ana invites you" in nobody.get("/invite").text
    assert said(nobody.post("/invite/agree")) == "/sign-up"
    assert are_friends(world.ana, newcomer(ADDRESS))
    assert MailInvitation.of(world.ana.id) == []


def test_who_has_not_said_yes_is_asked_and_not_befriended(world, sign_in, new_client):
    send(sign_in("ana"))
    profile = newcomer(ADDRESS)
    assert not are_friends(world.ana, profile)
    client = signed_in(new_client(), profile)
    assert "Somebody invited you" in client.get("/").text
    client.post("/invite/accept")
    assert are_friends(world.ana, profile)


def test_a_link_works_once(world, sign_in):
    send(sign_in("ana"))
    mo, cleo = sign_in("mo"), sign_in("cleo")
    address = link()
    for client in (mo, cleo):
        client.get(address)
    assert mo.post("/invite/accept").status_code == 303
    assert cleo.post("/invite/accept").status_code == 404
    assert are_friends(world.ana, world.mo) and not are_friends(world.ana, world.cleo)


@pytest.mark.parametrize("email", [ADDRESS, "cleo@example.com", "erik@example.com"])
def test_the_sender_is_told_the_same_whether_there_is_an_account(world, sign_in, email):
    ana = sign_in("ana")
    answer = send(ana, email)
    assert said(answer) == "/people#invite-mail"
    page = ana.get("/people").text
    assert f"Your letter to {email} is on its way." in page and f">{email}</span>" in page
    assert len(letters(email)) == (0 if email.startswith("erik") else 1)  # who has blocked her


def test_who_wants_no_more_gets_none_from_anybody(world, sign_in, new_client):
    send(sign_in("ana"))
    way_out = "/no-invitations/" + letters()[0].unsubscribe.rsplit("/", 1)[1]
    nobody = new_client()
    assert "Stop these invitations?" in nobody.get(way_out).text
    assert nobody.post(way_out).status_code == 200
    ben = sign_in("ben")
    send(ben)
    assert "is on its way" in ben.get("/people").text
    assert len(letters()) == 1
    assert nobody.get("/no-invitations/forged").status_code == 404


def test_an_address_is_written_to_twice_a_day_by_all_together(world, sign_in):
    for handle in ("ana", "ben", "carla", "mo"):
        send(sign_in(handle))
    assert len(letters()) == 2


def test_one_address_at_a_time_none_twice_and_never_ones_own(world, sign_in):
    ana = sign_in("ana")
    for _again in range(2):
        send(ana)
    assert len(letters()) == 1
    for wrong in ("a@example.org, b@example.org", "nonsense", "ana@example.com", ""):
        assert send(ana, wrong).status_code == 422


def test_too_many_letters_a_day_are_refused(world, sign_in):
    ana = sign_in("ana")
    codes = [send(ana, f"friend{number}@example.org").status_code for number in range(11)]
    assert codes == [303] * 10 + [429]


def test_a_withdrawn_invitation_opens_nothing(world, sign_in, new_client):
    ana = sign_in("ana")
    send(ana)
    address = link()
    path = re.search(r"/invite/mail/\w+/withdraw", ana.get("/people").text)[0]
    assert sign_in("ben").post(path).status_code == 404
    ana.post(path)
    assert new_client().get(address).status_code == 404
    assert MailInvitation.of(world.ana.id) == []


def test_after_two_weeks_it_is_over(world, sign_in):
    send(sign_in("ana"))
    with ExitStack() as clocks:
        clocks.enter_context(clock.fixed_at(clock.now() + timedelta(days=15)))
        assert ShareLink.by_key(link().rsplit("/", 1)[1]) is None
        assert MailInvitation.of(world.ana.id) == []


def test_the_link_is_shown_as_a_qr_code_too(world, sign_in):
    ana = sign_in("ana")
    ana.post("/invite")
    page = ana.get("/people").text
    assert 'class="qr"' in page and "<path" in page

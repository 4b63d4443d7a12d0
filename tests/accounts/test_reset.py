from __future__ import annotations

from datetime import timedelta

import pytest

from community.accounts.models import MailToken
from community.core import clock
from community.extensions import db
from tests.accounts.people import (
    OTHER_PASSWORD,
    PASSWORD,
    is_signed_in,
    letters_to,
    link_in,
    member,
    sign_in,
)


def ask(client, email: str = "ana@example.com"):
    return client.post("/forgot-password", data={"email": email})


def newest_link(email: str = "ana@example.com") -> str:
    return link_in(letters_to(email)[-1])


def answer_with(client, link: str, password: str = OTHER_PASSWORD) -> int:
    return client.post(link, data={"password": password}).status_code


def test_link_sets_a_new_password_and_ends_every_session(new_client, ana):
    signed_in = new_client()
    sign_in(signed_in, "ana")
    ask(new_client())
    link = newest_link()
    assert answer_with(new_client(), link) == 303
    assert not is_signed_in(signed_in)
    assert sign_in(new_client(), "ana").status_code == 422
    assert sign_in(new_client(), "ana", OTHER_PASSWORD).status_code == 303
    assert "was changed" in letters_to("ana@example.com")[-1].subject


def test_link_survives_being_looked_at(new_client, ana):
    ask(new_client())
    for _ in range(3):
        assert new_client().get(newest_link()).status_code == 200
        assert new_client().head(newest_link()).status_code == 200
    assert answer_with(new_client(), newest_link()) == 303


def test_used_link_changes_nothing(new_client, ana):
    ask(new_client())
    link = newest_link()
    answer_with(new_client(), link)
    assert answer_with(new_client(), link, PASSWORD) == 410
    assert sign_in(new_client(), "ana").status_code == 422


def test_link_ends_after_an_hour_also_for_who_has_the_form_open(new_client, ana):
    ask(new_client())
    link, reader = newest_link(), new_client()
    assert reader.get(link).status_code == 200
    token = db.session.scalar(db.select(MailToken))
    token.created_at = clock.now() - timedelta(minutes=61)
    assert answer_with(reader, link) == 410
    assert sign_in(new_client(), "ana").status_code == 303


def test_newer_link_voids_the_older(new_client, ana):
    ask(new_client())
    older = newest_link()
    ask(new_client())
    assert answer_with(new_client(), older) == 410
    assert answer_with(new_client(), newest_link()) == 303


def test_password_change_voids_links_sent_before(new_client, ana):
    ask(new_client())
    link, client = newest_link(), new_client()
    sign_in(client, "ana")
    client.post("/settings/password", data={"old": PASSWORD, "password": OTHER_PASSWORD})
    assert answer_with(new_client(), link, PASSWORD) == 410


def test_link_changes_its_own_account_only(new_client, ana):
    member("ben")
    ask(new_client())
    data = {"password": OTHER_PASSWORD, "account_id": "1", "email": "ben@example.com"}
    assert new_client().post(newest_link(), data=data).status_code == 303
    assert sign_in(new_client(), "ben").status_code == 303


@pytest.mark.parametrize("token", ["x", "0" * 32, "a" * 4000, "%00", "-"])
def test_made_up_links_are_refused(client, ana, token):
    assert client.get(f"/reset-password/{token}").status_code == 410
    assert answer_with(client, f"/reset-password/{token}") == 410


def test_confirmation_of_an_address_is_no_reset(new_client, ana):
    client = new_client()
    sign_in(client, "ana")
    client.post("/settings/email", data={"email": "new@example.com", "password": PASSWORD})
    token = newest_link("new@example.com").rpartition("/")[2]
    assert answer_with(new_client(), f"/reset-password/{token}") == 410


def test_unknown_address_gets_the_same_answer_and_a_letter_too(new_client, ana):
    answers = [ask(new_client(), email) for email in ("ana@example.com", "new@example.com")]
    assert len({(a.status_code, a.headers["Location"]) for a in answers}) == 1
    assert [len(letters_to(email)) for email in ("ana@example.com", "new@example.com")] == [1, 1]
    assert "No account" in letters_to("new@example.com")[0].subject


def test_nobody_is_sent_more_than_five_links_a_day(traveller, new_client, ana):
    for _ in range(7):
        assert ask(new_client()).status_code == 303
    assert len(letters_to("ana@example.com")) == 5


def test_weak_password_is_refused_and_uses_no_link_up(new_client, ana):
    ask(new_client())
    for weak in ("short", "ana12345", "ana@example.com", "password1"):
        assert answer_with(new_client(), newest_link(), weak) == 422
    assert answer_with(new_client(), newest_link()) == 303


def test_host_of_the_request_never_reaches_a_letter(new_client, ana):
    data = {"email": "ana@example.com"}
    poisoned = new_client().post("/forgot-password", data=data, headers={"Host": "evil.example"})
    assert poisoned.status_code == 400
    assert letters_to("ana@example.com") == []
    forwarded = {"X-Forwarded-Host": "evil.example"}
    new_client().post("/forgot-password", data=data, headers=forwarded)
    assert "evil" not in letters_to("ana@example.com")[0].text

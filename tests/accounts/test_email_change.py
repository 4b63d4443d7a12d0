from __future__ import annotations

from datetime import timedelta

import pytest

from community.accounts.models import Account, MailToken
from community.core import clock
from community.extensions import db
from tests.accounts.people import PASSWORD, letters_to, link_in, sign_in


@pytest.fixture
def client(client, ana):
    sign_in(client, "ana")
    return client


def ask(client, email: str = "new@example.com", password: str = PASSWORD):
    return client.post("/settings/email", data={"email": email, "password": password})


def test_address_changes_when_the_new_one_answers_and_the_old_one_hears(client, new_client, ana):
    assert ask(client).status_code == 303
    assert ana.email == "ana@example.com"
    link, reader = link_in(letters_to("new@example.com")[0]), new_client()
    assert reader.get(link).status_code == 200
    assert ana.email == "ana@example.com"
    assert reader.post(link).status_code == 303
    assert (ana.email, ana.email_key) == ("new@example.com", "new@example.com")
    assert "was changed" in letters_to("ana@example.com")[0].subject
    assert reader.post(link).status_code == 410


def test_address_needs_the_present_password(client, ana):
    assert ask(client, password="guess").status_code == 422
    assert letters_to("new@example.com") == []


def test_address_of_somebody_else_gets_the_same_answer_and_no_link(client, ana, ben):
    taken, free = ask(client, "ben@example.com"), ask(client, "new@example.com")
    assert (taken.status_code, taken.headers["Location"]) == (303, free.headers["Location"])
    assert "already" in letters_to("ben@example.com")[0].subject
    assert len(db.session.scalars(db.select(MailToken)).all()) == 1


def test_address_that_another_took_meanwhile_changes_nothing(client, ana, ben):
    ask(client)
    ben.email = ben.email_key = "new@example.com"
    assert client.post(link_in(letters_to("new@example.com")[0])).status_code == 410
    assert Account.by_name("ana").email == "ana@example.com"


def test_link_ends_after_a_day_and_when_a_newer_is_asked_for(client, ana):
    ask(client)
    ask(client, "newer@example.com")
    assert client.post(link_in(letters_to("new@example.com")[0])).status_code == 410
    newest = db.session.scalars(db.select(MailToken).filter_by(email="newer@example.com")).one()
    newest.created_at = clock.now() - timedelta(hours=25)
    assert client.post(link_in(letters_to("newer@example.com")[0])).status_code == 410
    assert ana.email == "ana@example.com"

"""Settling in: three steps, skipped or taken, and taken up again."""

from __future__ import annotations

import pytest

from community.accounts.models import Account
from community.core.db import writing
from community.extensions import db


@pytest.fixture
def newcomer(ana):
    with writing():
        db.session.get(Account, ana.account_id).welcome_step = 1
    return ana


def step(profile) -> int:
    return db.session.scalar(db.select(Account.welcome_step).filter_by(id=profile.account_id))


def test_it_goes_from_the_profile_to_people_to_things_and_home(newcomer, as_ana):
    assert as_ana.get("/welcome").headers["Location"] == "/welcome/profile"
    answer = as_ana.post("/welcome/profile", data={"name": "Ana Alba", "bio": "Hello."})
    assert answer.headers["Location"] == "/welcome/people" and step(newcomer) == 2
    assert "Whom do you know?" in as_ana.get("/welcome/people").text
    as_ana.post("/welcome/people/skip")
    assert as_ana.get("/welcome").headers["Location"] == "/welcome/things"
    assert "What do you like?" in as_ana.get("/welcome/things").text
    as_ana.post("/welcome/things/skip")
    assert step(newcomer) == 0
    assert as_ana.get("/welcome").headers["Location"] == "/"


def test_home_offers_to_go_on_until_it_is_declined(newcomer, as_ana):
    assert "3 steps are left to settle in." in as_ana.get("/").text
    as_ana.post("/welcome/end")
    assert "left to settle in" not in as_ana.get("/").text


def test_a_name_is_needed_and_nothing_typed_is_lost(newcomer, as_ana):
    answer = as_ana.post("/welcome/profile", data={"name": "", "bio": "Hello."})
    assert answer.status_code == 422 and "Hello." in answer.text and step(newcomer) == 1

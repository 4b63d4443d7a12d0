"""A member goes: out of sight at once, back within two weeks."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select

from community.accounts.models import Profile
from community.belongings.jobs import forget_departed
from community.belongings.models import Departure
from community.core import clock
from community.core.db import writing
from community.core.kinds import kind_named
from community.extensions import db
from tests.accounts.people import PASSWORD, member
from tests.belongings.leavers import (
    after_two_weeks,
    key_of,
    leaves,
)
from tests.world import (
    person,
    poll_by,
    signed_in,
)


@pytest.fixture
def ana(app):
    return member("ana").profile


def test_only_who_knows_the_password_and_means_it_leaves(ana, new_client):
    client = signed_in(new_client(), ana)
    assert leaves(client, "not mine").status_code == 422
    unsure = client.post("/settings/data/leave", data={"leaving-password": PASSWORD})
    assert unsure.status_code == 422
    assert Departure.of(ana.account_id) is None


def test_who_leaves_is_out_of_sight_at_once_and_signed_out(ana, new_client):
    ben, nobody = signed_in(new_client(), person("ben")), new_client()
    poll = poll_by(ana, audience="public")
    paths = ["/@ana", f"/polls/{kind_named('poll') and key_of(poll)}"]
    assert [nobody.get(path).status_code for path in paths] == [200, 200]  # kept from now on
    client = signed_in(new_client(), ana)
    other = signed_in(new_client(), ana)
    assert leaves(client).status_code == 303
    for one in (ben, nobody):
        assert [one.get(path).status_code for path in paths] == [404, 404]
    assert other.get("/settings/data").status_code == 303  # to sign in


def test_signing_in_again_offers_to_stay_and_brings_all_back(ana, new_client):
    poll, hidden = poll_by(ana, audience="public"), poll_by(ana, audience="public")
    with writing():
        hidden.hidden_at = clock.now() - timedelta(days=1)  # by a moderator, before
    client = signed_in(new_client(), ana)
    leaves(client)
    back = new_client()
    assert back.post("/sign-in", data={"name": "ana", "password": PASSWORD}).status_code == 303
    for path in ("/", "/settings/data", "/lists"):
        assert back.get(path).headers["Location"] == "/leaving"
    assert back.get("/leaving").status_code == 200
    assert back.post("/leaving/stay").status_code == 303
    assert back.get("/settings/data").status_code == 200
    assert new_client().get(f"/polls/{key_of(poll)}").status_code == 200
    assert new_client().get(f"/polls/{key_of(hidden)}").status_code == 404
    with after_two_weeks():
        forget_departed()
    assert db.session.get(Profile, ana.id)


def test_nothing_goes_before_its_time(ana, new_client):
    leaves(signed_in(new_client(), ana))
    with time_machine.travel(clock.now() + timedelta(days=13), tick=False):
        forget_departed()
    assert db.session.scalar(select(Profile.id).where(Profile.handle == "ana"))

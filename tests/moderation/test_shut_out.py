"""Whoever is shut out by an admin is told why, can answer, and can take along what is theirs."""

from __future__ import annotations

import zipfile
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from io import BytesIO

import pytest
from flask import current_app

from community.accounts.models import Profile, Role
from community.accounts.passes import pass_for
from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.moderation.acting import decide_about
from community.moderation.models import Act, Decision
from tests.accounts.people import PASSWORD, letters_to, member
from tests.moderation.cases import deliver
from tests.world import person, signed_in


@pytest.fixture
def ana(app) -> Profile:
    return member("ana").profile


@pytest.fixture
def boss(app, new_client):
    account = member("boss")
    with writing():
        account.role = Role.ADMIN
    client = signed_in(new_client(), account.profile)
    client.post("/admin/password", data={"password": PASSWORD})
    return client


def judge(boss, who: Profile, act: str, words: str = "Be kind.") -> int:
    path = f"/admin/members/{encode(who.id)}/decide"
    return boss.post(path, data={"act": act, "days": "7", "words": words}).status_code


def sign_in_as(client, name: str = "ana"):
    return client.post("/sign-in", data={"name": name, "password": PASSWORD})


@pytest.mark.parametrize("act", ["warn", "suspend", "ban"])
def test_a_member_reads_what_an_admin_decided_and_that_it_was_taken_back(
    boss, new_client, ana, act
):
    open_page = signed_in(new_client(), ana)
    assert judge(boss, ana, act, words="") == 422
    assert judge(boss, ana, act) == 303
    deliver()
    assert "Be kind." in letters_to("ana@example.com")[-1].text
    assert open_page.get("/lists").status_code == (200 if act == "warn" else 303)
    assert judge(boss, ana, act) == (303 if act == "warn" else 409)
    if act == "warn":
        assert "A moderator wrote to you" in open_page.get("/notifications").text
        return
    assert boss.post(f"/admin/members/{encode(ana.id)}", data={"act": "let-in"}).status_code == 303
    deliver()
    assert "You can come in again" in letters_to("ana@example.com")[-1].subject
    again = signed_in(new_client(), ana)
    assert "A moderator took it back" in again.get("/notifications").text


@pytest.mark.parametrize("act", ["suspend", "ban"])
def test_who_is_shut_out_packs_and_fetches_their_data_and_does_nothing_else(
    boss, new_client, ana, act
):
    assert judge(boss, ana, act) == 303
    client = new_client()
    away = sign_in_as(client).location
    assert away.startswith("/away/")
    page = client.get(away).text
    assert "Be kind." in page
    assert "/appeal/" in page
    assert client.get(f"{away}/archive").status_code == 404
    assert client.post(f"{away}/archive").status_code == 303
    deliver()
    packed = client.get(f"{away}/archive")
    assert packed.status_code == 200
    assert "data.json" in zipfile.ZipFile(BytesIO(packed.data)).namelist()
    for path in ("/lists", "/settings/data", "/notifications"):
        assert client.get(path).status_code == 303
    assert "/sign-in" in client.get("/lists").location


def test_a_pass_is_worth_nothing_to_others_nor_later_nor_once_one_is_free(
    boss, new_client, ana, monkeypatch
):
    with current_app.test_request_context():
        free = pass_for(ana.account)
    assert new_client().get(f"/away/{free}").status_code == 404
    assert judge(boss, ana, "ban") == 303
    assert new_client().get(f"/away/{free}").status_code == 200
    assert new_client().get(f"/away/{free}x").status_code == 404
    assert sign_in_as(new_client(), "nobody").status_code == 422
    with writing():
        ana.account.banned_at = None
        ana.account.suspended_until = clock.now() - timedelta(seconds=1)
    assert new_client().get(f"/away/{free}/archive").status_code == 404


def test_who_waits_for_a_yes_has_no_pass(new_client, ana):
    with writing():
        ana.account.waits_since = clock.now()
    answer = sign_in_as(new_client())
    assert answer.status_code == 422
    assert "has not let you in yet" in answer.text


@pytest.mark.both_databases
def test_of_two_admins_who_suspend_at_once_one_does(committing_app):
    ana_id, boss_id = person("ana").id, person("boss").id

    def suspend(_number: int) -> int:
        with committing_app.app_context(), writing():
            ana, boss = (db.session.get_one(Profile, each) for each in (ana_id, boss_id))
            until = clock.now() + timedelta(days=7)
            return int(decide_about(ana, boss, Act.SUSPEND, "Rest.", until) is not None)

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(suspend, range(6))) == 1
    assert db.session.query(Decision).count() == 1

from __future__ import annotations

from datetime import timedelta
from http.cookies import SimpleCookie

import pytest

from community.accounts.models import AccountSession
from community.app import create_app
from community.core import clock
from community.core.ids import encode
from community.extensions import db
from config import Settings
from tests.accounts.people import OTHER_PASSWORD, PASSWORD, is_signed_in, sign_in


def sessions_of(account) -> list[AccountSession]:
    return list(db.session.scalars(db.select(AccountSession).filter_by(account_id=account.id)))


def signed_in(new_client, name):
    client = new_client()
    sign_in(client, name)
    return client


def test_cookie_over_https_is_host_bound_secure_and_hidden_from_scripts(tmp_path):
    settings = Settings(
        secret_key="s" * 40,
        site_url="https://posy.example",
        database_url=f"sqlite:///{tmp_path / 'posy.db'}",
        instance_folder=tmp_path,
    )
    app = create_app(settings)
    with app.app_context():
        db.create_all()
        answer = app.test_client().get("/sign-in", base_url="https://posy.example")
        db.engine.dispose()
    cookie = SimpleCookie(answer.headers["Set-Cookie"])["__Host-posy"]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"]) == (True, True, "Lax")
    assert (cookie["path"], cookie["domain"]) == ("/", "")
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_cookie_holds_a_token_and_the_database_only_its_hash(client, ana):
    sign_in(client, "ana")
    with client.session_transaction() as session:
        token = session["_user_id"]
    [row] = sessions_of(ana)
    assert len(token) >= 43  # 256 bits
    assert token not in (row.token_hash, str(row.id))


def test_signing_out_ends_the_session_everywhere_its_cookie_went(new_client, ana):
    client, thief = signed_in(new_client, "ana"), new_client()
    thief.set_cookie("posy", client.get_cookie("posy").value)
    assert is_signed_in(thief)
    answer = client.post("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert not is_signed_in(client)
    assert not is_signed_in(thief)


@pytest.mark.parametrize(
    ("field", "age"), [("seen_at", timedelta(days=14)), ("created_at", timedelta(days=90))]
)
def test_sessions_end_when_idle_or_old(client, ana, field, age):
    sign_in(client, "ana")
    [row] = sessions_of(ana)
    setattr(row, field, clock.now() - age + timedelta(minutes=5))
    assert is_signed_in(client)
    setattr(row, field, clock.now() - age - timedelta(minutes=5))
    assert not is_signed_in(client)


def test_password_change_in_one_browser_ends_the_others(new_client, ana):
    here, there = signed_in(new_client, "ana"), signed_in(new_client, "ana")
    assert is_signed_in(there)
    answer = here.post("/settings/password", data={"old": PASSWORD, "password": OTHER_PASSWORD})
    assert answer.status_code == 303
    assert is_signed_in(here)
    assert not is_signed_in(there)
    assert sign_in(there, "ana").status_code == 422
    assert sign_in(there, "ana", OTHER_PASSWORD).status_code == 303


def test_password_is_not_changed_without_the_present_one(new_client, ana):
    here, there = signed_in(new_client, "ana"), signed_in(new_client, "ana")
    answer = here.post("/settings/password", data={"old": "guess", "password": OTHER_PASSWORD})
    assert answer.status_code == 422
    assert "not your present password" in answer.text
    assert is_signed_in(there)
    assert sign_in(there, "ana").status_code == 303


def test_present_password_is_not_guessed_in_a_stolen_session(traveller, new_client, ana):
    client = signed_in(new_client, "ana")
    data = {"old": "guess", "password": OTHER_PASSWORD}
    answers = [client.post("/settings/password", data=data).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]


def test_browsers_are_listed_and_ended_one_by_one(new_client, ana):
    here, there = signed_in(new_client, "ana"), new_client()
    firefox = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/1 Firefox/140.0"}
    there.post("/sign-in", data={"name": "ana", "password": PASSWORD}, headers=firefox)
    text = here.get("/settings/sessions").text
    assert "Firefox on Linux" in text
    assert text.count("This browser") == 1
    newest = max(sessions_of(ana), key=lambda row: row.id)
    assert here.post(f"/settings/sessions/{encode(newest.id)}/end").status_code == 303
    assert not is_signed_in(there)
    assert is_signed_in(here)


def test_all_other_browsers_are_ended_at_once(new_client, ana):
    here, *others = (signed_in(new_client, "ana") for _ in range(3))
    here.post("/settings/sessions/end-others")
    assert is_signed_in(here)
    assert [is_signed_in(other) for other in others] == [False, False]


def test_nobody_ends_a_browser_of_somebody_else(new_client, ana, ben):
    hers, his = signed_in(new_client, "ana"), signed_in(new_client, "ben")
    [row] = sessions_of(ana)
    assert his.post(f"/settings/sessions/{encode(row.id)}/end").status_code == 404
    his.post("/settings/sessions/end-others")
    assert is_signed_in(hers)


def test_what_a_member_sees_is_kept_by_no_cache(client, ana):
    sign_in(client, "ana")
    headers = client.get("/settings/profile").headers
    assert headers["Cache-Control"] == "private, no-store"
    assert "Cookie" in headers["Vary"]

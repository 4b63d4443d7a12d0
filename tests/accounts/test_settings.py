from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from community.accounts.models import Account, Profile
from community.extensions import db
from tests.accounts.people import sign_in

PAGES = ("profile", "account", "appearance", "password", "sessions")


@pytest.fixture
def client(client, ana):
    sign_in(client, "ana")
    return client


@pytest.mark.parametrize("page", PAGES)
def test_every_page_of_settings_needs_somebody_signed_in(client, new_client, page):
    assert client.get(f"/settings/{page}").status_code == 200
    answer = new_client().get(f"/settings/{page}")
    assert (answer.status_code, answer.headers["Location"]) == (
        303,
        f"/sign-in?next=/settings/{page}",
    )


def test_profile_is_saved_as_plain_words(client, ana):
    data = {"name": "  Ana\u200b  María ", "pronouns": "she/her", "bio": "Plums\r\nand <b>figs</b>"}
    client.post("/settings/profile", data={**data, "website": "ana.example/shop"})
    person = ana.profile
    assert (person.name, person.bio) == ("Ana María", "Plums and <b>figs</b>")
    assert person.website == "https://ana.example/shop"
    assert "&lt;b&gt;figs" in client.get("/settings/profile").text


@pytest.mark.parametrize(
    "data",
    [
        {"name": ""},
        {"name": "\u200b \u202e"},
        {"name": "A" * 61},
        {"name": "Ana", "bio": "b" * 161},
        {"name": "Ana", "website": "javascript:alert(1)"},
        {"name": "Ana", "website": "https://ana@evil.example"},
        {"name": "Ana", "website": "https://[broken"},
        {"name": "Ana", "website": "data:text/html,x"},
        {"name": "Ana", "website": f"https://ana.example/{'x' * 300}"},
    ],
)
def test_what_a_profile_cannot_hold_is_refused_and_nothing_changes(client, ana, data):
    before = ana.profile.name
    assert client.post("/settings/profile", data=data).status_code == 422
    assert (ana.profile.name, ana.profile.website) == (before, "")


def test_forms_change_only_what_they_show(client, ana, ben):
    kept = (ana.email, ana.email_verified_at, ana.password_hash, ana.id, ana.profile.handle)
    more = {
        "email": "evil@example.com",
        "email_key": "evil@example.com",
        "email_verified_at": "1",
        "password_hash": "x",
        "id": str(ben.id),
        "account_id": str(ben.id),
        "handle": "evil",
        "sort": "shop",
        "role": "admin",
        "is_staff": "1",
        "closed_at": "2026-01-01",
        "avatar_id": "1",
    }
    saved = {
        "profile": {"name": "Ana"},
        "account": {"locale": "", "currency": "EUR", "timezone": "UTC"},
        "appearance": {"theme": "dark"},
    }
    for page, data in saved.items():
        assert client.post(f"/settings/{page}", data={**more, **data}).status_code == 303
    db.session.expire_all()
    assert kept == (
        ana.email,
        ana.email_verified_at,
        ana.password_hash,
        ana.id,
        ana.profile.handle,
    )
    assert (ana.profile.sort, ana.closed_at, ana.profile.avatar_id) == ("person", None, None)
    assert ana.theme == "dark"


def test_theme_reaches_the_page(client):
    client.post("/settings/appearance", data={"theme": "dark"})
    assert 'data-theme="dark"' in client.get("/settings/appearance").text
    client.post("/settings/appearance", data={"theme": ""})
    assert "data-theme" not in client.get("/settings/appearance").text


def test_currency_zone_and_mail_are_saved(client, ana):
    data = {"locale": "", "currency": "CHF", "timezone": "Europe/Zurich"}
    client.post("/settings/account", data=data)
    assert (ana.currency, ana.timezone, ana.wants_mail) == ("CHF", "Europe/Zurich", False)
    client.post("/settings/account", data={**data, "wants_mail": "y"})
    assert ana.wants_mail is True


@pytest.mark.parametrize(
    "data",
    [
        {"currency": "XXXX"},
        {"timezone": "Mars/Olympus"},
        {"timezone": "../../etc/passwd"},
        {"locale": "tlh"},
    ],
)
def test_unknown_choices_are_refused(client, ana, data):
    whole = {"locale": "", "currency": "", "timezone": "", **data}
    assert client.post("/settings/account", data=whole).status_code == 422
    assert (ana.currency, ana.timezone, ana.locale[:2]) == ("", "", "")


def picture() -> bytes:
    file = BytesIO()
    Image.new("RGB", (300, 300), "#a06").save(file, "PNG")
    return file.getvalue()


def give(client, data: bytes):
    fields = {"picture": (BytesIO(data), "ana.png")}
    return client.post("/settings/avatar", data=fields, content_type="multipart/form-data")


def test_picture_is_shown_and_removed(client, ana):
    assert give(client, picture()).status_code == 303
    address = ana.profile.avatar.url(240)
    assert address in client.get("/settings/profile").text
    client.post("/settings/avatar/remove")
    assert ana.profile.avatar is None


@pytest.mark.parametrize("data", [b"", b"no picture", picture()[:100], b"<svg onload=alert(1)/>"])
def test_what_is_no_picture_is_said_beside_its_field(client, ana, data):
    answer = give(client, data)
    assert answer.status_code == 422
    assert 'id="picture-error"' in answer.text
    assert ana.profile.avatar is None


def test_picture_must_be_chosen(client):
    assert client.post("/settings/avatar").status_code == 422


def test_what_one_member_saves_stays_with_them(client, ana, ben):
    client.post("/settings/profile", data={"name": "Somebody else"})
    assert db.session.get(Profile, ben.profile.id).name == "Ben"
    assert db.session.get(Account, ben.id).theme == ""

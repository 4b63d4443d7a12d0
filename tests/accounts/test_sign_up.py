from __future__ import annotations

import re

import pytest

from community.accounts.models import Account, Profile, SignUp
from community.extensions import db
from tests.accounts.people import PASSWORD, is_signed_in, letters_to, link_in, sign_in


def sign_up(client, email="cleo@example.com", handle="cleo", password=PASSWORD, **more):
    data = {"email": email, "handle": handle, "password": password, **more}
    return client.post("/sign-up", data=data)


def test_newcomer_signs_up_confirms_and_is_signed_in(client):
    assert sign_up(client).headers["Location"] == "/confirm/sent"
    assert "cleo@example.com" in client.get("/confirm/sent").text
    assert not is_signed_in(client)
    [letter] = letters_to("cleo@example.com")
    assert client.post(link_in(letter)).status_code == 303
    assert is_signed_in(client)
    assert Account.by_name("@Cleo").email_verified_at


def test_known_address_gets_the_same_answers_and_another_letter(new_client, ana):
    known, unknown = new_client(), new_client()
    answers = [
        (
            sign_up(client, email, "somebody").status_code,
            re.sub(r"\S+@\S+", "", client.get("/confirm/sent").text),
        )
        for client, email in ((known, "ANA@example.com"), (unknown, "new@example.com"))
    ]
    assert without_tokens(answers[0]) == without_tokens(answers[1])
    assert "already" in letters_to("ANA@example.com")[0].subject
    assert "Confirm" in letters_to("new@example.com")[0].subject


def without_tokens(answer: tuple[int, str]) -> tuple[int, str]:
    return answer[0], re.sub(r'content="[^"]{40,}"|value="[^"]{40,}"', "", answer[1])


def test_sign_up_takes_no_handle_before_the_letter_is_answered(new_client, ana):
    """Else trying a handle again would tell whether the first try's address was known."""
    for email in ("ana@example.com", "new@example.com"):
        assert sign_up(new_client(), email, "violet").status_code == 303
        assert sign_up(new_client(), f"x{email}", "violet").status_code == 303
    assert Profile.is_handle_free("violet")


def test_looking_at_the_link_uses_nothing_up(new_client):
    sign_up(new_client())
    link, scanner = link_in(letters_to("cleo@example.com")[0]), new_client()
    for _ in range(3):
        assert scanner.get(link).status_code == 200
        assert scanner.head(link).status_code == 200
    assert Account.by_email("cleo@example.com") is None
    assert new_client().post(link).status_code == 303
    assert new_client().post(link).status_code == 410
    assert new_client().get(link).status_code == 410


def test_handle_that_went_to_somebody_faster_can_be_replaced(new_client):
    for email in ("one@example.com", "two@example.com"):
        sign_up(new_client(), email, "violet")
    links = [link_in(letters_to(email)[0]) for email in ("one@example.com", "two@example.com")]
    assert new_client().post(links[0]).status_code == 303
    slower = new_client()
    assert "Choose another handle" in slower.get(links[1]).text
    assert slower.post(links[1], data={"handle": "violet"}).status_code == 422
    assert slower.post(links[1], data={"handle": "viola"}).status_code == 303
    assert Account.by_name("viola").email == "two@example.com"


def test_unique_index_settles_a_race_for_a_handle(new_client, ben, monkeypatch):
    sign_up(new_client(), handle="violet")
    link = link_in(letters_to("cleo@example.com")[0])
    ben.profile.handle, ben.profile.handle_skeleton = "violet", "vlolet"
    monkeypatch.setattr(Profile, "is_handle_free", classmethod(lambda cls, handle: True))
    response = new_client().post(link)
    assert response.status_code == 409
    assert "Somebody has this handle" in response.text
    assert Account.by_email("cleo@example.com") is None


def test_second_link_of_the_same_address_opens_no_second_account(new_client):
    sign_up(new_client(), handle="violet")
    sign_up(new_client(), handle="viola")
    first, second = letters_to("cleo@example.com")
    assert new_client().post(link_in(first)).status_code == 303
    assert new_client().post(link_in(second)).headers["Location"] == "/sign-in"
    assert Account.by_name("viola") is None


def test_link_can_be_sent_again_and_the_older_one_ends(new_client):
    sign_up(new_client())
    new_client().post("/confirm", data={"email": "cleo@example.com"})
    old, new = (link_in(mail) for mail in letters_to("cleo@example.com"))
    assert new_client().post(old).status_code == 410
    assert new_client().post(new).status_code == 303


def test_nobody_is_sent_more_than_three_letters_in_six_hours(traveller, new_client):
    answers = {sign_up(new_client(), handle=f"violet{n}").status_code for n in range(5)}
    assert answers == {303}
    assert len(letters_to("cleo@example.com")) == 3


def test_eleventh_sign_up_from_one_network_is_refused(traveller, new_client):
    answers = [sign_up(new_client(), f"n{n}@example.com").status_code for n in range(11)]
    assert answers == [303] * 10 + [429]


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("email", "no address", "look like an e-mail"),
        ("email", "a@b\r\nBcc: all@example.com", "look like an e-mail"),
        ("email", f"{'a' * 300}@example.com", "look like an e-mail"),
        ("handle", "ab", "3 to 30"),
        ("handle", "a" * 31, "3 to 30"),
        ("handle", "ana maria", "letters a to z"),
        ("handle", "ана", "letters a to z"),
        ("handle", "settings", "kept for the site"),
        ("handle", "adm1n", "kept for the site"),
        ("handle", "ana", "Somebody has"),
        ("password", "short", "at least 8"),
        ("password", "a b " * 40, "at most 128"),
        ("password", "Passw0rd123", "guessed at once"),
        ("password", "cleo2026", "guessed at once"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(client, ana, field, value, message):
    response = sign_up(client, **{field: value})
    assert response.status_code == 422
    assert message in response.text
    assert 'aria-invalid="true"' in response.text
    assert f'id="{field}-error"' in response.text


def test_handles_that_look_alike_count_as_one(client, ben):
    ben.profile.handle, ben.profile.handle_skeleton = "lilli", "lllll"
    assert "looks just like it" in sign_up(client, handle="l1l1i").text


def test_nobody_signs_up_as_somebody_special(client):
    more = {"email_verified_at": "2026-01-01", "role": "admin", "is_staff": "1", "id": "7"}
    sign_up(client, **more)
    assert not is_signed_in(client)
    assert sign_in(client, "cleo").status_code == 422
    assert db.session.scalar(db.select(SignUp)).used_at is None

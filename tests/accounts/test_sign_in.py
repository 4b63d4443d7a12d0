from __future__ import annotations

import re
from datetime import timedelta
from statistics import median
from time import perf_counter

import pytest

from community.core import clock
from tests.accounts.people import OTHER_PASSWORD, PASSWORD, is_signed_in, sign_in

# Each would leave the site in some browser (the list of SECURITY M13, and kin).
ELSEWHERE = (
    "//evil.example",
    "///evil.example",
    "////evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\\/evil.example",
    "http:///evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "/%2f/evil.example",
    "/%5cevil.example",
    "/\t/evil.example",
    "/ /evil.example",
    "evil.example",
    "@evil.example",
    "/..//evil.example",
)


@pytest.mark.parametrize("name", ["ana", "@ana", " ANA ", "ana@example.com", "Ana@Example.COM"])
def test_member_signs_in_by_handle_or_address(client, ana, name):
    assert sign_in(client, name).headers["Location"] == "/"
    assert is_signed_in(client)


def test_wrong_password_and_unknown_name_get_the_same_answer(new_client, ana):
    known, unknown = (sign_in(new_client(), name, "wrong") for name in ("ana", "abc"))
    assert (known.status_code, unknown.status_code) == (422, 422)
    assert without_names(known.text) == without_names(unknown.text)


def without_names(text: str) -> str:
    return re.sub(r'value="(ana|abc)"|content="[^"]{40,}"|value="[^"]{40,}"', "", text)


def test_unknown_names_are_answered_no_faster(new_client, app, ana):
    """Both do one hash, some 25 ms; without it the unknown would be ten times as fast."""
    times: dict[str, list[float]] = {"ana": [], "abc": []}
    for _ in range(5):
        for name, taken in times.items():
            client, start = new_client(), perf_counter()
            sign_in(client, name, "wrong", next="/")
            taken.append(perf_counter() - start)
    slower, faster = sorted((median(times["ana"]), median(times["abc"])), reverse=True)
    assert faster > slower / 2


def test_eleventh_guess_is_refused_and_the_member_gets_in_from_elsewhere(
    traveller, new_client, ana
):
    guesser = new_client()
    answers = [sign_in(guesser, "ana", f"guess {n}").status_code for n in range(11)]
    assert answers == [422] * 10 + [429]
    assert sign_in(guesser, "ana").status_code == 429
    elsewhere = new_client()
    elsewhere.environ_base["REMOTE_ADDR"] = "198.51.100.7"
    assert sign_in(elsewhere, "ana").status_code == 303


def test_guesses_at_many_accounts_from_one_network_are_refused_too(traveller, new_client, ana):
    for n in range(10):
        assert sign_in(new_client(), f"nobody{n}", "guess").status_code == 422
    assert sign_in(new_client(), "ana").status_code == 429


def test_one_home_of_ipv6_addresses_counts_as_one(traveller, new_client, ana):
    answers = []
    for n in range(11):
        client = new_client()
        client.environ_base["REMOTE_ADDR"] = f"2001:db8:1:2::{n:x}"
        answers.append(sign_in(client, "ana", "guess").status_code)
    assert answers == [422] * 10 + [429]


def test_a_household_that_knows_its_passwords_is_not_limited(new_client, ana, ben):
    for _ in range(8):
        for name in ("ana", "ben"):
            assert sign_in(new_client(), name).status_code == 303


def test_spoofed_forwarding_header_does_not_free_a_guesser(traveller, new_client, ana):
    for n in range(11):
        headers = {"X-Forwarded-For": f"203.0.113.{n}"}
        data = {"name": "ana", "password": "guess"}
        answer = new_client().post("/sign-in", data=data, headers=headers)
    assert answer.status_code == 429


def test_time_frees_a_guesser(traveller, new_client, ana):
    for n in range(11):
        answer = sign_in(new_client(), "ana", f"guess {n}")
    assert answer.status_code == 429
    traveller.shift(601)
    assert sign_in(new_client(), "ana").status_code == 303


def test_sign_in_gives_a_new_session_and_keeps_only_share_links(new_client, ana):
    client = new_client()
    with client.session_transaction() as session:
        session["links"] = ["a-share-key"]
        session["guest"] = "a-guest"
    sign_in(client, "ana")
    with client.session_transaction() as session:
        first = session["_user_id"]
        assert session["links"] == ["a-share-key"]
        assert "guest" not in session
    sign_in(client, "ana")
    with client.session_transaction() as session:
        assert session["_user_id"] != first


def test_cookie_of_before_is_anonymous_after_signing_in_again(new_client, ana):
    client = new_client()
    sign_in(client, "ana")
    old = client.get_cookie("posy").value
    sign_in(client, "ana")
    assert is_signed_in(client)
    thief = new_client()
    thief.set_cookie("posy", old)
    assert not is_signed_in(thief)


def test_next_leads_back_to_this_site(client, ana):
    answer = client.get("/settings/sessions?x=1")
    assert answer.headers["Location"] == "/sign-in?next=/settings/sessions?x%3D1"
    assert "/settings/sessions?x=1" in client.get(answer.headers["Location"]).text
    answer = sign_in(client, "ana", next="/settings/sessions?x=1")
    assert answer.headers["Location"] == "/settings/sessions?x=1"


@pytest.mark.parametrize("path", ELSEWHERE)
def test_next_leads_nowhere_else(new_client, ana, path):
    client = new_client()
    assert "evil" not in client.get("/sign-in", query_string={"next": path}).text
    assert sign_in(client, "ana", next=path).headers["Location"] == "/"
    again = client.get("/sign-in", query_string={"next": path})
    assert (again.status_code, again.headers["Location"]) == (303, "/")


def test_closed_account_does_not_sign_in(client, ana):
    ana.closed_at = clock.now() - timedelta(days=1)
    assert sign_in(client, "ana").status_code == 422


def test_password_is_not_cut_short(client, ana):
    assert sign_in(client, "ana", PASSWORD + "x").status_code == 422
    assert sign_in(client, "ana", PASSWORD[:-1]).status_code == 422
    assert sign_in(client, "ana", OTHER_PASSWORD).status_code == 422


@pytest.mark.parametrize(
    "name", ["", "\x00", "a" * 5000, "ana\x00", "' OR 1=1 --", "@", "@@", "💐"]
)
def test_odd_names_are_refused_without_a_fault(client, ana, name):
    assert sign_in(client, name, "\x00").status_code == 422

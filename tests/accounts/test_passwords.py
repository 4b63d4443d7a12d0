from __future__ import annotations

import pytest

from community.accounts.browser_names import browser_name
from community.accounts.handles import is_reserved
from community.accounts.password_rules import is_common
from community.accounts.passwords import hash_password, is_password


@pytest.mark.parametrize(
    "password",
    [
        "password", "Password123!", "P4ssw0rd", "12345678", "987654321", "qwertyuiop", "iloveyou2",
        "aaaaaaaa", "abcabcabc", "letmein1", "Sunshine!!", "passwordpassword", "zxcvbnm1",
        "1qaz2wsx", "ana_maria1", "anamaria", "Posy2026", "qwerty123", "abcdefgh",
    ],
)  # fmt: skip
def test_first_guesses_are_refused(password):
    assert is_common(password, ("ana_maria", "Posy"))


@pytest.mark.parametrize(
    "password",
    ["plum tart on the terrace", "correct horse battery", "xk7Qp2vLm9", "sunshine in my pocket",
     "ilovethreedogs", "пароль и слива", "💐💐🌻🌷🌹🌺🌸💮", "19730412 was a Thursday"],
)  # fmt: skip
def test_passwords_nobody_guesses_first_are_taken(password):
    assert not is_common(password, ("ana_maria", "Posy", ""))


def test_hash_is_argon2id_and_differs_each_time():
    first, second = hash_password("plum tart"), hash_password("plum tart")
    assert first.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert first != second
    assert is_password(first, "plum tart")
    assert not is_password(first, "plum tarts")
    assert not is_password("not a hash", "plum tart")


@pytest.mark.parametrize("handle", ["admin", "adm1n", "settings", "sign_in", "s_i_g_n_i_n", "p0sy"])
def test_names_of_the_site_are_kept(handle):
    assert is_reserved(handle)


@pytest.mark.parametrize("handle", ["ana", "listener", "adam", "homer"])
def test_other_names_are_free(handle):
    assert not is_reserved(handle)


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Safari/604", "Safari on iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/140.0 Mobile Safari/537", "Chrome on Android"),
        ("curl/8.5", "An unknown browser"),
        ("", "An unknown browser"),
    ],
)
def test_browsers_have_names_people_know(app, agent, name):
    assert browser_name(agent) == name

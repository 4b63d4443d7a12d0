"""Which languages a site speaks: the admins' choice holds wherever one is chosen."""

from __future__ import annotations

import pytest

from community.core.db import writing
from community.core.locales import best_language, choose_locale, letter_language, offered
from community.core.site import forget, settle
from config import SettingsError, from_environment
from tests.world import person, signed_in


@pytest.fixture
def polyglot(app):
    """The code comes with three languages; the admins offer two."""
    app.extensions["languages"] = ["en", "de", "fr"]
    with writing():
        settle({"languages": "de en"})
    forget()
    yield app
    del app.extensions["languages"]
    forget()


def test_a_browser_is_answered_in_what_is_offered(polyglot):
    with polyglot.test_request_context(headers={"Accept-Language": "fr, de;q=0.8"}):
        assert choose_locale() == "de"
    with polyglot.test_request_context(headers={"Accept-Language": "fr"}):
        assert choose_locale() == "en"
    assert best_language("fr;q=1, en;q=0.2") == "en"


def test_letters_and_the_settings_page_follow(polyglot, new_client):
    with polyglot.test_request_context():
        assert (letter_language("de"), letter_language("fr"), offered()) == (
            "de",
            "en",
            ["en", "de"],
        )
    page = signed_in(new_client(), person("ana")).get("/settings/account").text
    assert 'value="de"' in page and 'value="fr"' not in page


def test_the_default_is_given_up_with_its_language(polyglot):
    with writing():
        settle({"languages": "fr"})
    forget()
    with polyglot.test_request_context():
        assert choose_locale() == "fr"


@pytest.mark.parametrize(
    "name, value",
    [("DEFAULT_LOCALE", "english"), ("DEFAULT_LOCALE", "xx"), ("DEFAULT_CURRENCY", "EURO"),
     ("DEFAULT_CURRENCY", "XQQ"), ("DEFAULT_TIMEZONE", "Berlin"), ("DEFAULT_TIMEZONE", "../etc")],
)  # fmt: skip
def test_a_site_does_not_start_with_defaults_that_nobody_knows(name, value):
    with pytest.raises(SettingsError, match=f"{name} must be"):
        from_environment({"SECRET_KEY": "k" * 40, name: value})


def test_defaults_are_tidied():
    said = {"DEFAULT_LOCALE": "pt-BR", "DEFAULT_CURRENCY": "chf", "DEFAULT_TIMEZONE": ""}
    found = from_environment({"SECRET_KEY": "k" * 40, **said})
    assert found.default_locale == "pt_BR"
    assert (found.default_currency, found.default_timezone) == ("CHF", "UTC")

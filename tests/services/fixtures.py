"""Servers and a browser as fixtures. Each starts when a test asks, and ends with the run."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import redis
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.services import browser, mail, postgres, valkey
from tests.services.root import worker_number


@pytest.fixture(scope="session")
def redis_server() -> str:
    return valkey.server_url()


@pytest.fixture
def redis_url(redis_server: str) -> str:
    """An empty Redis database that no other worker uses."""
    url = f"{redis_server}/{worker_number() + 1}"
    with redis.Redis.from_url(url) as connection:
        connection.flushdb()
    return url


@pytest.fixture
def empty_postgres() -> Iterator[str]:
    """The address of an empty PostgreSQL database, gone after the test."""
    name = f"posy_empty_{os.getpid()}_{worker_number()}"
    yield postgres.copy(None, name)
    postgres.drop(name)


@pytest.fixture
def smtp_server() -> Iterator[mail.Postbox]:
    with mail.open_postbox() as postbox:
        yield postbox


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = browser.launch(playwright)
        if launched is None:
            _without_browser()
        else:
            yield launched
            launched.close()


def _without_browser() -> None:
    if os.environ.get("CI"):
        pytest.fail("No Chromium on this machine: run `make browser`.")
    pytest.skip("no Chromium on this machine: run `make browser`")


@pytest.fixture
def new_context(chromium: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Opens a browser context: new_context(allow=[pattern, …], **options of playwright).

    After the test every error, CSP violation and failed resource not allowed makes it fail.
    """
    opened: list[tuple[BrowserContext, browser.Watch]] = []

    def open_one(allow: tuple[str, ...] = (), **options: Any) -> BrowserContext:
        opened.append(browser.open_context(chromium, allow, **options))
        return opened[-1][0]

    yield open_one
    for context, _ in opened:
        context.close()
    troubles = [trouble for _, watch in opened for trouble in watch.troubles]
    assert not troubles, "In the browser:\n" + "\n".join(troubles)


@pytest.fixture
def page(new_context: Callable[..., BrowserContext], live_site: Any) -> Page:
    """One watched page; addresses are relative to the live site."""
    return new_context(base_url=live_site.url).new_page()

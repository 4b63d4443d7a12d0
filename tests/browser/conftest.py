"""People who are signed in at the live site, whose shops are those of tests.browser.street.

Everybody of a test is new: names end in a number of their own, so tests share one site.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import BrowserContext, Page

from tests.browser.people import Member
from tests.services.site import Site

_numbers = count(1)


@pytest.fixture(scope="session")
def site_app(live_site: Site) -> Flask:
    """An app on the site's database, to set up people and things."""
    return live_site.app()


@pytest.fixture
def stage(site_app: Flask) -> Iterator[Flask]:
    """The site's database is at hand: what is written inside is committed."""
    from community.extensions import db

    with site_app.app_context():
        yield site_app
        db.session.remove()


@pytest.fixture(scope="module")
def new_person(site_app: Flask) -> Iterator[Callable[[str], Member]]:
    """As new_member, for what the tests of a module share."""
    with site_app.app_context():
        yield lambda name: Member.join(f"{name}{next(_numbers)}", name.title())


@pytest.fixture
def new_member(stage: Flask) -> Callable[[str], Member]:
    """A member with a handle of their own: new_member("ben")."""
    return lambda name: Member.join(f"{name}{next(_numbers)}", name.title())


@pytest.fixture
def browse(new_context: Callable[..., BrowserContext], live_site: Site) -> Callable[..., Page]:
    """Opens a browser for a member, or for nobody: browse(ben, **options of playwright)."""

    def open_one(member: Member | None = None, **options: Any) -> Page:
        context = new_context(base_url=live_site.url, **options)
        if member:
            context.add_cookies([{**member.cookie(), "url": live_site.url}])
        return context.new_page()

    return open_one

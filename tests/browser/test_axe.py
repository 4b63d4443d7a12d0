"""Every page: no axe violation, no sideways scrolling; in `make test-all` no error unseen.

The list is made from the map of addresses: a new page is looked at, or stands in rounds.SPARED.
"""

from __future__ import annotations

from typing import Any

import pytest

from community.accounts.models import Account, AccountSession
from community.core import clock
from community.core.db import writing
from community.extensions import db
from tests.browser.eyes import Eyes
from tests.browser.furnished import House
from tests.browser.rounds import IN_THE_DARK, SPARED, VIEWS


@pytest.fixture(scope="module")
def house(site_app: Any, new_person: Any) -> House:
    return House.furnish(new_person)


@pytest.fixture
def eyes_of(browse: Any, house: House, site_app: Any) -> Any:
    """One page for each of the people, opened when they look first."""
    opened: dict[str, Eyes] = {}

    def find(who: str, **options: Any) -> Eyes:
        if who not in opened:
            page = browse(house.people.get(who), reduced_motion="reduce", **options)
            if who == "ben":
                page.goto(house.invitation)
            if who == "mo":
                _prove(site_app, house.people["mo"].profile_id)
            opened[who] = Eyes(page)
        return opened[who]

    return find


def _prove(app: Any, profile_id: int) -> None:
    """The password was given just now, so that risky pages are not asked for it."""
    account = db.select(Account.id).where(Account.profile.has(id=profile_id)).scalar_subquery()
    theirs = db.update(AccountSession).where(AccountSession.account_id == account)
    with app.app_context(), writing():
        db.session.execute(theirs.values(proved_at=clock.now()))


def test_what_is_spared_or_seen_by_others_exists(site_app):
    endpoints = {rule.endpoint for rule in site_app.url_map.iter_rules()}
    assert not (set(SPARED) | set(VIEWS) | IN_THE_DARK) - endpoints
    assert not set(SPARED) & set(VIEWS)


def test_no_page_keeps_anybody_out(eyes_of, house, site_app):
    troubles, undarkened = [], set(IN_THE_DARK)
    for endpoint, who, address in house.pages(site_app):
        dark = endpoint in undarkened
        undarkened.discard(endpoint)
        troubles += eyes_of(who).look_at(address, in_the_dark=dark)
    assert not troubles, "\n".join(troubles)


@pytest.mark.slow
@pytest.mark.parametrize("look", ["light", "dark", "backwards"])
def test_no_page_keeps_anybody_out_whatever_the_theme_width_or_script(
    eyes_of, house, site_app, look
):
    scheme = "dark" if look == "dark" else "light"
    troubles = []
    for _endpoint, who, address in house.pages(site_app):
        eyes = eyes_of(who, color_scheme=scheme)
        troubles += eyes.visit(address, (320, 390, 1280), backwards=look == "backwards")
    assert not troubles, "\n".join(troubles)

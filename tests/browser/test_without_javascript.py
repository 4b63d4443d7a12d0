"""Where no script runs, in a real browser; tests/plain does every act so, and is cheaper."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import expect

from community.core.ids import encode
from tests.browser import street
from tests.browser.people import PASSWORD
from tests.world import link_to, list_by, poll_by, wish_on


@pytest.fixture
def plain(browse):
    """Opens a browser without script, as wide as a phone."""
    return lambda member=None: browse(
        member, java_script_enabled=False, viewport={"width": 390, "height": 844}
    )


def titles(page):
    return page.locator(".wishes .wish h3")


def test_a_newcomer_joins_and_keeps_a_find(plain):
    page = plain()
    page.goto("/sign-up")
    page.get_by_label("E-mail").fill("olga@example.com")
    page.get_by_label("Handle").fill("olga_new")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    page.get_by_role("link", name="Open the mail outbox").click()
    page.get_by_role("row", name="olga@example.com").get_by_role("link").click()
    page.locator(".mail-body a").first.click()
    page.get_by_role("button", name="Confirm and sign in").click()

    page.goto("/clip")
    page.get_by_label("Address of the product").fill(street.KETTLE)
    page.get_by_label("Why this?").fill("For slow mornings")
    page.get_by_role("button", name="Look it up").click()
    for _ in range(20):
        page.get_by_role("button", name="Fill in what you found").click()
        if page.get_by_label("What is it?").input_value():
            break
        time.sleep(0.5)
    expect(page.get_by_label("What is it?")).to_have_value("Dripping Kettle")
    expect(page.get_by_label("Price")).to_have_value("64.50")
    expect(page.get_by_label("Why this?")).to_have_value("For slow mornings")
    page.get_by_label("Name of the new list").fill("Kitchen")
    page.get_by_role("button", name="Save", exact=True).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Kitchen")
    expect(titles(page)).to_have_text(["Dripping Kettle"])


def test_a_list_is_arranged_and_mended(plain, new_member):
    ana = new_member("ana")
    kitchen = list_by(ana.profile, "Kitchen")
    for title in ("Pan", "Ladle", "Sieve"):
        wish_on(kitchen, title)
    page = plain(ana)
    page.goto(f"/lists/{encode(kitchen.id)}")

    page.get_by_role("button", name="More for Sieve").click()
    page.get_by_role("button", name="Move to the top").locator("visible=true").click()
    expect(titles(page)).to_have_text(["Sieve", "Pan", "Ladle"])
    page.get_by_role("button", name="More for Pan").click()
    page.get_by_role("button", name="Remove").locator("visible=true").click()
    expect(titles(page)).to_have_text(["Sieve", "Ladle"])
    page.get_by_role("button", name="Undo").click()
    expect(titles(page)).to_have_text(["Sieve", "Pan", "Ladle"])


def test_what_needs_a_script_is_not_shown_without(plain, new_member):
    ana = new_member("ana")
    poll = poll_by(ana.profile)
    link_to(poll, ana.profile)
    page = plain(ana)
    page.goto(f"/polls/{encode(poll.id)}")

    expect(page.locator(".needs-js").locator("visible=true")).to_have_count(0)
    expect(page).to_have_title(re.compile("Which pot"))

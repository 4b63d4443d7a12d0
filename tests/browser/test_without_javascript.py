"""The core of the main job where no script runs: every step is a form or a link."""

from __future__ import annotations

import re
import time

import pytest
from playwright.sync_api import expect

from community.core.ids import encode
from tests.browser import street
from tests.browser.people import PASSWORD
from tests.world import befriend, link_to, list_by, poll_by, wish_on


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


def test_a_friend_and_a_guest_answer(plain, new_member):
    ana, ben = new_member("ana"), new_member("ben")
    befriend(ana.profile, ben.profile)
    hers, his, guest = plain(ana), plain(ben), plain()
    hers.goto("/polls/new")
    hers.get_by_label("Question").fill("Which one for Gran?")
    hers.get_by_label("Option 1").fill("The red pot")
    hers.get_by_label("Option 2").fill("The blue pot")
    hers.get_by_label("Make a link, too").check()
    hers.get_by_role("button", name="Ask", exact=True).click()
    expect(hers.get_by_role("heading", level=1)).to_have_text("Which one for Gran?")

    his.goto(hers.url)
    his.get_by_role("radio", name="The blue pot").check()
    his.get_by_role("button", name="Vote", exact=True).click()
    expect(his.locator(".option.b [data-pct]")).to_have_text("100%")
    his.get_by_label("Say something").fill("Blue suits her.")
    his.get_by_role("button", name="Send").click()
    expect(his.locator(".comment")).to_contain_text("Blue suits her.")

    guest.goto(hers.locator("#share input[readonly]").input_value())
    guest.get_by_role("radio", name="The red pot").check()
    guest.get_by_label("Your name").fill("Aunt Gus")
    guest.get_by_role("button", name="Vote", exact=True).click()
    expect(guest.locator(".option.a [data-pct]")).to_have_text("50%")

    hers.reload()
    expect(hers.locator("[data-total]")).to_have_text("2")
    expect(hers.locator(".option.a .who")).to_contain_text("Aunt Gus")
    expect(hers.locator(".comment")).to_contain_text("Blue suits her.")
    hers.get_by_text("Say what you did").click()
    hers.get_by_text("I bought A").click()
    hers.get_by_role("button", name="Tell them").click()
    expect(hers.locator(".verdict")).to_contain_text("Ana bought A: The red pot")


def test_two_people_become_friends(plain, new_member):
    ana, ben = new_member("ana"), new_member("ben")
    hers, his = plain(ana), plain(ben)
    hers.goto(f"/@{ben.handle}")
    hers.get_by_role("button", name="Follow Ben").click()
    his.goto(f"/@{ana.handle}")
    his.get_by_role("button", name="Follow Ana back").click()

    expect(his.get_by_role("button", name="Friends with Ana")).to_be_visible()
    his.goto("/notifications")
    expect(his.locator("main")).to_contain_text("follows you")


def test_what_needs_a_script_is_not_shown_without(plain, new_member):
    ana = new_member("ana")
    poll = poll_by(ana.profile)
    link_to(poll, ana.profile)
    page = plain(ana)
    page.goto(f"/polls/{encode(poll.id)}")

    expect(page.locator(".needs-js").locator("visible=true")).to_have_count(0)
    expect(page).to_have_title(re.compile("Which pot"))

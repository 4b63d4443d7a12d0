"""The ways in, each from a page of a shop to the saved wish; a wall; what a correction teaches."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlencode

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser import street

PHONE = {"viewport": {"width": 390, "height": 844}}
DESK = {"viewport": {"width": 1280, "height": 900}}


def visit_shop(page: Page, url: str, seen: bytes) -> None:
    """The shop as the member's own browser gets it, which is more than our server gets."""
    pages = {**street.pages(), url: ("text/html; charset=utf-8", seen)}

    def answer(route: Route) -> None:
        kind, body = pages.get(route.request.url, ("text/html", b""))
        route.fulfill(content_type=kind, body=body)

    page.context.route(re.compile(r"^http://(harbour|odd)\.example/"), answer)
    page.goto(url)


def press_bookmark(page: Page, bookmark: str) -> Page:
    with page.context.expect_page() as opened:
        page.evaluate(unquote(bookmark.removeprefix("javascript:")))
    return opened.value


def save(page: Page, name: str) -> None:
    page.get_by_label("Name of the new list").fill(name)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def read_at(page: Page, url: str) -> None:
    page.goto("/clip")
    page.get_by_label("Address of the product").fill(url)
    page.get_by_label("Address of the product").press("Tab")


# A window opened from another page is not in front in these tests: Chromium draws no transition.
UNDRAWN = ("Transition was aborted",)


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_bookmark_leads_from_a_walled_shop_to_a_wish(browse, new_member, size):
    page = browse(new_member("ana"), allow=UNDRAWN, **size)
    page.goto("/clip")
    page.get_by_role("link", name="Add from any page").click()
    bookmark = page.get_by_role("link", name="Keep with").get_attribute("href") or ""

    seen = street.pages()[street.KETTLE][1]
    visit_shop(page, street.WALLED, seen)
    form = press_bookmark(page, bookmark)

    expect(form.get_by_label("What is it?")).to_have_value("Dripping Kettle")
    expect(form.get_by_label("Price")).to_have_value("64.50")
    expect(form.get_by_label("Currency")).to_have_value("GBP")
    expect(form.get_by_text("shows its pages to people only")).to_be_visible(timeout=20_000)
    expect(form.locator(".clip-picture")).to_be_visible()
    save(form, "Kitchen")
    expect(form.locator(".wish")).to_contain_text("£64.50")
    expect(form.locator(".wish img")).to_be_visible()


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["desk", "phone"])
def test_the_share_sheet_leads_to_a_wish(browse, new_member, size):
    page = browse(new_member("ana"), **size)
    page.goto("/")
    target = page.evaluate(
        "fetch(document.querySelector('link[rel=manifest]').href).then((r) => r.json())"
    )["share_target"]
    shared = {target["params"]["text"]: f"Look at this {street.LAMP}"}
    page.goto(f"{target['action']}?{urlencode(shared)}")

    expect(page.get_by_label("What is it?")).to_have_value("Arc Lamp", timeout=20_000)
    expect(page.get_by_label("Price")).to_have_value("129.00")
    expect(page.get_by_text("stated in the page’s data · sure").first).to_be_visible()
    save(page, "Light")
    expect(page.locator(".wish")).to_contain_text("£129.00")


def test_a_wall_gives_its_reason_and_a_way_on(browse, new_member):
    page = browse(new_member("ana"))
    page.goto("/clip")
    page.get_by_label("What is it?").fill("A vase")
    page.get_by_label("Address of the product").fill(street.WALLED)
    page.get_by_label("Address of the product").press("Tab")

    expect(page.get_by_text("shows its pages to people only")).to_be_visible(timeout=20_000)
    expect(
        page.locator("#clip-found").get_by_role("link", name="Add from anywhere")
    ).to_be_visible()
    expect(page.get_by_label("What is it?")).to_have_value("A vase")
    assert not page.locator("[data-found]").count()


def test_a_correction_is_known_at_the_next_thing_of_that_shop(browse, new_member):
    page = browse(new_member("ana"))
    read_at(page, street.POT)
    expect(page.get_by_label("Price")).to_have_value("20.00", timeout=20_000)
    expect(page.get_by_text("Is 20.00 EUR what the page asks for it?")).to_be_visible()
    page.get_by_label("Price").fill("31.50")
    save(page, "Pots")

    read_at(page, street.PAN)
    expect(page.get_by_label("Price")).to_have_value("47.25", timeout=20_000)
    expect(page.get_by_text("where members say it stands")).to_be_visible()


def test_script_in_a_title_is_text(browse, new_member):
    page = browse(new_member("ana"))
    page.on("dialog", lambda dialog: pytest.fail(f"it said {dialog.message}"))
    read_at(page, street.SCRIPTED)

    expect(page.get_by_label("What is it?")).to_have_value(re.compile("alert"), timeout=20_000)
    save(page, "Cups")
    expect(page.locator(".wish h3")).to_contain_text("<script>alert(1)</script>")


def test_without_a_connection_a_page_says_so_and_keeps_nothing_of_anybody(browse, new_member):
    page = browse(new_member("ana"), service_workers="allow")
    page.goto("/lists")
    page.evaluate("navigator.serviceWorker.ready.then(() => true)")
    kept = page.evaluate(
        "caches.keys().then((names) => caches.open(names[0])).then((cache) => cache.keys())"
        ".then((all) => all.map(({ url }) => new URL(url).pathname))"
    )
    assert kept[0] == "/offline"
    assert all(path.startswith("/static/build/") for path in kept[1:])

    page.context.set_offline(True)
    page.goto("/polls")
    expect(page.get_by_role("heading", name="There is no connection")).to_be_visible()
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page.get_by_role("heading", name="There is no connection")).to_have_count(0)

"""The main job, as newcomers, friends, a guest and a stranger live it, in browsers of their own."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from community.core.ids import encode
from tests.browser import street
from tests.browser.people import PASSWORD
from tests.world import list_by, wish_on


def stay(page: Page) -> None:
    """Leave a mark that a reload would wipe."""
    page.evaluate("window.stayed = true")


def has_stayed(page: Page) -> bool:
    return bool(page.evaluate("window.stayed === true"))


def titles(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator(".wishes .wish h3").all_inner_texts()]


def test_a_newcomer_joins_by_a_letter_and_shows_a_face(browse):
    page = browse()
    page.goto("/")
    page.get_by_role("link", name="Sign up").first.click()
    page.get_by_label("E-mail").fill("nora@example.com")
    page.get_by_label("Handle").fill("nora_new")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign up").click()
    expect(page.get_by_text("We sent a letter to nora@example.com")).to_be_visible()

    page.get_by_role("link", name="Open the mail outbox").click()
    page.get_by_role("row", name="nora@example.com").get_by_role("link").click()
    page.locator(".mail-body a").first.click()
    page.get_by_role("button", name="Confirm and sign in").click()
    page.get_by_role("button", name="Your menu").click()
    page.get_by_role("link", name="Settings").click()

    face = {"name": "me.png", "mimeType": "image/png", "buffer": street.drawn("tomato", 300, 300)}
    page.locator("input[type=file]").set_input_files(face)  # type: ignore[arg-type]
    page.get_by_role("button", name="Use this picture").click()
    expect(page.locator("main .avatar.huge img")).to_be_visible()
    page.get_by_label("Name", exact=True).fill("Nora Newcomer")
    page.get_by_role("button", name="Save").click()
    page.goto("/@nora_new")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nora Newcomer")
    expect(page.locator("main .avatar img")).to_be_visible()


def test_signing_in_leads_to_where_one_wanted_to_go(browse, new_member):
    ana = new_member("ana")
    page = browse()
    page.goto("/lists")
    page.get_by_label("E-mail or handle").fill(ana.handle)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    expect(page).to_have_url(re.compile(r"/lists$"))


@pytest.mark.parametrize("width", [1280, 390])
def test_a_pasted_address_fills_the_open_form(browse, new_member, width):
    page = browse(new_member("ana"), viewport={"width": width, "height": 844})
    page.goto("/clip")
    stay(page)
    page.get_by_label("Why this?").fill("For slow mornings")
    page.get_by_label("Address of the product").fill(street.KETTLE)
    page.get_by_label("Address of the product").press("Tab")

    expect(page.get_by_label("What is it?")).to_have_value("Dripping Kettle", timeout=20_000)
    expect(page.get_by_label("Price")).to_have_value("64.50")
    expect(page.get_by_label("Currency")).to_have_value("GBP")
    expect(page.locator(".clip-picture")).to_be_visible()
    expect(page.get_by_label("Why this?")).to_have_value("For slow mornings")
    assert has_stayed(page)

    page.get_by_label("Name of the new list").fill("Kitchen")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kitchen")
    assert titles(page) == ["Dripping Kettle"]
    expect(page.locator(".wish img")).to_be_visible()
    expect(page.locator(".wish")).to_contain_text("£64.50")


def test_what_is_typed_while_the_page_is_read_stays(browse, new_member):
    page = browse(new_member("ana"))
    page.goto("/clip")
    page.get_by_label("Address of the product").fill(street.LAMP)
    page.get_by_label("What is it?").fill("The big lamp")

    expect(page.get_by_label("Price")).to_have_value("129.00", timeout=20_000)
    expect(page.get_by_label("What is it?")).to_have_value("The big lamp")


def test_a_list_is_arranged_shown_to_others_and_mended(browse, new_member):
    ana = new_member("ana")
    kitchen = list_by(ana.profile, "Kitchen")
    for title in ("Pan", "Ladle", "Sieve"):
        wish_on(kitchen, title)
    page = browse(ana)
    page.goto(f"/lists/{encode(kitchen.id)}")

    with page.expect_response(re.compile("/order$")):
        page.get_by_role("button", name="Move Sieve").press("ArrowUp")
    assert titles(page) == ["Pan", "Sieve", "Ladle"]
    expect(page.locator("#live-status")).to_have_text("Sieve: 2 of 3")
    with page.expect_response(re.compile("/order$")):
        page.get_by_role("button", name="More for Ladle").click()
        page.get_by_role("button", name="Move to the top").locator("visible=true").click()
    assert titles(page) == ["Ladle", "Pan", "Sieve"]
    page.reload()
    assert titles(page) == ["Ladle", "Pan", "Sieve"]

    page.get_by_role("button", name="More for Pan").click()
    page.get_by_role("button", name="Remove").locator("visible=true").click()
    expect(page.get_by_text("Removed “Pan”")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("button", name="Move Pan")).to_be_visible()
    page.reload()
    assert titles(page) == ["Ladle", "Pan", "Sieve"]

    page.get_by_role("link", name="Edit the list").click()
    page.get_by_text("Only me", exact=True).click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#share")).to_contain_text("Only me")


def test_a_row_is_dragged_to_its_place(browse, new_member):
    ana = new_member("ana")
    kitchen = list_by(ana.profile, "Kitchen")
    for title in ("Pan", "Ladle", "Sieve"):
        wish_on(kitchen, title)
    page = browse(ana)
    page.goto(f"/lists/{encode(kitchen.id)}")
    start = page.get_by_role("button", name="Move Sieve").bounding_box()
    end = page.get_by_role("button", name="Move Pan").bounding_box()
    assert start
    assert end

    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(end["x"] + 8, end["y"] - 10, steps=12)
    with page.expect_response(re.compile("/order$")):
        page.mouse.up()

    assert titles(page) == ["Sieve", "Pan", "Ladle"]


def test_following_both_ways_makes_friends_who_can_be_put_in_a_circle(browse, new_member):
    ana, ben = new_member("ana"), new_member("ben")
    hers, his = browse(ana), browse(ben)
    hers.goto(f"/@{ben.handle}")
    hers.get_by_role("button", name="Follow Ben").click()
    expect(hers.get_by_role("button", name="Following Ben")).to_be_visible()

    his.goto(f"/@{ana.handle}")
    expect(his.get_by_text("Makes you friends: Ana will see what you show")).to_be_visible()
    his.get_by_role("button", name="Follow Ana back").click()
    expect(his.get_by_role("button", name="Friends with Ana")).to_be_visible()
    expect(his.locator("#counts")).to_contain_text("1 follower")
    expect(his.get_by_text("Follows you")).to_have_count(0)

    hers.goto("/circles")
    hers.get_by_label("Name").fill("Family")
    hers.get_by_role("button", name="Make circle").click()
    hers.get_by_role("checkbox", name=f"Ben @{ben.handle}").check()
    hers.get_by_role("button", name="Save circle").click()
    hers.goto("/circles")
    expect(hers.get_by_role("listitem").filter(has_text="Family")).to_contain_text("1 person")

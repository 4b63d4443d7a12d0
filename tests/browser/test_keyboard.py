"""With the keyboard alone: in, vote, arrange; where one is can always be seen."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from community.core.ids import encode
from tests.browser.people import PASSWORD
from tests.world import befriend, list_by, poll_by, wish_on

# Focus shows as an outline: of the thing itself, of what holds it, or inside its label.
SHOWN = """() => {
  const at = document.activeElement;
  const outlined = (each) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(each);
    return outlineStyle !== 'none' && parseFloat(outlineWidth) > 0;
  };
  const held = [at.parentElement, at.closest('label, article, form'), at];
  return [...held, ...(at.closest('label')?.querySelectorAll('*') ?? [])].some(
    (each) => each && outlined(each));
}"""
NAME = "document.activeElement.outerHTML.slice(0, 120)"


def tab_to(page: Page, selector: str, most: int = 60) -> None:
    """Press Tab until the focus is there; each stop on the way must be seen."""
    for _ in range(most):
        page.keyboard.press("Tab")
        assert page.evaluate(SHOWN), f"no focus to be seen on {page.evaluate(NAME)}"
        if page.evaluate("(to) => document.activeElement.matches(to)", selector):
            return
    raise AssertionError(f"Tab never reached {selector}")


def test_the_first_stop_skips_to_the_content(browse):
    page = browse()
    page.goto("/discover")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()

    page.keyboard.press("Enter")

    expect(page.locator("#main")).to_be_focused()


def test_signing_in_and_voting(browse, new_member):
    ana, ben = new_member("ana"), new_member("ben")
    befriend(ana.profile, ben.profile)
    poll = poll_by(ana.profile)
    page = browse()
    page.goto(f"/sign-in?next=/polls/{encode(poll.id)}")

    tab_to(page, "#name")
    page.keyboard.type(ben.handle)
    tab_to(page, "#password")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Which pot?")

    tab_to(page, "input[name=option]")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    tab_to(page, "button.primary")
    page.keyboard.press("Enter")

    expect(page.locator(".option.b [data-pct]")).to_have_text("100%")
    expect(page.get_by_role("button", name="Change vote")).to_be_focused()


def test_arranging_a_list(browse, new_member):
    ana = new_member("ana")
    kitchen = list_by(ana.profile, "Kitchen")
    for title in ("Pan", "Ladle", "Sieve"):
        wish_on(kitchen, title)
    page = browse(ana)
    page.goto(f"/lists/{encode(kitchen.id)}")

    tab_to(page, "[data-grip]")
    with page.expect_response(re.compile("/order$")):
        page.keyboard.press("ArrowDown")
    expect(page.locator("#live-status")).to_have_text("Pan: 2 of 3")
    expect(page.get_by_role("button", name="Move Pan")).to_be_focused()

    tab_to(page, "[popovertarget^=menu]")
    page.keyboard.press("Enter")
    tab_to(page, '[data-move="bottom"]')
    with page.expect_response(re.compile("/order$")):
        page.keyboard.press("Enter")
    expect(page.locator("#live-status")).to_have_text("Pan: 3 of 3")
    page.reload()
    assert page.locator(".wishes h3").all_inner_texts() == ["Ladle", "Sieve", "Pan"]


def test_a_menu_is_left_with_escape(browse, new_member):
    page = browse(new_member("ana"))
    page.goto("/")
    button = page.get_by_role("button", name="Your menu")
    button.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Your lists")).to_be_visible()

    page.keyboard.press("Escape")

    expect(page.get_by_role("link", name="Your lists")).to_be_hidden()
    expect(button).to_be_focused()

"""Searching as one types, by keyboard."""

from __future__ import annotations

from playwright.sync_api import expect

from community.core.ids import encode
from community.search.indexing import rebuild
from tests.world import list_by, wish_on


def test_what_is_meant_is_chosen_from_the_list_under_the_box(browse, new_member):
    ana = new_member("ana")
    word = f"zan{ana.handle}"
    wanted = list_by(ana.profile, f"The {word} kitchen", audience="public")
    wish_on(wanted, "A pot")
    rebuild()
    page = browse()
    page.goto("/about")
    box, options = page.locator("#search"), page.get_by_role("option")

    box.press_sequentially(word[:-1])
    expect(options.first).to_contain_text(word)
    expect(box).to_have_attribute("aria-expanded", "true")
    box.press("Escape")
    expect(options.first).to_be_hidden()
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    box.press("Enter")
    page.wait_for_url(f"**/lists/{encode(wanted.id)}*")

    page.goto("/about")
    box.fill(word)
    box.press("Enter")
    page.wait_for_url("**/search?q=*")
    expect(page.get_by_role("link", name=f"The {word} kitchen")).to_be_visible()

"""A collection put in order by pointer and by keys, while a friend looks on."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from community.core.ids import encode
from tests.world import befriend, collection_by, piece_in, product_by


def test_a_collection_is_arranged_by_hand_and_by_keys_and_others_see_it(browse, new_member):
    ana, ben = new_member("ana"), new_member("ben")
    befriend(ana.profile, ben.profile)
    mornings = collection_by(ana.profile)
    for name in ("tea", "lamp", "rug"):
        piece_in(mornings, product=product_by(ana.profile, f"{name}-{ana.handle}"))
    hers, his = browse(ana), browse(ben)
    address = f"/collections/{encode(mornings.id)}?view=list"
    for page in (hers, his):
        page.goto(address)
        page.evaluate("window.stayed = true")
        expect(titles(page)).to_have_text([re.compile(n) for n in ("tea", "lamp", "rug")])
    expect(his.locator("html:not(.offline)")).to_be_attached()

    rug, tea = (hers.locator("[data-grip]").nth(at).bounding_box() for at in (2, 0))
    hers.mouse.move(rug["x"] + 8, rug["y"] + 8)
    hers.mouse.down()
    hers.mouse.move(tea["x"] + 8, tea["y"] - 10, steps=12)
    with hers.expect_response(re.compile("/order$")):
        hers.mouse.up()
    expect(titles(his)).to_have_text(
        [re.compile(n) for n in ("rug", "tea", "lamp")], timeout=15_000
    )

    with hers.expect_response(re.compile("/order$")):
        hers.locator("[data-grip]").first.press("ArrowDown")
    expect(hers.locator("#live-status")).to_contain_text("2 of 3")
    hers.reload()
    expect(titles(hers)).to_have_text([re.compile(n) for n in ("tea", "rug", "lamp")])
    expect(titles(his)).to_have_text(
        [re.compile(n) for n in ("tea", "rug", "lamp")], timeout=15_000
    )
    assert his.evaluate("window.stayed === true")


def titles(page):
    return page.locator(".wish h3")

"""A review by one click and a few words; found helpful in place; read in either direction."""

from __future__ import annotations

from playwright.sync_api import expect

from community.core.ids import encode
from tests.world import befriend, product_by


def test_half_a_star_is_one_click_and_keys_move_it(browse, new_member):
    ana, ben = new_member("ana"), new_member("ben")
    befriend(ana.profile, ben.profile)
    pot = product_by(ben.profile, f"pot-{ana.handle}", listed=True)
    hers = browse(ana)
    hers.goto(f"/products/{encode(pot.id)}/review")
    hers.locator(".give-stars label").nth(6).click()
    expect(hers.get_by_role("radio", name="3½ stars")).to_be_checked()
    hers.keyboard.press("ArrowRight")
    expect(hers.get_by_role("radio", name="4 stars")).to_be_checked()
    hers.keyboard.press("ArrowRight")
    hers.get_by_label("How is it?").fill("It pours well.")
    hers.get_by_role("button", name="Publish").click()
    expect(hers.get_by_role("img", name="4.5 of 5 stars")).to_be_visible()

    his = browse(ben)
    his.goto(f"/products/{encode(pot.id)}")
    his.evaluate("window.stayed = true")
    button = his.get_by_role("button", name="Helpful")
    button.click()
    expect(his.get_by_role("button", name="Helpful 1", pressed=True)).to_be_visible()
    assert his.evaluate("window.stayed === true")

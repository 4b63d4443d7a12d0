"""Two people block each other while each has the other's list open."""

from __future__ import annotations

from playwright.sync_api import expect

from community.core.ids import encode
from tests.world import befriend, list_by, wish_on


def test_two_who_block_each_other_see_nothing_more_on_their_open_pages(browse, new_member):
    ana, ben = new_member("ana"), new_member("ben")
    befriend(ana.profile, ben.profile)
    hers_own, his_own = list_by(ana.profile, "Kitchen"), list_by(ben.profile, "Garage")
    wish_on(hers_own, "Pan")
    wish_on(his_own, "Spanner")
    at_his, at_hers = browse(ana), browse(ben)  # who reads whose list
    _read(at_his, his_own, "Spanner")
    _read(at_hers, hers_own, "Pan")
    _adds(browse(ana), hers_own, "Ladle")
    expect(at_hers.locator(".wish h3")).to_have_text(["Pan", "Ladle"], timeout=15_000)

    profiles = browse(ana), browse(ben)
    for page, other in zip(profiles, (ben, ana), strict=True):
        page.goto(f"/@{other.handle}")
    for page in profiles:
        page.get_by_role("button", name="More").click()
        page.get_by_role("button", name="Block").click()
        page.wait_for_load_state()

    _adds(profiles[0], hers_own, "Whisk")
    _adds(profiles[1], his_own, "Saw")
    at_hers.wait_for_timeout(2_000)
    expect(at_hers.locator(".wish h3")).to_have_text(["Pan", "Ladle"])
    expect(at_his.locator(".wish h3")).to_have_text(["Spanner"])
    for page in (at_hers, at_his):
        assert page.reload().status == 404


def _adds(page, wishlist, title: str) -> None:
    """By the page: the site tells only of what is done in its own processes."""
    page.goto(f"/lists/{encode(wishlist.id)}")
    page.get_by_placeholder("A cast-iron pan").fill(title)
    page.get_by_placeholder("A cast-iron pan").press("Enter")
    expect(page.locator(".wish h3").last).to_have_text(title)


def _read(page, wishlist, title: str) -> None:
    page.goto(f"/lists/{encode(wishlist.id)}")
    expect(page.locator(".wish h3")).to_have_text([title])

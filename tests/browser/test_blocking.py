"""Two people block each other while each has the other's list open."""

from __future__ import annotations

from playwright.sync_api import expect

from community.core.ids import encode
from tests.world import befriend, list_by, wish_on

# As the owner adds something in another window, through the server that tells who watches.
ADD = """async ([list, title]) => {
  const token = document.querySelector('meta[name="csrf-token"]').content;
  const form_key = crypto.randomUUID();
  const body = new URLSearchParams({ title, form_key });
  const answer = await fetch(`/lists/${list}/wishes`, {
    method: 'POST', body, headers: { 'X-CSRFToken': token }, redirect: 'manual' });
  return answer.type;
}"""


def test_two_who_block_each_other_see_nothing_more_on_their_open_pages(browse, new_member):
    ana, ben = new_member("ana"), new_member("ben")
    befriend(ana.profile, ben.profile)
    hers_own, his_own = list_by(ana.profile, "Kitchen"), list_by(ben.profile, "Garage")
    wish_on(hers_own, "Pan")
    wish_on(his_own, "Spanner")
    hers, his = browse(ana), browse(ben)  # each reads the other's list
    reading = ((hers, his_own), (his, hers_own))
    for page, wishlist in reading:
        page.goto(f"/lists/{encode(wishlist.id)}")
        expect(page.locator("html:not(.offline)")).to_be_attached()
    add(hers, hers_own, "Ladle")
    add(his, his_own, "Saw")
    expect(his.locator(".wish h3")).to_have_text(["Pan", "Ladle"], timeout=15_000)
    expect(hers.locator(".wish h3")).to_have_text(["Spanner", "Saw"], timeout=15_000)

    profiles = hers.context.new_page(), his.context.new_page()
    for profile, other in zip(profiles, (ben, ana), strict=True):
        profile.goto(f"/@{other.handle}")
    for profile, other in zip(profiles, (ben, ana), strict=True):
        profile.get_by_role("button", name="More").click()
        profile.get_by_role("button", name="Block").click()
        expect(profile.get_by_role("button", name=f"Unblock {other.name}")).to_be_visible()

    add(hers, hers_own, "Whisk")
    add(his, his_own, "Vice")
    his.wait_for_timeout(1_500)
    expect(his.locator(".wish h3")).to_have_text(["Pan", "Ladle"])
    expect(hers.locator(".wish h3")).to_have_text(["Spanner", "Saw"])
    for page, _wishlist in reading:
        assert page.reload().status == 404


def add(page, wishlist, title: str) -> None:
    assert page.evaluate(ADD, [encode(wishlist.id), title]) == "opaqueredirect"

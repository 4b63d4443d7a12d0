"""A shop takes part: proves its domain, brings its catalogue, and is found by it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser import street


def test_a_retailer_claims_a_domain_and_brings_five_thousand_products(browse, new_member, shops):
    page = browse(new_member("rita"))
    page.goto("/retailers")
    page.get_by_label("Name").fill("Bolts and Co")
    page.get_by_role("button", name="Open").click()
    page.get_by_role("link", name="Domains").click()
    page.get_by_label("Domain").fill("bolts.example")
    page.get_by_role("button", name="Claim it").click()

    record = page.locator("code.say").first.inner_text()
    shops.pages[street.PROOF] = ("text/plain", f"{record}\n".encode())
    page.get_by_role("button", name="Check now").click()
    expect(page.locator("#claim-state")).to_contain_text("Proved by the file", timeout=15_000)

    page.get_by_role("link", name="Products").click()
    page.get_by_label("Address of the feed").fill(street.CATALOGUE)
    page.get_by_role("button", name="Read it").click()
    state = page.locator("#feed-state")
    expect(state).to_contain_text("4980 items are here, 20 rows were refused", timeout=60_000)
    page.reload()
    expect(page.locator("tbody tr")).to_have_count(20)
    expect(page.locator("tbody tr").first).to_contain_text("b250")

    page.get_by_role("link", name="Domains").click()
    page.get_by_role("link", name="bolts.example").click()
    page.get_by_role("link", name="See your page").click()
    page.wait_for_url("**/shops/*")
    visitor = browse()
    visitor.goto(page.url)
    expect(visitor.get_by_role("heading", level=1)).to_contain_text("Bolts and Co")
    expect(visitor.get_by_role("link", name="Bolt 4999")).to_be_visible()

"""Two followers want the last voucher, and a deal that is open fills while they look."""

from __future__ import annotations

from datetime import timedelta

from playwright.sync_api import expect

from community.core import clock
from community.core.db import writing
from tests.deals.material import at, deal_by, joins, voucher_by
from tests.world import person, product_by, retailer_by


def test_the_last_voucher_and_a_deal_that_tips_while_somebody_looks(browse, new_member):
    ana, ben, rita = (new_member(name) for name in ("ana", "ben", "rita"))
    domain = f"{rita.handle}.example"
    team = retailer_by(rita.profile, "Pots and Co", domain)
    last = voucher_by(team, budget=1)
    product = product_by(rita.profile, f"pot-{rita.handle}", listed=True)
    deal = deal_by(team, product=product)
    others = [person(f"{rita.handle}{number}") for number in range(4)]
    with writing():
        for member in (ana.profile, ben.profile):
            member.created_at = clock.now() - timedelta(days=30)
    joins(deal, *others)

    hers, his = browse(ana), browse(ben)
    for page in (hers, his):
        page.goto(at("vouchers", last))
    hers.get_by_role("button", name="Take it").click()
    expect(hers.get_by_role("img", name="For the till to read")).to_be_visible()
    his.get_by_role("button", name="Take it").click()
    expect(his.get_by_role("alert")).to_contain_text("Somebody was faster")

    for page in (hers, his):
        page.goto(at("deals", deal))
        expect(page.get_by_text("Fewer than five so far")).to_be_visible()
    expect(his.locator("html:not(.offline)")).to_be_attached()
    hers.get_by_role("button", name="I am in").click()
    expect(hers.get_by_text("You are in.")).to_be_visible()
    expect(his.get_by_text("Reached: 5 are in", exact=True)).to_be_visible(timeout=15_000)
    expect(his.get_by_role("button", name="I am in")).to_be_visible()

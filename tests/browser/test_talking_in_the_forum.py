"""A topic about a product, with three people in it at the same time."""

from __future__ import annotations

from playwright.sync_api import expect

from community.core.ids import encode
from tests.world import board_called, post_in, product_by, topic_by


def test_three_people_talk_about_a_product_and_nothing_shifts(browse, new_member):
    ana, ben, carla = new_member("ana"), new_member("ben"), new_member("carla")
    lamp = product_by(ana.profile, f"lamp-{ana.handle}", listed=True)
    topic = topic_by(ana.profile, "Warm enough?", board=board_called(), about=lamp)
    first = post_in(topic, ben.profile, "It dims.")
    hers, his, third = browse(ana), browse(ben), browse(carla)
    for page in (hers, his, third):
        page.goto(f"/forum/topics/{encode(topic.id)}")
        page.evaluate("window.stayed = true")
        expect(page.locator(".subject")).to_contain_text(lamp.title)
    expect(third.locator("html:not(.offline)")).to_be_attached()

    third.locator("#post-2").get_by_role("link", name="Quote").click()
    expect(third.locator("#quoting")).to_contain_text("It dims.")
    third.get_by_label("Your reply").fill(f"@{ana.handle} buy it")
    third.get_by_role("button", name="Reply", exact=True).click()
    expect(third.locator("#post-3")).to_contain_text("buy it")
    for page in (hers, his):
        expect(page.locator("#fresh")).to_contain_text("1 new reply", timeout=15_000)
        expect(page.locator("#post-3")).to_have_count(0)

    hers.get_by_label("Your reply").fill("Half a")
    his.locator("#fresh a").click()
    expect(his.locator("#post-3 .quoted")).to_contain_text("It dims.")
    his.get_by_label("Your reply").fill("*Do*")
    his.get_by_role("button", name="Preview").click()
    expect(his.locator("#preview em")).to_have_text("Do")
    # As a drag at its corner leaves it: a style that must not be copied to the field that follows.
    his.get_by_label("Your reply").evaluate("field => { field.style.height = '12rem'; }")
    his.get_by_role("button", name="Reply", exact=True).click()
    expect(hers.locator("#fresh")).to_contain_text("2 new replies", timeout=15_000)
    hers.locator("#fresh a").click()
    expect(hers.locator("#post-4 em")).to_have_text("Do")
    expect(hers.get_by_label("Your reply")).to_have_value("Half a")
    assert all(page.evaluate("window.stayed === true") for page in (hers, his, third))

    hers.locator(f"#post-{first.number}").get_by_role("button", name="This helped").click()
    expect(hers.locator("aside, [aria-label='What helped']").first).to_contain_text("It dims.")

"""What others do appears on pages that stand open, and nothing else on them is disturbed."""

from __future__ import annotations

import re
from datetime import timedelta

from playwright.sync_api import expect

from community.core import clock
from community.core.ids import encode
from tests.world import befriend, list_by, poll_by, wish_on


def test_a_friend_sees_a_wish_come_and_go(browse, new_member):
    ana, ben = new_member("ana"), new_member("ben")
    befriend(ana.profile, ben.profile)
    kitchen = list_by(ana.profile, "Kitchen")
    wish_on(kitchen, "Pan")
    hers, his = browse(ana), browse(ben)
    for page in (hers, his):
        page.goto(f"/lists/{encode(kitchen.id)}")
    his.evaluate("window.stayed = true")

    hers.get_by_placeholder("A cast-iron pan").fill("Ladle")
    hers.get_by_placeholder("A cast-iron pan").press("Enter")
    expect(his.locator(".wish h3")).to_have_text(["Pan", "Ladle"], timeout=15_000)
    hers.get_by_role("button", name="More for Pan").click()
    hers.get_by_role("button", name="Remove").locator("visible=true").click()
    expect(his.locator(".wish h3")).to_have_text(["Ladle"], timeout=15_000)

    assert his.evaluate("window.stayed === true")


def test_what_happens_before_the_socket_is_in_is_not_missed(browse, new_member):
    ana, ben = new_member("ana"), new_member("ben")
    befriend(ana.profile, ben.profile)
    kitchen = list_by(ana.profile, "Kitchen")
    wish_on(kitchen, "Pan")
    his = browse(ben)
    # The page comes without its script; meanwhile she adds something; then the script arrives.
    held = []
    his.route("**/build/app-*.js", lambda route: held.append(route))
    his.goto(f"/lists/{encode(kitchen.id)}", wait_until="commit")
    expect(his.locator(".wish h3")).to_have_text(["Pan"])
    wish_on(kitchen, "Ladle")
    for route in held:
        route.continue_()
    expect(his.locator(".wish h3")).to_have_text(["Pan", "Ladle"], timeout=15_000)


def test_a_piece_that_could_not_be_fetched_is_asked_for_again(browse, new_member):
    ana, ben = new_member("ana"), new_member("ben")
    befriend(ana.profile, ben.profile)
    kitchen = list_by(ana.profile, "Kitchen")
    wish_on(kitchen, "Pan")
    hers, his = browse(ana), browse(ben, allow=("503",))
    for page in (his, hers):
        page.goto(f"/lists/{encode(kitchen.id)}")
    refused = []

    def refuse_once(route):
        if refused:
            return route.continue_()
        refused.append(route.request.url)
        return route.fulfill(status=503, headers={"Retry-After": "1"}, body="")

    his.wait_for_timeout(1_000)  # what the page missed before its socket was in, it has asked for
    his.route("**/rows", refuse_once)
    hers.get_by_placeholder("A cast-iron pan").fill("Ladle")
    hers.get_by_placeholder("A cast-iron pan").press("Enter")
    expect(his.locator(".wish h3")).to_have_text(["Pan", "Ladle"], timeout=20_000)
    assert refused


def test_new_things_in_the_feed_are_announced_and_do_not_shift_it(browse, new_member):
    ana, ben = new_member("ana"), new_member("ben")
    befriend(ana.profile, ben.profile)
    kitchen = list_by(ana.profile, "Kitchen")
    hers, his = browse(ana), browse(ben)
    his.goto("/")
    expect(his.locator("[data-newest]")).to_be_hidden()

    hers.goto(f"/lists/{encode(kitchen.id)}")
    hers.get_by_placeholder("A cast-iron pan").fill("Ladle")
    hers.get_by_placeholder("A cast-iron pan").press("Enter")
    expect(his.locator("[data-newest]")).to_be_visible(timeout=15_000)
    assert "Kitchen" not in his.locator("main").inner_text()

    his.locator("[data-newest]").click()
    expect(his.locator("main")).to_contain_text("Kitchen")


def test_a_poll_closes_on_the_open_page_when_its_time_is_up(browse, new_member):
    ana, ben = new_member("ana"), new_member("ben")
    befriend(ana.profile, ben.profile)
    poll = poll_by(ana.profile, closes_at=clock.now() + timedelta(seconds=6))
    page = browse(ben)
    page.goto(f"/polls/{encode(poll.id)}")
    expect(page.get_by_role("button", name="Vote", exact=True)).to_be_visible()

    expect(page.locator(".poll")).to_have_attribute("data-state", "closed", timeout=20_000)
    expect(page.get_by_role("button", name="Vote", exact=True)).to_be_hidden()


def test_a_page_stands_still_when_a_piece_of_it_is_fetched_again(browse, new_member):
    ana = new_member("ana")
    kitchen = list_by(ana.profile, "Kitchen")
    page = browse(ana, viewport={"width": 1280, "height": 400})
    with page.expect_response(re.compile("/likes/")):
        page.goto(f"/lists/{encode(kitchen.id)}")
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.scrollHeight > innerHeight")
    assert page.evaluate("scrollY") == 0
    expect(page.locator("form.heart")).to_contain_text("Like")


def test_updates_can_be_paused(browse, new_member):
    ana, ben = new_member("ana"), new_member("ben")
    befriend(ana.profile, ben.profile)
    poll = poll_by(ana.profile)
    hers, his = browse(ana), browse(ben)
    for page in (hers, his):
        page.goto(f"/polls/{encode(poll.id)}")
    hers.get_by_label("Pause updates").check()

    his.locator("label.option.b").click()
    his.get_by_role("button", name="Vote", exact=True).click()
    expect(his.locator("[data-total]")).to_have_text("1")
    hers.wait_for_timeout(1500)
    expect(hers.locator("[data-total]")).to_have_text("0")

    hers.get_by_label("Pause updates").uncheck()
    expect(hers.locator("[data-total]")).to_have_text("1", timeout=15_000)


def test_an_address_that_is_none_is_said_in_place(browse, new_member):
    page = browse(new_member("ana"))
    page.goto("/clip")
    page.get_by_label("Address of the product").fill("ftp://harbour.example/kettle")
    page.get_by_label("Address of the product").press("Tab")

    expect(page.locator("#clip-found")).to_contain_text("An address begins with https://")
    expect(page.locator("form[data-clip]")).to_have_count(1)

    page.get_by_label("Address of the product").fill("")
    page.get_by_label("Address of the product").press("Tab")
    expect(page.locator("#clip-found")).to_be_hidden()

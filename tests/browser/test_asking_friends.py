"""Asking friends: asked in one browser, answered in others, seen to move in the first."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from community.catalog.models import Offer
from community.core.ids import encode
from community.extensions import db
from community.wishlists.models import Wishlist
from tests.world import befriend, link_to, list_by, poll_by, product_by, wish_on

# As the socket of a page speaks, without the page: open, join, ask to watch.
ASK_TO_WATCH = """(id) => new Promise((tell) => {
  const socket = new WebSocket(`ws://${location.host}/socket.io/?EIO=4&transport=websocket`);
  socket.onmessage = ({ data }) => {
    if (data.startsWith('0')) socket.send('40');
    else if (data.startsWith('40')) socket.send(`420["watch",{"room":"poll","id":"${id}"}]`);
    else if (data.startsWith('430')) { tell(data.slice(3)); socket.close(); }
  };
})"""


def stay(page: Page) -> None:
    """Leave a mark that a reload would wipe."""
    page.evaluate("window.stayed = true")


def has_stayed(page: Page) -> bool:
    return bool(page.evaluate("window.stayed === true"))


def ask_from_the_list(page: Page, wishlist: Wishlist) -> None:
    page.goto(f"/lists/{encode(wishlist.id)}")
    page.get_by_role("link", name="Ask friends").click()
    page.get_by_label("Question").fill("Which one for Gran?")
    page.get_by_label("Make a link, too").check()
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Which one for Gran?")


def test_friends_and_a_guest_answer_and_the_asker_watches(browse, new_member):
    ana, ben = new_member("ana"), new_member("ben")
    befriend(ana.profile, ben.profile)
    kitchen = list_by(ana.profile, "Kitchen")
    for path in ("kettle", "lamp"):
        product = product_by(ana.profile, f"{path}-{ana.handle}")
        wish_on(kitchen, path.title(), product=product, offer=product.offer)
    hers, his = browse(ana), browse(ben)
    his.goto("/discover")
    stay(his)

    ask_from_the_list(hers, kitchen)
    stay(hers)

    expect(his.locator("#bell")).to_have_attribute("data-bell", "1", timeout=15_000)
    assert has_stayed(his)
    his.locator("#bell").click()
    his.get_by_role("button", name="Which one for Gran?").click()
    his.locator("label.option.b").click()
    his.get_by_role("button", name="Vote", exact=True).click()
    expect(his.locator(".option.b [data-pct]")).to_have_text("100%")

    expect(hers.locator(".option.b [data-pct]")).to_have_text("100%", timeout=15_000)
    expect(hers.locator(".option.b .who")).to_contain_text("Ben")
    assert hers.locator(".option.b .bar rect").bounding_box()["width"] > 50

    guest = browse()
    guest.goto(hers.locator("#share input[readonly]").input_value())
    guest.locator("label.option.a").click()
    guest.get_by_label("Your name").fill("Aunt Gus")
    guest.get_by_role("button", name="Vote", exact=True).click()
    expect(guest.locator(".option.a [data-pct]")).to_have_text("50%")
    expect(hers.locator(".option.a .who")).to_contain_text("Aunt Gus", timeout=15_000)
    expect(hers.locator("[data-total]")).to_have_text("2")

    his.get_by_label("Say something").fill("The *second* one.")
    his.get_by_role("button", name="Send").click()
    expect(hers.locator(".comment em")).to_have_text("second", timeout=15_000)
    assert has_stayed(hers)


def test_the_asker_closes_and_says_what_she_bought(browse, new_member):
    ana, ben = new_member("ana"), new_member("ben")
    befriend(ana.profile, ben.profile)
    lamp = product_by(ana.profile, f"lamp-{ana.handle}")
    kitchen = list_by(ana.profile, "Kitchen")
    wish_on(kitchen, "Lamp", product=lamp, offer=lamp.offer)
    hers = browse(ana)
    hers.goto(f"/polls/new?product={encode(lamp.id)}")
    hers.get_by_text("Buy it or not?", exact=True).click()
    hers.get_by_role("button", name="Ask", exact=True).click()
    address = hers.url

    his = browse(ben, user_agent="Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Firefox/140.0")
    his.goto(address)
    his.locator("label.option").first.click()
    his.get_by_role("button", name="Vote", exact=True).click()
    expect(his.get_by_role("button", name="Change vote")).to_be_visible()

    hers.get_by_role("button", name="Close now").click()
    expect(hers.locator(".poll")).to_have_attribute("data-state", "closed")
    expect(his.locator(".poll")).to_have_attribute("data-state", "closed", timeout=15_000)
    hers.get_by_text("I bought it", exact=True).click()
    hers.get_by_role("button", name="Tell them").click()
    expect(hers.locator(".verdict")).to_contain_text("Ana bought it")
    expect(his.locator(".verdict")).to_contain_text("Ana bought it", timeout=15_000)

    his.context.route("https://pots.example/**", lambda route: route.fulfill(body="The shop"))
    with his.context.expect_page() as opened:
        his.locator(".verdict").get_by_role("link", name="Visit shop").click()
    expect(opened.value).to_have_url(f"https://pots.example/lamp-{ana.handle}")
    hers.goto(f"/products/{encode(lamp.id)}")
    assert clicks(lamp) == 1


def clicks(product) -> int:
    db.session.rollback()
    query = db.select(Offer.clicks).where(Offer.product_id == product.id)
    return int(db.session.scalar(query) or 0)


def test_a_stranger_finds_nothing_and_hears_nothing(browse, new_member):
    ana, ben, cleo = new_member("ana"), new_member("ben"), new_member("cleo")
    befriend(ana.profile, ben.profile)
    poll = poll_by(ana.profile)
    key = encode(poll.id)

    stranger = browse(cleo)
    assert stranger.goto(f"/polls/{key}").status == 404
    assert '"ok":false' in stranger.evaluate(ASK_TO_WATCH, key)

    friend = browse(ben)
    assert friend.goto(f"/polls/{key}").status == 200
    assert '"ok":true' in friend.evaluate(ASK_TO_WATCH, key)


def test_a_link_that_was_made_void_shuts_the_page_of_who_came_by_it(browse, new_member):
    ana = new_member("ana")
    poll = poll_by(ana.profile, audience="me")
    link = link_to(poll, ana.profile)
    guest, hers = browse(), browse(ana)
    guest.goto(f"/l/{link.key}")
    expect(guest.get_by_role("heading", level=1)).to_have_text("Which pot?")

    hers.goto(f"/polls/{encode(poll.id)}")
    hers.get_by_role("button", name="Turn the link off").click()
    expect(hers.get_by_role("button", name="Make a link")).to_be_visible()

    assert guest.reload().status == 404

"""Posy on a shop's pages, across two sites: `localhost` is the shop, `127.0.0.1` is Posy."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from flask import Flask
from playwright.sync_api import Page, expect

from community.catalog.models import Product
from community.catalog.models.offer import url_key
from community.core.db import writing
from community.core.ids import encode
from community.demo.shop.front import Leads
from community.demo.shop.opening import DOMAIN, open_at
from community.extensions import db
from community.polls.models import Poll
from community.purchases.jobs import tell_it
from community.purchases.models import Purchase
from community.purchases.queries import is_proved
from community.retailers.models import SigningKey
from community.reviews.models import Review, Said
from tests.browser.eyes import AXE, EVERYTHING, OPTIONS, RUN
from tests.services.site import Site
from tests.world import befriend, collection_by, poll_by, product_by, retailer_by, topic_by

HIDDEN = "Heliotrope"  # what is for friends alone
REFUSED = (r"frame-ancestors", r"ERR_BLOCKED_BY_RESPONSE", r"chromewebdata")
HOSTILE = """<!doctype html><title>Hostile</title>
<img name="currentScript"><form name="querySelectorAll"><input name="after"></form>
<img name="createElement"><img name="readyState"><form name="addEventListener"></form>
<a class="posy-poll" href="http://[">Broken</a> <svg><a class="posy-list" href="x"></a></svg>
<a class="posy-poll good" href="{poll}">A poll</a> <a class="posy-save" href="{save}">Save</a>
<a class="posy-save" href="https://elsewhere.example/clip?url=x">Elsewhere</a>
<iframe title="page" src="{poll}"></iframe><script async src="{site}/embed/posy.js"></script>"""


@pytest.fixture(scope="module")
def things(site_app: Flask, new_person: Any, live_site: Site) -> dict[str, Any]:
    """A shop that has proved its domain; a poll for everybody and a collection for friends."""
    ana = new_person("ana").profile
    nordlys = retailer_by(ana, "Nordlys", DOMAIN)
    lamp, other = (_sold(ana, nordlys, key) for key in ("arc-lamp", "dusk-lamp"))
    topic_by(ana, "Does it hum?", about=lamp)
    hidden = collection_by(ana, HIDDEN)
    poll = poll_by(ana, "Heron", "Bell", question="Which light?", audience="public")
    with writing():
        db.session.get_one(Poll, poll.id).results = "always"
        secret = SigningKey.make(nordlys, "Checkout").secret
    at = {"poll": f"polls/{encode(poll.id)}", "hidden": f"collections/{encode(hidden.id)}"}
    return {
        "secret": secret,
        "dusk-lamp": other.id,
        **{name: f"{live_site.url}/{path}" for name, path in at.items()},
    }


def _sold(ana: Any, nordlys: Any, key: str) -> Any:
    product = product_by(ana, f"{key}-{ana.handle}", listed=True)
    with writing():
        offer = product.offers[0]
        offer.shop, offer.url = nordlys.claims[0].shop, f"https://{DOMAIN}/p/{key}"
        offer.url_key = url_key(offer.url)
    return product


@pytest.fixture(scope="module")
def shop(live_site: Site, things: dict[str, Any]) -> str:
    door = socket.create_server(("127.0.0.1", int(live_site.environment["SHOP_PORT"])))
    leads = {"poll": things["poll"], "collection": things["hidden"], "secret": things["secret"]}
    open_at(door, Leads(live_site.url, **leads))
    return f"http://localhost:{live_site.environment['SHOP_PORT']}"


@pytest.fixture
def elsewhere(live_site: Site, things: dict[str, Any]) -> Iterator[str]:
    """A page of nobody we know, on a port of its own."""
    from threading import Thread

    from werkzeug.serving import make_server

    save = f"{live_site.url}/clip?url=https://{DOMAIN}/p/arc-lamp"
    page = HOSTILE.format(poll=things["poll"], save=save, site=live_site.url)
    app = Flask("hostile")
    app.add_url_rule("/", view_func=lambda: page)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_port}/"
    server.shutdown()


def without_foreign_cookies(page: Page) -> Page:
    controls = {"enableThirdPartyCookieRestriction": True}
    controls |= {"disableThirdPartyCookieMetadata": True, "disableThirdPartyCookieHeuristics": True}
    page.context.new_cdp_session(page).send("Network.setCookieControls", controls)
    return page


def frame_of(page: Page, widget: str) -> Any:
    """The frame in the place of a link, once it has said how large it is."""
    expect(page.locator(f"a.posy-{widget}")).to_be_hidden()
    handle = page.locator(f"a.posy-{widget} + iframe").element_handle()
    frame = handle.content_frame()
    size = frame.evaluate("[innerWidth, innerHeight, document.documentElement.scrollHeight]")
    assert size[0] > 60 and 25 < size[1] < 900 and size[2] <= size[1] + 1, (widget, size)
    frame.evaluate(AXE)
    assert frame.evaluate(RUN, [[], {**OPTIONS, **EVERYTHING}]) == [], widget
    return frame


def test_widgets_stand_in_the_shop_and_nobodys_secret_in_them(
    browse, stage, shop, things, new_member
):
    page = without_foreign_cookies(browse(new_member("ben")))
    page.goto(f"{shop}/p/arc-lamp?look=night")
    assert "Save to" in frame_of(page, "save").inner_text("main")
    for widget in ("ask", "talk"):
        assert frame_of(page, widget).locator("a").first.get_attribute("target") == "_blank"
    page.goto(shop)
    page.locator("a.posy-poll + iframe").scroll_into_view_if_needed()
    poll = frame_of(page, "poll")
    assert "0%" in poll.inner_text("main")
    _vote(browse(new_member("cy")), things["poll"])
    expect(poll.locator("[data-pct]").first).to_have_text("100%")
    # For friends alone: the link stays a link, and no frame has a word of it.
    expect(page.locator("a.posy-collection")).to_be_visible()
    assert not any(HIDDEN in frame.content() for frame in page.frames)


def _vote(page: Page, poll: str) -> None:
    page.goto(poll)
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Vote").click()


def test_a_buyer_tells_friends_who_go_on_to_the_shop(browse, stage, shop, things, new_member):
    ana, ben, cleo = (new_member(name) for name in ("ana", "ben", "cleo"))
    befriend(ana.profile, ben.profile)
    page = without_foreign_cookies(browse(ana))
    page.goto(f"{shop}/thanks/dusk-lamp")
    with page.context.expect_page() as opened:
        frame_of(page, "bought").locator("a").click()
    form = opened.value
    expect(form.get_by_text("Signed by the shop")).to_be_visible()
    form.get_by_label("Yes, share it").check()
    form.get_by_role("button", name="Share it").click()
    expect(form.get_by_text("In ten minutes it is told")).to_be_visible()
    _tell_now(ana)

    friend, stranger = browse(ben), browse(cleo)
    friend.goto(form.url)
    friend.get_by_role("link", name="Visit").click()
    expect(friend).to_have_url(re.compile(r":\d+/p/dusk-lamp$"))
    assert stranger.goto(form.url).status == 404

    _review(ana, things["dusk-lamp"])
    # By night: the friend's visit has had the page of the day kept, and the site is not told of
    # what another process writes.
    page.goto(f"{shop}/p/dusk-lamp?look=night")
    assert "Verified buyer" in frame_of(page, "reviews").inner_text("main")


def _tell_now(member: Any) -> None:
    with writing():
        tell_it(db.session.query(Purchase).filter_by(owner_id=member.profile_id).one())


def _review(member: Any, product_id: int) -> None:
    product = db.session.get_one(Product, product_id)
    with writing():
        proved = is_proved(member.profile_id, product_id)
        Review.write(product, member.profile, Said(9, "Warm"), is_proved=proved)


def test_a_widget_hears_nobody_but_its_own(browse, stage, shop):
    page = browse()
    page.goto(f"{shop}/p/arc-lamp")
    frame = frame_of(page, "save")
    height = page.locator("a.posy-save + iframe").bounding_box()["height"]
    page.evaluate("postMessage({ posy: 1, height: 4000, width: 4000 }, '*')")
    frame.evaluate("postMessage({ posy: 1, ask: 'size' }, '*')")
    frame.evaluate("parent.postMessage({ posy: 1, height: '4000' }, '*')")
    frame.evaluate("parent.postMessage({ posy: 2, height: 4000 }, '*')")
    page.wait_for_timeout(100)
    assert page.locator("a.posy-save + iframe").bounding_box()["height"] == height


def test_other_sites_are_refused_and_cannot_stand_before_the_script(browse, stage, elsewhere):
    page = browse(allow=REFUSED)
    page.goto(elsewhere)
    frame_of(page, "poll.good")
    for name in ("Save", "Elsewhere", "Broken"):
        expect(page.get_by_role("link", name=name)).to_be_visible()
    shown = [frame for frame in page.frames[1:] if urlsplit(frame.url).path.startswith("/polls")]
    assert not any("Which light?" in frame.content() for frame in shown)


def test_without_script_the_links_are_links(browse, stage, shop):
    page = browse(java_script_enabled=False)
    page.goto(f"{shop}/p/arc-lamp")
    expect(page.locator("iframe")).to_have_count(0)
    page.get_by_role("link", name="Save to Posy").click()
    expect(page).to_have_url(re.compile(r"/sign-in\?next=/clip\?url.*arc-lamp$"))

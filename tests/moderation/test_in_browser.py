"""A report leads to a ban, and the page that the banned one has open falls silent."""

from __future__ import annotations

import time
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from tests.polls.people import befriend, cookie_of, person, poll_by


@pytest.fixture
def scene(live_site):
    """Ana asks her friends ben and dan; mo is a moderator."""
    app = live_site.app()
    with app.app_context():
        ana, ben, dan, mo = (person(f"{n}{uuid4().hex[:6]}") for n in ("ana", "ben", "dan", "mo"))
        befriend(ana, ben)
        befriend(ana, dan)
        with writing():
            mo.account.role = "moderator"
        poll = poll_by(ana)
        made = {
            "site": live_site.url,
            "poll": f"{live_site.url}/polls/{encode(poll.id)}",
            "report": f"{live_site.url}/report/profile/{encode(dan.id)}",
            **{name: cookie_of(app, who) for name, who in
               (("ana", ana), ("ben", ben), ("dan", dan), ("mo", mo))},
        }  # fmt: skip
        db.session.remove()
    return made


@pytest.fixture
def enter(scene, new_context):
    def open_page(who: str, address: str):
        context = new_context()
        context.add_cookies([{"name": "posy", "value": scene[who], "url": scene["site"]}])
        page = context.new_page()
        page.goto(address)
        return page

    return open_page


@pytest.mark.browser
def test_a_report_leads_to_a_ban_and_the_open_page_falls_silent(scene, enter):
    banned = enter("dan", scene["poll"])
    heard: list[str] = []
    banned.on(
        "websocket", lambda socket: socket.on("framereceived", lambda frame: heard.append(frame))
    )
    banned.reload()
    expect(banned.locator(".poll")).to_be_visible()

    ana = enter("ana", scene["report"])
    ana.get_by_label("Unkind or harassing").check()
    ana.get_by_role("button", name="Send the report").click()
    expect(ana.get_by_role("heading", name="Your report")).to_be_visible()

    mo = enter("mo", f"{scene['site']}/moderation")
    mo.locator(".rows a").first.click()
    mo.get_by_label("Ban the member").check()
    mo.get_by_role("button", name="Decide").click()
    expect(mo.get_by_text("Decided. The member")).to_be_visible()

    time.sleep(2)  # five are allowed
    heard.clear()
    friend = enter("ben", scene["poll"])
    friend.locator(".option.b").click()
    friend.get_by_role("button", name="Vote", exact=True).click()
    expect(friend.locator(".option.b")).to_contain_text("Your vote")
    time.sleep(1)
    assert not [frame for frame in heard if "votes" in str(frame)]
    expect(banned.locator(".option.b [data-pct]")).not_to_have_text("100%")
    assert banned.goto(scene["poll"]).status in (200, 404)
    assert "Your menu" not in banned.content()

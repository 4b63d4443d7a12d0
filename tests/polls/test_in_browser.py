"""A poll that moves: two friends and a guest in Chromium, and once without script."""

from __future__ import annotations

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from community.core.ids import encode
from community.extensions import db
from tests.polls.people import befriend, cookie_of, link_to, person, poll_by


@pytest.fixture
def scene(live_site):
    """Ana asks her friend ben which pot; `enter` gives the cookies of each."""
    app = live_site.app()
    with app.app_context():
        ana, ben = (person(f"{name}{uuid4().hex[:6]}") for name in ("ana", "ben"))
        befriend(ana, ben)
        poll = poll_by(ana)
        made = {
            "site": live_site.url,
            "poll": f"{live_site.url}/polls/{encode(poll.id)}",
            "link": f"{live_site.url}/l/{link_to(poll, ana).key}",
            "ana": cookie_of(app, ana),
            "ben": cookie_of(app, ben),
        }
        db.session.remove()
    return made


@pytest.fixture
def enter(scene, new_context):
    def open_page(who: str = "", path: str = "poll", **options):
        context = new_context(**options)
        if who:
            context.add_cookies([{"name": "posy", "value": scene[who], "url": scene["site"]}])
        page = context.new_page()
        page.goto(scene[path])
        return page

    return open_page


def choose(page, letter: str) -> None:
    page.locator(f".option.{letter}").click()
    page.get_by_role("button", name="Vote", exact=True).click()


def test_votes_and_words_of_others_appear_without_a_reload(enter):
    asker, friend = enter("ana"), enter("ben")
    asker.evaluate("window.isTheSamePage = true")
    choose(friend, "b")
    expect(friend.locator(".option.b")).to_contain_text("Your vote")
    expect(asker.locator(".option.b [data-pct]")).to_have_text("100%")
    expect(asker.locator(".option.b .who")).to_contain_text("Ben")
    guest = enter(path="link", viewport={"width": 390, "height": 844})
    guest.get_by_label("Your name").fill("Gus")
    choose(guest, "a")
    expect(asker.locator(".option.a .who")).to_contain_text("Gus")
    friend.get_by_label("Say something").fill("Blue <b>always</b>")
    friend.get_by_role("button", name="Send").click()
    expect(asker.locator(".comments")).to_contain_text("Blue <b>always</b>")
    assert asker.evaluate("window.isTheSamePage")


def test_the_close_and_the_decision_reach_who_watches(enter):
    friend, asker = enter("ben"), enter("ana")
    asker.get_by_role("button", name="Close now").click()
    expect(friend.locator(".poll")).to_have_attribute("data-state", "closed")
    asker.get_by_text("I bought B: blue pot").click()
    asker.get_by_role("button", name="Tell them").click()
    expect(friend.locator(".verdict")).to_contain_text("bought B: blue pot")


def test_all_of_it_works_without_script(enter):
    friend = enter("ben", java_script_enabled=False)
    choose(friend, "b")
    expect(friend.locator(".option.b")).to_contain_text("Your vote")
    friend.get_by_role("button", name="Take back").click()
    expect(friend.locator("[data-total]")).to_have_text("0")
    guest = enter(path="link", java_script_enabled=False)
    guest.get_by_label("Your name").fill("Gus")
    choose(guest, "a")
    expect(guest.locator(".option.a")).to_contain_text("Your vote")

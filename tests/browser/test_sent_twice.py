"""What is sent twice by a hasty or careful hand is done once."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from community.core.ids import encode
from community.extensions import db
from community.reactions.models import Comment
from community.wishlists.models import Wishlist
from tests.world import befriend, poll_by


def titles_of(member) -> list[str]:
    db.session.rollback()
    return list(db.session.scalars(db.select(Wishlist.title).filter_by(owner_id=member.profile_id)))


def fill_in(page: Page, title: str) -> None:
    page.get_by_label("Title").or_(page.locator("#title")).first.fill(title)


def test_a_double_click_makes_one_list(browse, new_member):
    ana = new_member("ana")
    page = browse(ana)
    page.goto("/lists/new")
    fill_in(page, "Kitchen")
    page.locator("main form button[type=submit]").first.dblclick()
    expect(page.get_by_role("heading", name="Kitchen")).to_be_visible()
    assert titles_of(ana) == ["Kitchen"]


def test_back_and_sent_again_leads_to_the_same_list(browse, new_member):
    ana = new_member("ana")
    page = browse(ana)
    page.goto("/lists/new")
    fill_in(page, "Garden")
    page.locator("main form button[type=submit]").first.click()
    expect(page.get_by_role("heading", name="Garden")).to_be_visible()
    made = page.url

    page.go_back()
    fill_in(page, "Garden")
    page.locator("main form button[type=submit]").first.click()

    page.wait_for_url(made)
    assert titles_of(ana) == ["Garden"]


def test_two_comments_from_one_page_are_two(browse, new_member):
    ana, ben = new_member("ana"), new_member("ben")
    befriend(ana.profile, ben.profile)
    poll = poll_by(ana.profile, audience="friends")
    page = browse(ben)
    page.goto(f"/polls/{encode(poll.id)}")
    for words in ("The lamp.", "No, the plant."):
        page.get_by_label("Say something").fill(words)
        page.get_by_role("button", name="Send").click()
        expect(page.locator(".comment", has_text=words)).to_be_visible()
    db.session.rollback()
    assert len(db.session.scalars(db.select(Comment).filter_by(thing_id=poll.id)).all()) == 2

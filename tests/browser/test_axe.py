"""Every page type, in both themes: no axe violation, no sideways scrolling, no error unseen."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from community.activity.models import Activity
from community.core.db import writing
from community.core.ids import encode
from community.core.upsert import insert_or_ignore
from community.friends.models import PeopleSet
from tests.world import befriend, link_to, list_by, poll_by, product_by, wish_on

RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
OVERFLOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# What reaches over the right edge, for the message.
WIDE = """() => [...document.querySelectorAll('body *')].filter((each) => {
  const { right, width } = each.getBoundingClientRect();
  return width && right > document.documentElement.clientWidth + 1;
}).slice(0, 4).map((each) => each.outerHTML.slice(0, 90))"""


@pytest.fixture
def furnished(new_member: Any, stage: Any) -> dict[str, Any]:
    """Addresses of every page type for a member, and for a visitor; and who the member is."""
    ana, ben = new_member("ana"), new_member("ben")
    befriend(ana.profile, ben.profile)
    kettle = product_by(ana.profile, f"kettle-{ana.handle}", listed=True)
    lamp = product_by(ben.profile, f"lamp-{ben.handle}", listed=True)
    mine = list_by(ana.profile, "Kitchen", audience="public", note="For the new flat")
    wish_on(mine, "Kettle", product=kettle, offer=kettle.offer, note="In red", size="1 l")
    wish = wish_on(mine, "A word of my own", priority=2, quantity=3)
    his = list_by(ben.profile, "Light", audience="public")
    wish_on(his, "Lamp", product=lamp, offer=lamp.offer)
    with writing():
        circle = PeopleSet.circle(ana.profile, "Family")
        circle.set_members([ben.profile_id])
    poll = poll_by(ana.profile, audience="public", note="Gran turns ninety.")
    other = poll_by(ben.profile, question="Which lamp?", audience="public")
    link_to(poll, ana.profile)
    with writing():
        for kind, thing, verb in (("poll", other, "asked"), ("list", his, "added")):
            _note(ben.profile, kind, thing, verb)
    own = [
        "/", "/discover", "/discover?tab=lists", "/discover?tab=polls", "/discover?tab=people",
        f"/@{ana.handle}", f"/@{ben.handle}", f"/@{ben.handle}?tab=polls", "/clip", "/lists",
        "/lists/new", f"/lists/{encode(mine.id)}", f"/lists/{encode(his.id)}",
        f"/lists/{encode(mine.id)}/edit", f"/lists/{encode(mine.id)}/delete",
        f"/wishes/{encode(wish.id)}/edit", f"/wishes/{encode(wish.id)}/list", "/polls",
        "/polls?tab=mine", "/polls/new", f"/polls/{encode(poll.id)}",
        f"/polls/{encode(other.id)}", f"/polls/{encode(poll.id)}/edit",
        f"/products/{encode(lamp.id)}", "/people", "/circles", f"/circles/{encode(circle.id)}",
        "/notifications", "/settings/profile", "/settings/account", "/settings/password",
        "/settings/sessions", "/settings/appearance", "/settings/blocks", "/nothing-here",
    ]  # fmt: skip
    open_to_all = [
        "/", "/sign-up", "/sign-in", "/forgot-password", "/mail-outbox", "/search?q=lamp",
        f"/products/{encode(lamp.id)}", f"/polls/{encode(poll.id)}", f"/lists/{encode(mine.id)}",
    ]  # fmt: skip
    return {"ana": ana, "own": own, "open": open_to_all}


def _note(actor: Any, kind: str, thing: Any, verb: str) -> None:
    """An entry of the feed, as the site's worker writes it, unless it was faster."""
    about = {"actor_id": actor.id, "kind": kind, "thing_id": thing.id, "verb": verb}
    insert_or_ignore(Activity, {**about, "burst": "", "count": 1})


def open_page(page: Any, address: str) -> None:
    expected = 404 if address == "/nothing-here" else 200
    assert page.goto(address).status == expected, address


def violations(page: Any) -> list[str]:
    found = Axe().run(page, options=RULES).response["violations"]
    return [
        f"{each['id']}: {node['html'][:160]} – {node['failureSummary'][:300]}"
        for each in found
        for node in each["nodes"][:3]
    ]


def overflow(page: Any) -> str:
    by = page.evaluate(OVERFLOW)
    return f"{by}px too wide: {page.evaluate(WIDE)}" if by > 0 else ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("who", ["own", "open"])
def test_no_page_keeps_anybody_out(browse, furnished, who, scheme):
    member = furnished["ana"] if who == "own" else None
    page = browse(member, color_scheme=scheme, reduced_motion="reduce")
    troubles = []
    for address in furnished[who]:
        for width in (1280, 390, 320):
            page.set_viewport_size({"width": width, "height": 844})
            if width == 1280:
                open_page(page, address)
            troubles += [
                f"{address} at {width}: {trouble}" for trouble in [overflow(page)] if trouble
            ]
            if width != 320 and (width == 1280 or scheme == "light"):
                troubles += [f"{address} at {width}: {each}" for each in violations(page)]

    assert not troubles, "\n".join(troubles)


def test_pages_read_from_right_to_left_too(browse, furnished):
    page = browse(furnished["ana"], viewport={"width": 390, "height": 844})
    troubles = []
    for address in furnished["own"]:
        open_page(page, address)
        page.evaluate("document.documentElement.dir = 'rtl'")
        troubles += [f"{address}: {trouble}" for trouble in [overflow(page)] if trouble]

    assert not troubles, "\n".join(troubles)

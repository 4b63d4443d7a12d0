"""People, marks, notices and words that are looked for, without script."""

from __future__ import annotations

from community.core import outbox
from community.core.ids import encode
from community.search.indexing import rebuild
from tests.world import list_by, poll_by, product_by, wish_on


def test_circles_are_made_filled_and_dissolved(world, reading):
    ana = reading(world.ana).go("/circles").press("Make circle", name="Cooks")
    ana.press("Save circle", members=[encode(world.ben.id)])
    assert "1 person" in ana.go("/circles").text
    ana.follow("Cooks").press("Delete circle")
    assert "Cooks" not in [a.text_content().strip() for a in ana.page.iter("a")]


def test_a_closed_profile_is_asked_and_lets_in(world, reading):
    ana, cleo = reading(world.ana), reading(world.cleo)
    ana.go("/settings/privacy").press("Save", is_closed=True)
    cleo.go("/@ana").press("Ask to follow Ana")
    ana.go("/@cleo").press("Let Cleo follow you")
    assert cleo.go("/@ana").has("Following Ana")


def test_somebody_is_muted_blocked_and_forgiven(world, reading):
    ben = reading(world.ben).go("/@ana").press("Mute Ana")
    assert ben.go("/@ana").has("Unmute Ana")
    ben.press("Block Ana")
    assert ben.go("/settings/blocks").has("Unblock Ana")
    ben.press("Unblock Ana")
    assert "Ana" not in [b.text_content() for b in ben.page.iter("button")]


def test_an_invitation_is_made_opened_and_accepted(world, reading):
    ana = reading(world.ana).go("/people").press("Make my link")
    link = next(i.get("value") for i in ana.page.iter("input") if "/l/" in i.get("value", ""))
    cleo = reading(world.cleo).go(link.partition("localhost")[2])
    assert "Ana invites you" in cleo.text
    cleo.press("Become friends")
    assert cleo.go("/@ana").has("Friends with Ana")
    ana.go("/people").press("Send the letter", email="gran@example.com")
    assert "gran@example.com" in ana.text


def test_what_one_has_is_said_and_taken_back(world, reading):
    lamp = product_by(world.ana, "lamp", listed=True)
    ben = reading(world.ben).go(f"/products/{encode(lamp.id)}")
    ben.press("I have it").press("Like").press("Save")
    ben.go(f"/products/{encode(lamp.id)}/mark").press("Save", state="had", audience="me")
    assert ben.go("/@ben?tab=have").status == 200
    assert ben.go(f"/products/{encode(lamp.id)}").has("Like · 1 like")


def test_notices_are_read_muted_and_chosen(world, reading):
    poll_by(world.ana)
    outbox.deliver_all()
    ben = reading(world.ben).go("/notifications")
    ben.press("Hear nothing more of this").go("/notifications").press("Mark all read")
    ben.go("/settings/notifications").press("Save", **{"mail-questions": "daily"})
    select = ben.page.xpath("//select[@name='mail-questions']/option[@selected]")
    assert select[0].get("value") == "daily"


def test_words_are_looked_for_and_the_audience_of_many_changed(world, reading):
    wish_on(list_by(world.ana, "Zanzibar kitchen", audience="public"))
    rebuild()
    someone = reading().go("/search").enter("q", "zanzibar")
    assert "Zanzibar kitchen" in someone.text
    ana = reading(world.ana).go("/settings/privacy")
    ana.press("See how many", kinds=["list"], audience="me", before="")
    ana.press("Change them")
    assert someone.go("/search?q=zanzibar").text.count("Zanzibar kitchen") == 0

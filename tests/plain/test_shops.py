"""A shop’s team without script."""

from __future__ import annotations

from tests.world import retailer_by


def test_a_shop_is_opened_staffed_and_filled(world, reading):
    ana, ben = reading(world.ana), reading(world.ben)
    ana.go("/retailers").press("Open", name="Bolts and Co")
    ana.follow("Team").press("Invite", handle="@ben", role="editor")
    ben.go("/retailers").press("Join the team")
    assert "Bolts and Co" in ben.text
    assert ana.follow("Team").has("Make owner")
    ana.follow("Domains").press("Claim it", domain="bolts.example")
    assert "posy-verify=" in ana.text
    ana.press("Check now")
    assert "Looking for the proof" in ana.text
    ana.follow("Stores").press("Add", name="Quay", address="At the quay", hours="Mo 9–17")
    assert "At the quay" in ana.text
    ana.follow("Edit").press("Save", name="Pier")
    assert "Pier" in ana.text


def test_a_feed_is_brought_by_its_address_and_a_page_by_its_own(world, reading):
    retailer_by(world.ana, "Pots and Co", "pots.example")
    ana = reading(world.ana).go("/retailers").follow("Pots and Co").follow("Products")
    ana.press("Read it", url="https://pots.example/feed.xml", currency="EUR")
    assert "Reading the feed" in ana.text
    ana.follow("Products").follow("Link a single page")
    ana.press("Read it", url="https://pots.example/blue")
    assert ana.status == 200
    ana.follow("Numbers")
    ana.follow("Page").press("Save", line="Pots for ever")
    assert ana.button("Save").getroottree().xpath("//input[@value='Pots for ever']")

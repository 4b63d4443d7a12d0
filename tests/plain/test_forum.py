"""The forum without script: asked, drafted, quoted, answered, kept in order."""

from __future__ import annotations

from community.core.ids import encode
from tests.world import board_called, post_in, product_by, topic_by


def test_a_topic_is_looked_at_kept_as_a_draft_and_started(world, reading):
    board_called("home")
    ana = reading(world.ana).go("/forum/new")
    ana.press("Preview", title="Which lamp?", body="For a *small* room.")
    assert "For a small room." in ana.said("preview")[0]
    ana.press("Keep as a draft")
    ana.go("/forum/new")
    assert "For a *small* room." in ana.page.text_content()
    ana.press("Start", board="home")
    assert "Which lamp?" in ana.text and "For a small room." in ana.said("post-1")[0]


def test_a_product_begins_a_topic_that_shows_it(world, reading):
    board_called("home")
    lamp = product_by(world.ana, "lamp", listed=True)
    ben = reading(world.ben).go(f"/products/{encode(lamp.id)}").follow("Start a discussion")
    ben.press("Start", title="Warm enough?", body="Is it?")
    assert lamp.title in ben.said("subject")[0]


def test_posts_are_quoted_answered_mended_and_taken_back(world, reading):
    topic = topic_by(world.ana)
    post_in(topic, world.ben, "It dims.")
    at = f"/forum/topics/{encode(topic.id)}"
    carla, ana = reading(world.carla), reading(world.ana)
    carla.go(at).press("Tell me of replies")
    assert carla.has("Told of replies")
    carla.follow("Quote", within="post-2").press("Reply", body="Buy it.")
    assert "It dims." in carla.said("quoted")[0]
    carla.follow("Edit").press("Save", body="Buy it now.")
    assert "Buy it now." in carla.text

    ana.go(at).press("This helped")
    assert ana.has("Not the answer after all")
    carla.go(at).press("Delete")
    assert "Buy it now." not in carla.text


def test_whoever_keeps_order_pins_closes_and_moves(world, reading):
    topic, other = topic_by(world.ana), board_called("gifts")
    mo = reading(world.mo).go(f"/forum/topics/{encode(topic.id)}")
    mo.press("Pin to the top").press("Close").press("Move", board=other.slug)
    assert other.title in mo.text and mo.has("Open")
    ana = reading(world.ana).go(f"/forum/topics/{encode(topic.id)}")
    assert not ana.has("Reply")

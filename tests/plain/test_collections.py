"""Collections without script: made, filled, arranged, shared, followed, remixed."""

from __future__ import annotations

from community.core.ids import encode
from tests.world import collection_by, piece_in, product_by


def names(reader):
    return reader.said("piece")


def test_a_collection_is_made_filled_and_arranged(world, reading):
    lamp = product_by(world.ana, "lamp", listed=True)
    ana = reading(world.ana).go("/collections").follow("Make a collection")
    ana.press("Make the collection", title="Slow mornings", audience="public", tags="light, tea")
    assert "Slow mornings" in ana.text

    ana.follow("A note or a picture").press("Add", why="No screens before nine.")
    ana.go(f"/products/{encode(lamp.id)}")
    ana.follow("or say why").press("Collect", why="Warm").go("/collections").follow("Slow mornings")
    assert [each for each in names(ana) if "lamp" in each]
    first = names(ana)[0]
    ana.press("Move to the bottom")
    assert names(ana)[-1] == first

    ana.press("Take out", nth=0)
    assert len(names(ana)) == 1
    ana.press("Undo")
    assert len(names(ana)) == 2


def test_others_are_let_in_follow_like_speak_and_remix(world, reading):
    collection = collection_by(world.ana, audience="public")
    piece_in(collection, "Slowly.")
    page = f"/collections/{encode(collection.id)}"
    ana, ben = reading(world.ana), reading(world.ben)
    ana.go(f"{page}/people").press("Gather together", handle="@carla")
    assert "Carla" in ana.text

    ben.go(page).press("Follow Slow mornings").press("Like").press("Send", body="So calm.")
    assert "So calm." in ben.text and ben.has("Like · 1 like")
    ben.follow("Remix").press("Make the remix", title="Slower mornings", audience="friends")
    assert "Slower mornings" in ben.text and "Ana" in ben.text

    ana.go(page).follow("Edit").press("Save", title="Calm mornings", audience="me")
    assert "Calm mornings" in ana.text
    assert ben.go(page).status == 404

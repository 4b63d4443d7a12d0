"""Reviews and questions without script: written, changed, found helpful, answered, thanked for."""

from __future__ import annotations

from community.core.ids import encode
from tests.world import product_by


def test_a_review_is_written_found_helpful_changed_and_put_back(world, reading):
    pot = product_by(world.mo, listed=True)
    page = f"/products/{encode(pot.id)}"
    ana, ben = reading(world.ana), reading(world.ben)
    ana.go(page).follow("Write a review")
    ana.press("Publish", stars="9", body="It pours well.", pros="light", audience="public")
    assert "It pours well." in ana.text

    ben.go(page).press("Helpful")
    assert "It pours well." in ben.text and ben.has("Helpful 1")
    ana.go(page).follow("Edit your review").press("Keep", body="It drips a little.")
    ana.press("Take the review back")
    assert "It drips a little." not in ana.text
    ana.press("Put your review back")
    assert "It drips a little." in ana.text


def test_a_question_is_asked_answered_and_thanked_for(world, reading):
    pot = product_by(world.mo, listed=True)
    ana, ben = reading(world.ana), reading(world.ben)
    ana.go(f"/products/{encode(pot.id)}").press("Ask who has it", body="Does it drip?")
    ben.go(f"/products/{encode(pot.id)}").follow("Does it drip?").press("Answer", body="Never.")
    assert "Never." in ben.text
    ana.go(f"/products/{encode(pot.id)}").follow("Does it drip?").press("Say thanks")
    assert "Ana says thanks" in ana.text

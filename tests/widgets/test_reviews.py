"""Reviews on the shop's own page: those for everybody, in the order of ours, good and bad alike."""

from __future__ import annotations

from community.core import clock
from community.core.db import writing
from tests.reviews.makers import review_by
from tests.widgets.test_widgets import at, framers
from tests.world import person


def test_what_people_say_stands_there_with_how_far_one_may_rely_on_it(client, pot):
    review_by(person("p1"), pot, 2, title="Drips")
    lovely = review_by(person("p2"), pot, 10, title="Lovely", html="<p>Well &amp; good.</p>")
    with writing():
        lovely.proved_at = clock.now()
    said = client.get(at("reviews"))
    assert framers(said).endswith("https://pots.example https://*.pots.example")
    assert "Drips" in said.text and "Lovely" in said.text
    assert said.text.count("Verified buyer") == 1 and "Well &amp; good." in said.text
    assert "2 reviews" in client.get(at("badge")).text


def test_a_review_that_is_not_for_everybody_is_in_no_widget_and_in_no_number(client, pot):
    review_by(person("p1"), pot, 2, title="Hush", audience="friends")
    for widget in ("badge", "reviews"):
        said = client.get(at(widget)).text
        assert "Hush" not in said and "1 review" not in said


def test_without_a_review_the_first_is_asked_for(client, pot, pots):
    assert "Be the first" in client.get(at("badge")).text
    assert "/review" in client.get(at("reviews")).text
    unknown = client.get(at("reviews", "https://pots.example/new"))
    assert "/clip?url=https://pots.example/new" in unknown.text

"""Discover: what is public, by anybody, each thing once."""

from __future__ import annotations

import pytest

from tests.pages.crowd import Crowd
from tests.pages.walking import walk
from tests.world import World, list_by, product_by, signed_in, wish_on

ROWS = 30
# For each tab what its rows are known by, and how many there are.
TABS = {
    "finds": (r'href="/products/([0-9a-z]+)', ROWS + 1),
    "lists": (r'href="/lists/([0-9a-z]+)', 3 * ROWS),
    "polls": (r'id="poll-([0-9a-z]+)"', 3 * ROWS + 1),
    "people": (r'id="follow-([0-9a-z]+)"', ROWS + 1),
}


def test_load_more_has_no_duplicates_and_no_gaps(app, new_client):
    crowd = Crowd()
    crowd.grow(ROWS)
    ana = signed_in(new_client(), crowd.ana)
    for tab, (pattern, number) in TABS.items():
        seen = walk(ana, f"/discover?tab={tab}", pattern)
        assert len(seen) == len(set(seen)) == number, tab


@pytest.mark.parametrize("tab", [*TABS, "nonsense"])
def test_every_tab_stands_empty(app, new_client, tab):
    answer = new_client().get(f"/discover?tab={tab}")
    assert answer.status_code == 200 and "Nothing here yet" in answer.text


def test_who_is_signed_in_sees_what_is_saved(app, new_client):
    world = World.make()
    product = product_by(world.ben, "zanzibar", listed=True)
    wish_on(list_by(world.ana), product=product)
    pressed = 'aria-pressed="true" aria-label="Save The zanzibar'
    assert pressed in signed_in(new_client(), world.ana).get("/discover").text
    other = signed_in(new_client(), world.cleo).get("/discover").text
    assert "zanzibar" in other and pressed not in other
    assert "aria-pressed" not in new_client().get("/discover").text.split("<main", 1)[1]


def test_lists_of_friends_are_not_shown_to_who_only_looks_around(app, new_client):
    world = World.make()
    wish_on(list_by(world.ana, "The zanzibar kitchen"))
    ben = signed_in(new_client(), world.ben)
    assert "zanzibar" not in ben.get("/discover?tab=lists").text

"""What is found by which words, on both databases."""

from __future__ import annotations

from time import perf_counter

import pytest

from community.core.ids import encode
from tests.search.looking import found_by
from tests.world import World, list_by, poll_by, product_by, signed_in, topic_by, wish_on

pytestmark = pytest.mark.both_databases


@pytest.fixture
def shop(app, settle):
    """A world with a few things that everybody may meet."""
    world = World.make()
    product_by(world.ana, "wireless headphones", listed=True)
    product_by(world.ana, "ceramic kettle", listed=True)
    product_by(world.ana, "Crème brûlée torch", listed=True)
    product_by(world.ana, "Łódź poster", listed=True)
    wish_on(list_by(world.ana, "Kitchen dreams", audience="public"), "A pestle and mortar")
    poll_by(world.ana, "the anglepoise", "the lantern", question="Which lamp?", audience="public")
    topic_by(world.ana, "Gadgets worth their watts")
    settle()
    return world


FOUND = {
    "headphones": "product",
    "HEADPH": "product",  # the beginning of a word
    "kettle ceramic": "product",  # in any order
    "creme brulee": "product",  # without accents
    "CRÈME": "product",
    "lodz": "product",
    "pots.example torch": "product",  # by its shop
    "kitchen": "list",
    "mortar": "list",  # by what is on it
    "which lamp": "poll",
    "anglepoise": "poll",  # by what may be chosen
    "watts": "topic",
    "carla": "profile",
    "@CARLA": "profile",
}
SLIPS = {
    "headpones": "product",  # one letter missing
    "haedphones": "product",  # two swapped
    "ketlte": "product",
    "ceremic kettle": "product",  # another letter
    "kitchne": "list",
}
SIGNS = (
    "\x00", "'", '"', '"kettle', "kettle*", "* OR kettle", "NEAR(kettle, 2)", "kettle & | !",
    "title:kettle", "-kettle", "^kettle", "kettle:*", "%", "_", "%" * 1000, "\\", "x " * 500,
    "'; DROP TABLE x; --", "(((", "AND", "OR NOT", "🙂", "\ud7a3", "电" * 100, "é" * 119,
)  # fmt: skip


def test_it_is_found(shop, new_client):
    client = new_client()
    assert {words: list(found_by(client, words)) for words in FOUND} == {
        words: [kind] for words, kind in FOUND.items()
    }


def test_a_slip_is_forgiven_and_said(shop, new_client):
    client = new_client()
    missed = [words for words, kind in SLIPS.items() if kind not in found_by(client, words)]
    assert missed == []
    assert "These come near" in client.get("/search?q=headpones").text


def test_what_is_not_there_is_not_found(shop, new_client):
    client = new_client()
    for words in ("zzzz", "headphones zzzz", "eadphones x9", "ket xyzzy"):
        assert found_by(client, words) == {}, words
    assert "Nothing found" in client.get("/search?q=zzzz").text


def test_no_sign_is_more_than_a_sign(shop, new_client):
    client = new_client()
    for words in SIGNS:
        for path, more in (("/search", {"kind": "product"}), ("/search/suggestions", {})):
            asked = {"q": words, "after": "9-'", **more}
            began = perf_counter()
            assert client.get(path, query_string=asked).status_code == 200, words
            if "%" in words:
                assert perf_counter() - began < 0.2  # SECURITY: nothing is looked for at all
    assert found_by(client, "%") == found_by(client, "_") == {}


def test_titles_that_begin_so_come_first_then_the_newest(app, new_client, settle):
    world = World.make()
    for title in ("Lamp oil", "A lamp", "Desk", "Blue lamp", "Lamp shade"):
        wish_on(list_by(world.ana, title, audience="public"), "lamp or not")
    settle()
    titles = found_by(new_client(), "lamp", kind="list")["list"]
    assert titles == ["Lamp shade", "Lamp oil", "Blue lamp", "A lamp", "Desk"]


def test_pages_have_no_gaps_and_no_duplicates(app, new_client, settle):
    world = World.make()
    made = [
        encode(poll_by(world.ana, question=f"Lamp {n}?", audience="public").id) for n in range(30)
    ]
    settle()
    client, seen, path = new_client(), [], "/search?q=lamp&kind=poll"
    while path:
        text = client.get(path).text
        seen += [key for key in made if f"/polls/{key}" in text]
        path = text.split('hx-get="/search?', 1)[1].split('"', 1)[0] if "Load more" in text else ""
        path = f"/search?{path}".replace("&amp;", "&") if path else ""
    assert len(seen) == 30 and set(seen) == set(made)
    assert '<span class="count">20+</span>' in client.get("/search?q=lamp").text


def test_scripts_without_spaces_and_other_alphabets_are_found(app, new_client, settle):
    world = World.make()
    for title in ("黒い電気ケトル", "Чайник", "קומקום", "براد شاي", "주전자"):
        wish_on(list_by(world.ana, title, audience="public"))
    settle()
    for words in ("電気", "чайн", "קומקום", "براد", "주전"):
        assert "list" in found_by(new_client(), words), words


def test_something_signed_in_may_be_saved_at_once(shop, new_client):
    page = signed_in(new_client(), shop.cleo).get("/search?q=kettle").text
    assert 'aria-label="Save The ceramic kettle' in page

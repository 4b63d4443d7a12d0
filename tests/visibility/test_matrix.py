"""Ten viewers against every object and every route that shows it, on both databases."""

from __future__ import annotations

from typing import Any

import pytest

from community.core.db import writing
from community.core.ids import encode
from community.friends.audience import Audience
from community.friends.models import PeopleSet
from community.search.indexing import rebuild
from tests.world import (
    World,
    collection_by,
    gathers_in,
    holding,
    link_to,
    list_by,
    piece_in,
    poll_by,
    product_by,
    signed_in,
    wish_on,
)

VIEWERS = (
    "anonymous", "guest", "cleo", "fay", "ben", "carla", "max", "dina", "erik", "mo", "ana",
)  # fmt: skip

# Who may open a thing of each audience. A guest holds its link, which opens every one of them.
MAY_OPEN = {
    "public": {"anonymous", "guest", "cleo", "fay", "ben", "carla", "max", "mo", "ana"},
    "followers": {"guest", "fay", "ben", "carla", "ana"},
    "friends": {"guest", "ben", "carla", "ana"},
    "circle": {"guest", "carla", "ana"},
    "named": {"guest", "cleo", "ana"},
    "me": {"guest", "ana"},
}
CANARY = "zanzibar"


@pytest.fixture(params=list(MAY_OPEN))
def audience(request) -> str:
    return request.param


def show(world: World, thing: Any, audience: str) -> None:
    with writing():
        if audience == "circle":
            thing.show_to(Audience.PEOPLE, world.family)
        elif audience == "named":
            thing.show_to(Audience.PEOPLE, PeopleSet.named(world.ana, [world.cleo.id]))
        else:
            thing.show_to(audience)


def clients(world: World, new_client, link) -> dict[str, Any]:
    known = {name: signed_in(new_client(), getattr(world, name)) for name in VIEWERS[2:]}
    return {"anonymous": new_client(), "guest": holding(new_client(), link), **known}


def who_gets(path: str, everybody: dict[str, Any]) -> set[str]:
    answers = {name: client.get(path) for name, client in everybody.items()}
    codes = {answer.status_code for answer in answers.values()}
    assert codes <= {200, 404}, codes
    return {name for name, answer in answers.items() if answer.status_code == 200}


def who_reads(path: str, everybody: dict[str, Any]) -> set[str]:
    """Whoever finds the canary in the answer, whatever its status."""
    return {name for name, client in everybody.items() if CANARY in client.get(path).text.lower()}


def test_a_poll_opens_for_its_audience_and_is_404_for_the_others(world, new_client, audience):
    poll = poll_by(world.ana, question=f"Which {CANARY}?")
    show(world, poll, audience)
    everybody = clients(world, new_client, link_to(poll, world.ana))
    key = encode(poll.id)
    for path in (f"/polls/{key}", f"/polls/{key}-any-slug", f"/polls/{key}/card"):
        assert who_gets(path, everybody) == MAY_OPEN[audience], path


def test_a_list_opens_for_its_audience_and_is_404_for_the_others(world, new_client, audience):
    wishlist = list_by(world.ana, f"{CANARY} kitchen")
    wish_on(wishlist, f"{CANARY} pot")
    show(world, wishlist, audience)
    everybody = clients(world, new_client, link_to(wishlist, world.ana))
    assert who_gets(f"/lists/{encode(wishlist.id)}", everybody) == MAY_OPEN[audience]


def test_a_collection_opens_for_its_audience_and_is_404_for_the_others(world, new_client, audience):
    collection = collection_by(world.ana, f"{CANARY} mornings")
    piece_in(collection, product=product_by(world.ana, CANARY))
    show(world, collection, audience)
    everybody = clients(world, new_client, link_to(collection, world.ana))
    path = f"/collections/{encode(collection.id)}"
    for each in (path, f"{path}?view=list", f"{path}/rows"):
        assert who_gets(each, everybody) == MAY_OPEN[audience], each


def test_who_gathers_in_a_collection_opens_it_whatever_its_audience(world, new_client, audience):
    collection = collection_by(world.ana, f"{CANARY} mornings")
    show(world, collection, audience)
    for editor in (world.mo, world.dina):  # one of them is blocked
        gathers_in(collection, editor)
    everybody = clients(world, new_client, link_to(collection, world.ana))
    path = f"/collections/{encode(collection.id)}"
    assert who_gets(path, everybody) == MAY_OPEN[audience] | {"mo"}
    assert who_reads("/collections", everybody) == {"ana", "mo"}


def test_pages_that_gather_things_name_them_only_to_their_audience(world, new_client, audience):
    """The link opens a thing, but lists, feeds and search do not know of links."""
    wishlist = list_by(world.ana, f"{CANARY} kitchen")
    wish_on(wishlist, f"{CANARY} pot")
    poll = poll_by(world.ana, question=f"Which {CANARY}?")
    collection = collection_by(world.ana, f"{CANARY} mornings")
    piece_in(collection, f"{CANARY}, slowly")
    for thing in (wishlist, poll, collection):
        show(world, thing, audience)
    from community.core.outbox import deliver_all

    deliver_all()
    everybody = clients(world, new_client, link_to(poll, world.ana))
    allowed = MAY_OPEN[audience] - {"guest"} | ({"guest"} if audience == "public" else set())
    read = {}
    for path in (
        "/", "/discover", "/discover?tab=lists", "/discover?tab=polls",
        "/discover?tab=collections", "/@ana?tab=collections", "/collections",
        "/@ana", "/@ana?tab=polls", "/@ana?tab=activity",
        "/polls", "/polls?tab=answered", "/notifications", "/lists", "/people",
    ):  # fmt: skip
        read[path] = who_reads(path, everybody)
        assert read[path] <= allowed, path
    # So the sweep above looked at pages that do show it.
    assert read["/@ana?tab=collections"] == allowed
    assert read["/@ana"] | read["/@ana?tab=polls"] == allowed


def test_search_finds_only_what_may_be_met(world, new_client, audience):
    wishlist = list_by(world.ana, f"{CANARY} kitchen")
    wish_on(wishlist, "a pot")
    show(world, wishlist, audience)
    rebuild()
    everybody = clients(world, new_client, link_to(wishlist, world.ana))
    here = f"/lists/{encode(wishlist.id)}"
    allowed = MAY_OPEN[audience] - {"guest"} | ({"guest"} if audience == "public" else set())
    for words in (CANARY, f"{CANARY} kitchen", CANARY[:4], "%", "_"):
        for path in (f"/search?q={words}", f"/search/suggestions?q={words}"):
            found = {name for name, client in everybody.items() if here in client.get(path).text}
            assert found == (allowed if words not in ("%", "_") else set()), path


def holding_product(world: World, product: Any, shelf: str) -> Any:
    if shelf == "list":
        wishlist = list_by(world.ana)
        wish_on(wishlist, product=product)
        return wishlist
    collection = collection_by(world.ana)
    piece_in(collection, product=product)
    return collection


@pytest.mark.parametrize("shelf", ["list", "collection"])
def test_a_product_opens_for_whoever_may_open_what_shows_it(world, new_client, audience, shelf):
    product = product_by(world.ana, CANARY)
    holder = holding_product(world, product, shelf)
    show(world, holder, audience)
    everybody = clients(world, new_client, link_to(holder, world.ana))
    key = encode(product.id)
    assert who_gets(f"/products/{key}", everybody) == MAY_OPEN[audience]
    out = f"/out/{encode(product.offers[0].id)}"
    sent = {name for name, client in everybody.items() if client.get(out).status_code == 303}
    assert sent == MAY_OPEN[audience]


def test_a_private_clip_leaves_no_trace_in_the_catalogue(world, new_client):
    product = product_by(world.ana, CANARY)
    everybody = clients(world, new_client, link_to(list_by(world.ana), world.ana))
    assert who_gets(f"/products/{encode(product.id)}", everybody) == {"ana"}
    assert who_reads("/discover", everybody) == set()
    rebuild()
    for words in (CANARY, "pots.example"):
        assert "/products/" not in everybody["cleo"].get(f"/search?q={words}").text


def test_profiles_are_hidden_across_a_block_in_either_direction(world, new_client):
    everybody = clients(world, new_client, link_to(list_by(world.ana), world.ana))
    assert who_gets("/@ana", everybody) == set(VIEWERS) - {"dina", "erik"}


def test_what_is_hidden_by_a_moderator_only_its_owner_sees(world, new_client):
    from community.core import clock

    poll = poll_by(world.ana, audience="public")
    with writing():
        poll.hidden_at = clock.now()
    everybody = clients(world, new_client, link_to(poll, world.ana))
    assert who_gets(f"/polls/{encode(poll.id)}", everybody) == {"ana"}


def test_a_link_stops_when_it_is_revoked(world, new_client):
    poll = poll_by(world.ana, audience="me")
    link = link_to(poll, world.ana)
    guest = holding(new_client(), link)
    path = f"/polls/{encode(poll.id)}"
    assert guest.get(path).status_code == 200
    assert new_client().get(f"/l/{link.key}").status_code == 303
    signed_in(new_client(), world.ana).post(f"/share/poll/{encode(poll.id)}/revoke")
    assert guest.get(path).status_code == 404
    assert new_client().get(f"/l/{link.key}").status_code == 404


def test_friendship_ends_at_once_when_one_side_stops_following(world, new_client):
    poll = poll_by(world.ana)
    ben = signed_in(new_client(), world.ben)
    path = f"/polls/{encode(poll.id)}"
    assert ben.get(path).status_code == 200
    ben.post(f"/people/{encode(world.ana.id)}/unfollow")
    assert ben.get(path).status_code == 404

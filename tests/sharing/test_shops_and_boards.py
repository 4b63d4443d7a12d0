"""Shops and boards as the world sees them: read by expat (xml.etree), lxml and json."""

from __future__ import annotations

import pytest

from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.retailers.models import Store
from tests.sharing.test_cards import data_of, path_of, tags_of
from tests.sharing.test_for_machines import ATOM, feed, mapped, xml
from tests.world import World, board_called, product_by, retailer_by, topic_by


@pytest.fixture
def world(app) -> World:
    return World.make()


def titles(answer) -> set[str]:
    return {entry.findtext(f"{ATOM}title") for entry in xml(answer).iter(f"{ATOM}entry")}


def test_a_shops_feed_holds_what_is_on_show_there_alone(world, client):
    shop = product_by(world.ana, "jug", listed=True).offers[0].shop
    product_by(world.ana, "secret")
    assert titles(feed(client, "shop", shop)) == {"The jug of pots.example"}


def test_a_shop_from_which_things_are_kept_in_private_is_named_nowhere(world, client):
    shop = product_by(world.ana, "secret").offers[0].shop
    assert feed(client, "shop", shop).status_code == 404
    assert client.get(f"/cards/shop/{encode(shop.id)}.jpg").status_code == 404
    assert not [address for address in mapped(client) if "/shops/" in address]


def test_a_claimed_shop_says_its_line_and_where_its_doors_are(world, client):
    retailer = retailer_by(world.ana, "Harbour & Lights", "harbour.example")
    with writing():
        retailer.line = "Lamps </script>"
        retailer.stores.append(
            Store(name="Quay", address="Quay 1\nHamburg", latitude=53.5, longitude=9.9)
        )
    answer = client.get(path_of("shop", retailer.claims[0].shop))
    said = {piece["@type"]: piece for piece in data_of(answer)}
    assert said["Organization"]["url"] == "https://harbour.example/"
    assert said["Organization"]["description"] == "Lamps </script>"
    assert said["Store"]["address"] == "Quay 1 Hamburg"
    assert said["Store"]["geo"]["latitude"] == 53.5
    assert tags_of(answer)["og:description"] == "Lamps </script>"


def test_a_boards_feed_holds_what_everybody_may_read(world, client):
    topic_by(world.ana, "Which lamp?")
    topic_by(world.ana, "Which secret?", audience="friends")
    board = board_called()
    assert titles(feed(client, "board", board)) == {"Which lamp?"}
    said = data_of(client.get(path_of("board", board)))
    assert [item["name"] for item in said[0]["itemListElement"]] == ["Which lamp?"]


def test_a_board_that_is_put_away_is_opened_and_not_shown_around(world, client):
    board = topic_by(world.ana, "Which lamp?").board
    with writing():
        board.archived_at = clock.now()
    assert client.get(path_of("board", board)).status_code == 200
    assert feed(client, "board", board).status_code == 404
    assert f"http://localhost{path_of('board', board)}" not in mapped(client)


def test_nobody_reports_a_board(world, client, new_client):
    from tests.world import signed_in

    board = topic_by(world.ana, "Which lamp?").board
    cleo = signed_in(new_client(), world.cleo)
    assert cleo.get(f"/report/board/{encode(board.id)}").status_code == 404

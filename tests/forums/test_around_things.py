"""Discussions on the pages of what they are about; hearts on posts; mutes on pages."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from community.core.ids import encode
from community.core.kinds import kind_of
from community.core.outbox import deliver_all
from community.extensions import db
from community.forums.models import Topic
from community.notifications.models import NoticeMute, Notification
from tests.world import (
    board_called,
    collection_by,
    list_by,
    poll_by,
    post_in,
    product_by,
    signed_in,
    topic_by,
)

MAKERS = {
    "poll": lambda owner, audience: poll_by(owner, audience=audience),
    "list": lambda owner, audience: list_by(owner, audience=audience),
    "collection": lambda owner, audience: collection_by(owner, audience=audience),
}


def page_of(client, thing) -> str:
    return client.get(kind_of(thing).address(thing), follow_redirects=True).text


def way_to_talk(kind: str, thing) -> str:
    return f"/forum/new?kind={kind}&amp;id={encode(thing.id)}"


@pytest.fixture
def paths(app):
    with app.test_request_context():
        yield


@pytest.mark.parametrize("kind", MAKERS)
def test_public_things_lead_to_a_discussion_and_show_it(world, paths, ben, client, kind):
    thing = MAKERS[kind](world.ana, "public")
    assert way_to_talk(kind, thing) in page_of(ben, thing)
    topic_by(world.cleo, "Would you?", about=thing)
    for reader in (ben, client):
        assert "Would you?" in page_of(reader, thing)


@pytest.mark.parametrize("kind", MAKERS)
def test_of_what_is_not_public_only_its_owner_is_asked(world, paths, ana, ben, kind):
    thing, secret = (MAKERS[kind](world.ana, audience) for audience in ("friends", "me"))
    assert way_to_talk(kind, thing) in page_of(ana, thing)
    assert way_to_talk(kind, thing) not in page_of(ben, thing)
    assert way_to_talk(kind, secret) not in page_of(ana, secret)


def test_a_shop_is_talked_about_on_its_page(world, paths, ben, client):
    board_called()
    shop = product_by(world.ana, listed=True).offers[0].shop
    assert way_to_talk("shop", shop) in page_of(ben, shop)
    said = {"kind": "shop", "id": encode(shop.id), "board": "home", "title": "Do they send abroad?"}
    assert ben.post("/forum/new", data={**said, "body": "To Norway."}).status_code == 303
    topic = db.session.scalars(select(Topic)).one()
    assert "Do they send abroad?" in page_of(client, shop)
    assert shop.label in page_of(client, topic)


def test_of_a_shop_that_nobody_may_see_nobody_talks(world, ben):
    hidden = product_by(world.ana).offers[0].shop
    said = {"kind": "shop", "id": encode(hidden.id)}
    assert ben.get("/forum/new", query_string=said).status_code == 404


def test_a_post_is_liked_where_it_stands(world, paths, ben, client, topic):
    post = post_in(topic, world.carla, "Linen.")
    path = f"/likes/post/{encode(post.id)}"
    assert ben.post(path).location == f"/forum/posts/{encode(post.id)}"
    ben.post(path)
    deliver_all()
    assert 'aria-label="Like · 1 like"' in page_of(ben, topic)
    assert 'aria-label="Sign in to like this · 1 like"' in page_of(client, topic)
    told = db.session.scalars(select(Notification).filter_by(topic="liked")).one()
    assert (told.profile_id, told.kind, told.thing_id) == (world.carla.id, "post", post.id)
    ben.post(f"{path}/remove")
    assert "1 like" not in page_of(ben, topic)


@pytest.mark.parametrize("who", ["dina", "erik"])
def test_who_is_blocked_does_not_like_ones_posts(world, new_client, topic, who):
    path = f"/likes/post/{encode(post_in(topic, world.ben).id)}"
    assert signed_in(new_client(), getattr(world, who)).post(path).status_code == 404


def test_a_removed_post_is_liked_by_nobody(world, ana, ben, topic):
    post = post_in(topic, world.ben)
    ben.post(f"/forum/posts/{encode(post.id)}/delete")
    assert ana.post(f"/likes/post/{encode(post.id)}").status_code == 404


@pytest.mark.parametrize("kind", [*MAKERS, "topic"])
def test_a_things_page_switches_off_what_one_hears_of_it(world, paths, ben, client, kind):
    make = {**MAKERS, "topic": lambda owner, _audience: topic_by(owner)}[kind]
    thing = make(world.ana, "public")
    off = f"/mutes/{kind}/{encode(thing.id)}"
    assert f'action="{off}"' in page_of(ben, thing)
    ben.post(off)
    assert [mute.kind for mute in db.session.scalars(select(NoticeMute))] == [kind]
    assert f'action="{off}/remove"' in page_of(ben, thing)
    assert "/mutes/" not in page_of(client, thing)

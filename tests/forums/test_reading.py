"""What a member keeps of a topic, and what others are told."""

from __future__ import annotations

from sqlalchemy import select

from community.core import outbox
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.forums.live import join
from community.forums.models import Reader
from community.friends.models import Block
from community.friends.viewer import Viewer
from community.notifications.models import Notification
from tests.world import post_in, signed_in, topic_by


def path_of(topic) -> str:
    return f"/forum/topics/{encode(topic.id)}"


def told(profile) -> list[tuple[str, int]]:
    outbox.deliver_all()
    mine = Notification.profile_id == profile.id
    rows = select(Notification).where(mine, Notification.topic != "followed")
    found = db.session.scalars(rows.order_by(Notification.topic))
    return [(row.topic, row.count) for row in found]


def test_what_is_new_is_marked_until_it_is_read(world, ben, topic):
    assert "unread-dot" in ben.get("/forum").text
    ben.post(f"{path_of(topic)}/read", data={"number": "1"})
    assert "unread-dot" not in ben.get("/forum").text
    post_in(topic, world.carla)
    assert "unread-dot" in ben.get("/forum/home").text
    assert ben.get(f"{path_of(topic)}/unread").location.endswith("#post-2")
    assert "First unread" in ben.get(path_of(topic)).text


def test_reading_goes_forward_only_and_never_past_the_end(world, ben, topic):
    post_in(topic, world.carla)
    for number in ("2", "1", "-4", "99", "many"):
        ben.post(f"{path_of(topic)}/read", data={"number": number})
    reader = db.session.scalars(select(Reader).filter_by(profile_id=world.ben.id)).one()
    assert reader.read_number == 2


def test_looking_writes_nothing(world, ben, topic):
    ben.get(path_of(topic))
    assert db.session.scalar(select(Reader).filter_by(profile_id=world.ben.id)) is None


def test_how_many_new_replies_there_are_is_counted_without_ones_own(world, ben, topic, client):
    post_in(topic, world.carla)
    post_in(topic, world.ben)
    assert "1 new reply" in ben.get(f"{path_of(topic)}/fresh?seen=1").text
    assert "2 new replies" in client.get(f"{path_of(topic)}/fresh?seen=1").text
    assert "new repl" not in client.get(f"{path_of(topic)}/fresh?seen=3").text
    shown = client.get(f"{path_of(topic)}/since?seen=2", headers={"HX-Request": "true"}).text
    assert 'id="post-3"' in shown and 'id="post-2"' not in shown


def test_rooms_of_topics_ask_who_comes(world, topic):
    assert join(Viewer(), topic.id) and join(Viewer(world.ben), topic.id)
    assert join(Viewer(world.dina), topic.id) == join(Viewer(world.erik), topic.id) == []


def test_subscribers_are_told_of_replies_and_others_are_not(world, ben, ana, topic):
    ben.post(f"{path_of(topic)}/subscribe", data={"wanted": "1"})
    post_in(topic, world.carla)
    post_in(topic, world.max)
    assert told(world.ben) == told(world.ana) == [("replied", 2)]
    assert told(world.carla) == [("replied", 1)] and told(world.fay) == []
    ben.post(f"{path_of(topic)}/subscribe", data={"wanted": "0"})
    post_in(topic, world.fay)
    assert told(world.ben) == [("replied", 2)]
    assert "Which lamp?" in ana.get("/notifications").text


def test_who_is_named_or_quoted_hears_it_once_and_of_nothing_else(world, topic):
    carlas = post_in(topic, world.carla, "Brass")
    post_in(topic, world.ben, "@carla @ana @carla hello")
    assert told(world.carla) == [("mentioned", 1)]
    assert ("mentioned", 1) in told(world.ana)
    post_in(topic, world.max, "As she says", quoted=carlas)
    assert told(world.carla) == [("mentioned", 1), ("quoted", 1)]


def test_an_edit_tells_only_those_it_names_anew(world, ben, topic):
    post = post_in(topic, world.ben, "@carla look")
    path = f"/forum/posts/{encode(post.id)}/edit"
    ben.post(path, data={"body": "@carla @max look"})
    ben.post(path, data={"body": "@carla @max look again"})
    assert told(world.carla) == told(world.max) == [("mentioned", 1)]


def test_who_is_blocked_is_neither_named_nor_told(world, topic):
    elsewhere = topic_by(world.cleo)
    for person in (world.dina, world.erik, world.ana):
        post_in(elsewhere, person, "Me too")
    post_in(elsewhere, world.ana, "@dina @erik @ben hello")
    assert told(world.erik) == []
    assert told(world.dina) == [("replied", 1)]  # by erik, whom she may meet
    assert told(world.ben) == [("mentioned", 1)]


def test_a_block_takes_the_notices_with_it(world, ben, new_client, topic):
    post_in(topic, world.cleo, "@ben hello")
    assert told(world.ben) == [("mentioned", 1)]
    with writing():
        Block.begin(world.ben, world.cleo)
    assert "Which lamp?" not in ben.get("/notifications").text


def test_who_helped_hears_it(world, ana, topic):
    post = post_in(topic, world.ben, "Brass")
    ana.post(f"/forum/posts/{encode(post.id)}/accept", data={"wanted": "1"})
    assert ("helped", 1) in told(world.ben)
    page = signed_in(ana.application.test_client(), world.ben).get("/notifications").text
    assert "says you helped" in page

"""Who is told that there is news: those it is shown to, and nobody else."""

from __future__ import annotations

import pytest

from community.core.db import writing
from community.core.outbox import deliver_all
from community.friends.audience import Audience
from community.friends.models import PeopleSet
from tests.world import list_by, poll_by, wish_on

LISTENERS = ("ben", "carla", "fay", "max", "cleo", "dina", "ana")
HEARD_BY = {
    "public": {"ben", "carla", "fay"},
    "followers": {"ben", "carla", "fay"},
    "friends": {"ben", "carla"},
    "circle": {"carla"},
    "named": {"cleo"},
    "me": set(),
}


@pytest.mark.parametrize("audience", HEARD_BY)
def test_only_the_audience_hears_of_it(world, listen, audience):
    wishlist = list_by(world.ana)
    with writing():
        if audience == "circle":
            wishlist.show_to(Audience.PEOPLE, world.family)
        elif audience == "named":
            wishlist.show_to(Audience.PEOPLE, PeopleSet.named(world.ana, [world.cleo.id]))
        else:
            wishlist.show_to(audience)
    sockets = {handle: listen(getattr(world, handle)) for handle in LISTENERS}
    for handle, socket in sockets.items():
        assert socket.watch("feed", getattr(world, handle))["ok"]
    wish_on(wishlist)
    deliver_all()
    heard = {handle for handle, socket in sockets.items() if socket.heard("stale")}
    assert heard == HEARD_BY[audience]


def test_a_feed_is_for_its_reader_only(world, listen):
    assert listen(world.ben).watch("feed", world.ana) == {"ok": False}


def test_the_message_has_no_words(world, listen):
    ben = listen(world.ben)
    ben.watch("feed", world.ben)
    poll_by(world.ana, question="Which zanzibar?")
    deliver_all()
    (message,) = ben.heard("stale")
    assert message["room"] == "feed"
    assert "zanzibar" not in repr(message)

"""The bell rings in the pages of whoever is told, and of nobody else."""

from __future__ import annotations

from community.core.outbox import deliver_all
from tests.world import poll_by


def test_the_bell_rings_for_those_who_are_asked(world, listen):
    deliver_all()
    sockets = {
        name: listen(getattr(world, name))
        for name in ("ben", "carla", "fay", "cleo", "dina", "ana")
    }
    poll_by(world.ana, question="Which zanzibar?")
    deliver_all()
    heard = {name: socket.heard("bell") for name, socket in sockets.items()}
    assert {name for name, messages in heard.items() if messages} == {"ben", "carla"}
    assert "zanzibar" not in repr(heard)

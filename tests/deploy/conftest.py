"""One fleet behind nginx for this room: two web processes, two workers, PostgreSQL, Redis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import uuid4

import pytest

from tests.deploy.visitor import PASSWORD, Visitor
from tests.services import root, valkey
from tests.services.database import new_database
from tests.services.fleet import Fleet
from tests.services.nginx import Nginx
from tests.services.root import worker_number

# The tests of a database's own are numbered from 1.
REDIS_DATABASE = 20


@pytest.fixture(scope="session")
def fleet() -> Iterator[Fleet]:
    name = f"behind{worker_number()}_{uuid4().hex[:8]}"
    redis_url = f"{valkey.server_url()}/{REDIS_DATABASE + worker_number()}"
    fleet = Fleet(root.folder() / name, new_database("postgres", name), redis_url, nginx=True)
    try:
        fleet.start()
        yield fleet
    finally:
        fleet.stop()


@pytest.fixture(scope="session")
def nginx(fleet: Fleet) -> Nginx:
    assert fleet.nginx
    return fleet.nginx


@dataclass
class Cast:
    """Members of the fleet's site, by handle; each test makes its own."""

    fleet: Fleet

    def __call__(self, *handles: str) -> list[Visitor]:
        from community.accounts.passwords import hash_password
        from community.core.db import writing
        from community.extensions import db
        from tests.world import befriend, person

        assert self.fleet.nginx
        with self.fleet.app().app_context():
            people = [person(handle) for handle in handles]
            for profile in people:
                kept = hash_password(PASSWORD)
                with writing():
                    profile.account.password_hash = kept
            for friend in people[1:]:
                befriend(people[0], friend)
            db.session.remove()
        return [Visitor(self.fleet.nginx) for _ in handles]


@pytest.fixture
def cast(fleet: Fleet) -> Cast:
    return Cast(fleet)

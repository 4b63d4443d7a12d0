"""Both shapes of Posy, each started once a run: the same tests are for both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import uuid4

import pytest

from tests.core.live.member import Member
from tests.services import mail, root, valkey
from tests.services.database import new_database
from tests.services.fleet import Fleet
from tests.services.root import worker_number
from tests.services.site import Site
from tests.shapes.shape import Shape, cast

# The tests of a database's own are numbered from 1, those behind nginx from 20.
REDIS_DATABASE = 30


@pytest.fixture(scope="session")
def postbox() -> Iterator[mail.Postbox]:
    with mail.open_postbox() as postbox:
        yield postbox


@pytest.fixture(scope="session")
def fleet(postbox: mail.Postbox) -> Iterator[Fleet]:
    name = f"shapes{worker_number()}_{uuid4().hex[:8]}"
    folder = root.folder() / name
    redis_url = f"{valkey.server_url()}/{REDIS_DATABASE + worker_number()}"
    database = new_database("postgres", name)
    fleet = Fleet(folder, database, redis_url, HOME=str(folder), MAIL_URL=postbox.url)
    try:
        fleet.start()
        yield fleet
    finally:
        fleet.stop()


@pytest.fixture(scope="session")
def embedded(postbox: mail.Postbox) -> Iterator[Site]:
    name = f"shapes_embedded{worker_number()}_{uuid4().hex[:8]}"
    folder = root.folder() / name
    database = new_database("sqlite", name)
    site = Site(folder, database, HOME=str(folder), MAIL_URL=postbox.url)
    try:
        site.start()
        yield site
    finally:
        site.stop()


@pytest.fixture(params=["embedded", "fleet"])
def shape(request: pytest.FixtureRequest) -> Shape:
    running = request.getfixturevalue(request.param)
    webs = running.webs if request.param == "fleet" else [running]
    return Shape(running, [web.url for web in webs], running.app())


@pytest.fixture
def people(shape: Shape) -> Iterator[Callable[..., list[Member]]]:
    """Members by name, friends of the first, each at the next web process; gone after the test."""
    made: list[Member] = []

    def make(*handles: str) -> list[Member]:
        made.extend(members := cast(shape, *handles))
        return members

    yield make
    for member in made:
        member.leave()

"""The app for the tests, on SQLite always and on PostgreSQL where a test or the suite asks.

Fixtures: database, app, client, new_client, committing_app, count_queries, live_site, start_site;
from tests/cast: world, sign_in, ana, ben, as_ana, as_ben; from tests/services: redis_url,
empty_postgres, smtp_server, chromium, new_context, page.
"""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from functools import cache
from uuid import uuid4

import pytest
from flask import Flask

from tests.services import keeper, postgres, queries, root
from tests.services.root import worker_number
from tests.services.site import Site
from tests.services.valkey import free_port
from tests.shop import LoopbackShop

pytest_plugins = ["tests.services.fixtures", "tests.cast"]

# What a database decides differently is tried on both in every suite.
ON_BOTH = ("tests/core/db", "tests/races", "tests/visibility", "tests/migrations")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        root.make()
        os.environ[f"{root.NAME}_PID"] = str(os.getpid())


def pytest_unconfigure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput") or root.NAME not in os.environ:
        return
    folder = root.folder()
    postgres.drop_made(folder)
    keeper.stop_all(folder)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first: at the end one worker would be at them, and the other at rest."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/drills/"))


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database" in metafunc.fixturenames:
        metafunc.parametrize("database", _databases_for(metafunc), indirect=True, scope="session")


def _databases_for(metafunc: pytest.Metafunc) -> list[str]:
    marks = {mark.name for mark in metafunc.definition.iter_markers()}
    place = metafunc.definition.nodeid
    if "both_databases" in marks or place.startswith(ON_BOTH):
        return ["sqlite", "postgres"]
    if "postgres" in marks:
        return ["postgres"]
    return [_default_database()]


def _default_database() -> str:
    return os.environ.get("TEST_DATABASE", "sqlite")


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> str:
    """The address of this worker's migrated database."""
    return _database_of(getattr(request, "param", _default_database()))


@cache
def _database_of(kind: str) -> str:
    """Made once: pytest asks again whenever the tests of one database follow those of the other,
    and a copy laid over a SQLite file that has a log beside it is malformed."""
    from tests.services.database import new_database

    return new_database(kind, f"worker{worker_number()}")


@pytest.fixture(scope="session")
def whole_app(database: str) -> Flask:
    """One app a worker and database; take `app` or `committing_app`, which clean up after it."""
    return _app_on(database)


@cache
def _app_on(database: str) -> Flask:
    from community.app import create_app
    from community.core.live import checks
    from config import Settings
    from tests.services.database import SECRET

    # The look of each minute would cut the sockets of a test whose transaction it cannot see.
    checks._sweeper_started = True
    folder = root.folder() / f"instance{worker_number()}-{database[:6]}"
    folder.mkdir(exist_ok=True)
    app = create_app(
        Settings(
            secret_key=SECRET,
            site_url="http://localhost",
            database_url=database,
            development=True,
            instance_folder=folder,
        )
    )
    app.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    return app


@pytest.fixture
def app(whole_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[Flask]:
    """The app with a context, in a transaction that is rolled back after the test."""
    from community.core import fragments, ids, limits, site
    from community.polls import live
    from tests.services.database import rolled_back

    # The rest of a burst is told from a thread, which would share this test's one connection.
    monkeypatch.setattr(live, "PAUSE", 0.0)
    # Read once: a slow test would else count, now and then, a query that is none of its page's.
    monkeypatch.setattr(site, "SECONDS", 3600.0)
    # A test that travelled ahead leaves no ids of its time behind.
    monkeypatch.setattr(ids, "_last", 0)
    # No worker looks at what is rolled back; waking one costs a commit each time.
    monkeypatch.setitem(whole_app.extensions, "wake", lambda _lane: None)
    fragments.forget(whole_app)
    limits.init_app(whole_app)  # what one test has tried too often is forgotten
    whole_app.extensions["pages"].clear()
    with whole_app.app_context(), rolled_back(whole_app):
        site.forget()
        site.current_site()
        yield whole_app
        site.forget()


@pytest.fixture
def committing_app(whole_app: Flask) -> Iterator[Flask]:
    """The app with real commits, for threads, processes and the worker; emptied after the test."""
    from community.extensions import db
    from tests.services.database import empty

    whole_app.extensions["pages"].clear()
    with whole_app.app_context():
        yield whole_app
        db.session.remove()
    _await_announcements()
    empty(whole_app)


def _await_announcements() -> None:
    """What is told later is told before the next test, whose one connection it would use."""
    for thread in threading.enumerate():
        if "_announce_later" in thread.name:
            thread.join(10)


@pytest.fixture
def new_client(app: Flask) -> Callable[[], object]:
    """Makes visitors with cookies of their own: `ben = new_client()`."""
    from tests.services.client import Visitor

    app.test_client_class = Visitor
    return app.test_client


@pytest.fixture
def client(new_client: Callable[[], object]) -> object:
    return new_client()


@pytest.fixture
def count_queries() -> object:
    return queries.count_queries


@pytest.fixture(scope="session")
def shops() -> Iterator[LoopbackShop]:
    """The shops of tests.browser.street; what is put into `pages` is served from then on."""
    from tests.browser import street

    with LoopbackShop(street.pages()) as shops:
        yield shops


@pytest.fixture(scope="session")
def live_site(shops: LoopbackShop) -> Iterator[Site]:
    """One real server on SQLite for this worker’s browser tests; they use people of their own.
    Its door leads to `shops`."""
    from tests.browser import street

    beside = {"STREET": street.described(shops), "SHOP_PORT": str(free_port())}
    site = _new_site("live", "sqlite", **beside)
    site.command = ["tests.browser.street"]
    site.start()
    yield site
    site.stop()


@pytest.fixture
def start_site() -> Iterator[Callable[..., Site]]:
    """Starts a server to be broken: start_site(kind="sqlite"|"postgres", **environment)."""
    sites: list[Site] = []

    def start(kind: str | None = None, **settings: str) -> Site:
        sites.append(_new_site(f"own{len(sites)}", kind or _default_database(), **settings))
        sites[-1].start()
        return sites[-1]

    yield start
    for site in sites:
        site.stop()


def _new_site(name: str, kind: str, **settings: str) -> Site:
    from tests.services.database import new_database

    unique = f"{name}{worker_number()}_{uuid4().hex[:8]}"
    return Site(root.folder() / unique, new_database(kind, unique), **settings)

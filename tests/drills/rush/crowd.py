"""Members in numbers, a shop, and threads that start together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Barrier
from typing import Any

from flask import Flask

from community.accounts.models import Profile
from community.catalog.models import Product
from community.core.db import writing
from community.extensions import db
from community.retailers.models import Retailer
from tests.drills.frame import own_folder
from tests.services import database
from tests.services.site import app_of
from tests.world import person, product_by, retailer_by


@contextmanager
def site(kind: str) -> Iterator[Flask]:
    folder = own_folder(f"rush-{kind}")
    url = database.new_database(kind, folder.name.replace("-", "_"))
    environment = database.environment(DATABASE_URL=url, INSTANCE_FOLDER=str(folder))
    app = app_of(environment)
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def people(count: int) -> list[int]:
    """Ids of members without accounts, made in one go."""
    with writing():
        profiles = [Profile.person(f"rush{number}", "One of many") for number in range(count)]
        db.session.add_all(profiles)
        db.session.flush()
        return [profile.id for profile in profiles]


def shop() -> tuple[Retailer, Product]:
    rita = person("rita")
    return retailer_by(rita, domain="pots.example"), product_by(rita, listed=True)


def at_once(app: Flask, do: Callable[[Any], Any], told: Sequence[Any], threads: int) -> list[Any]:
    """`do(each)` for all, by so many threads that begin together; in the order of `told`."""
    start = Barrier(min(threads, len(told)))

    def run(place: int) -> Any:
        if place < start.parties:
            start.wait(timeout=30)
        with app.app_context():
            try:
                return do(told[place])
            finally:
                db.session.remove()

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(run, range(len(told))))

"""The pages’ statements stay on indexes when everything is a hundred times as much.

A crowd of 2,000 lies in a database of its own, whose statistics then say that each table has a
hundred times the rows: so the planner decides as it would for 200,000 members, whom nobody waits
for here. `make bench-growth` has them for real.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url, text

from bench import plans
from bench.growth import site_on
from bench.people import fill
from bench.walks import Walk, walk_through
from community.extensions import db
from tests.services.database import new_database
from tests.services.root import worker_number

# The crowd has none of some things, and an empty table is read whole.
EMPTY = (
    "SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples <= 0"
    " AND relnamespace = 'public'::regnamespace"
)
# How many different values a column has grows with the rows, but for the few of an enumeration.
MORE_VALUES = (
    "UPDATE pg_statistic SET stadistinct = -stadistinct / reltuples FROM pg_class"
    " WHERE pg_class.oid = starelid AND relnamespace = 'public'::regnamespace"
    " AND stadistinct > 100 AND reltuples > 0"
)
MORE_ROWS = (
    "UPDATE pg_class SET reltuples = reltuples * 100 WHERE relkind IN ('r', 'i')"
    " AND relnamespace = 'public'::regnamespace AND relname NOT IN ('pictures', 'shops')"
)


@pytest.fixture(scope="module")
def walk() -> Iterator[Walk]:
    url = new_database("postgres", f"plans{worker_number()}")
    crowd = fill(url, 2000)
    _run(url, MORE_VALUES, MORE_ROWS)
    app = site_on(url)
    yield walk_through(app, crowd, crowd.typical(1)[0])
    with app.app_context():
        db.engine.dispose()


def _run(url: str, *statements: str) -> None:
    plain = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(plain, autocommit=True) as connection:
        for statement in statements:
            connection.execute(statement)


def scanned(walk: Walk, pages: frozenset[str] | set[str] = frozenset()) -> list[str]:
    """“page: table” of each growing table that is read whole."""
    found = []
    for visit in walk.visits:
        if pages and visit.page not in pages:
            continue
        with plans.listening() as heard:
            walk.ask(visit)
        with walk.app.app_context():
            found += [f"{visit.name}: {table}" for table in _read_whole(heard)]
            db.session.remove()
    return sorted(set(found))


def _read_whole(heard: plans.Plans) -> Iterator[str]:
    for statement, parameters in heard.statements:
        with db.engine.connect() as connection:
            spared = plans.SMALL | set(connection.scalars(text(EMPTY)))
            answer: Any = connection.exec_driver_sql(
                f"EXPLAIN (FORMAT JSON) {statement}", parameters
            )
            plan = answer.scalar_one()[0]["Plan"]
        for node in plans.nodes(plan):
            if node["Node Type"] == "Seq Scan" and node["Relation Name"] not in spared:
                yield node["Relation Name"]


def test_no_page_reads_a_growing_table_whole(walk):
    assert not scanned(walk)


@pytest.mark.parametrize(
    "index, table",
    [
        ("ix_wishes_product_lists", "wishes"),
        ("ix_polls_product_id", "polls"),
        ("ix_poll_options_product_id", "poll_options"),
    ],
)
def test_without_its_index_a_page_does(walk, index, table):
    """The control: the same look sees the scan once the index is away."""
    with walk.app.app_context():
        url = db.engine.url.render_as_string(hide_password=False)
        asked = text("SELECT indexdef FROM pg_indexes WHERE indexname = :name")
        made = db.session.scalar(asked, {"name": index})
        db.session.remove()
    _run(url, f"DROP INDEX {index}")
    try:
        assert any(line.endswith(f": {table}") for line in scanned(walk, {"product"}))
    finally:
        _run(url, made)

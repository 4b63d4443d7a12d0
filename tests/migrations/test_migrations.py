"""The models and the migrations say the same, and every migration goes both ways."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import flask_migrate
import pytest
from sqlalchemy import create_engine, inspect

from community.core.migrations import include_name
from community.extensions import db
from tests.services.database import environment
from tests.services.site import app_of


@pytest.fixture
def empty_database(request, tmp_path):
    """Address and environment of a database nobody has migrated."""
    kind = request.param
    url = f"sqlite:///{tmp_path / 'new.db'}" if kind == "sqlite" else _postgres(request)
    return {"DATABASE_URL": url, "INSTANCE_FOLDER": str(tmp_path)}


def _postgres(request) -> str:
    return request.getfixturevalue("empty_postgres")


@contextmanager
def migrating(given: dict[str, str]) -> Iterator[None]:
    app = app_of(environment(**given))
    with app.app_context():
        yield
        db.session.remove()
        db.engine.dispose()


def tables(environment: dict[str, str]) -> dict[str, list[str]]:
    """Table → its columns and indexes, by name."""
    url = environment["DATABASE_URL"].replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(url)
    try:
        found = inspect(engine)
        return {
            name: sorted(
                [column["name"] for column in found.get_columns(name)]
                + [str(index["name"]) for index in found.get_indexes(name)]
            )
            for name in found.get_table_names()
        }
    finally:
        engine.dispose()


@pytest.mark.parametrize("empty_database", ["sqlite", "postgres"], indirect=True)
def test_models_and_migrations_agree_and_migrations_go_both_ways(empty_database):
    with migrating(empty_database):
        flask_migrate.upgrade()
        first = tables(empty_database)
        assert len(first) > 20
        flask_migrate.check()
        flask_migrate.downgrade(revision="base")
        assert set(tables(empty_database)) <= {"alembic_version"}
        flask_migrate.upgrade()
        assert tables(empty_database) == first


def test_the_migrated_tables_are_those_of_the_models(committing_app):
    with committing_app.app_context():
        found = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
    assert {name for name in found if include_name(name, "table", {})} == set(db.metadata.tables)

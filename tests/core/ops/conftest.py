"""Sites of their own for what an operator sees and does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask

from community.app import create_app
from community.core import logs
from config import Settings
from tests.services import postgres, root
from tests.services.database import SECRET, new_database
from tests.services.root import worker_number


@pytest.fixture(autouse=True)
def _logs_as_they_were() -> Iterator[None]:
    yield
    logs.configure(development=True)


@pytest.fixture
def new_site(tmp_path: Path) -> Callable[..., Flask]:
    """new_site(kind, is_new=False, **settings): an app with a database and a folder of its own."""

    def make(kind: str = "sqlite", *, is_new: bool = False, **settings: object) -> Flask:
        name = f"ops{worker_number()}_{uuid4().hex[:8]}"
        url = nowhere(kind, name) if is_new else new_database(kind, name)
        given = {"site_url": "http://localhost", "development": True, **settings}
        folder = tmp_path / name
        app = create_app(
            Settings(secret_key=SECRET, database_url=url, instance_folder=folder, **given)  # type: ignore[arg-type]
        )
        app.config.update(TESTING=True, WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=False)
        return app

    return make


def nowhere(kind: str, name: str) -> str:
    """The address of a database without a table; on SQLite without a file."""
    return (
        postgres.copy(None, name) if kind == "postgres" else f"sqlite:///{root.folder()}/{name}.db"
    )

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask

from tests.plain.reader import Reader
from tests.world import World, signed_in


@pytest.fixture(autouse=True)
def guarded(app: Flask) -> Iterator[None]:
    """Forms need their token here, as they do outside of tests."""
    app.config["WTF_CSRF_ENABLED"] = True
    yield
    app.config["WTF_CSRF_ENABLED"] = False


@pytest.fixture
def world(app: Flask) -> World:
    return World.make()


@pytest.fixture
def reading(new_client: Callable[[], Any]) -> Callable[..., Reader]:
    """A browser without script, for a member or for nobody."""
    return lambda profile=None: Reader(
        signed_in(new_client(), profile) if profile else new_client()
    )

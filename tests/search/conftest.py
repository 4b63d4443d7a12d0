"""Everything that search needs to know is told before a test looks."""

from __future__ import annotations

import pytest

from community.core.outbox import deliver_all
from community.search.indexing import fill_missing


@pytest.fixture
def settle():
    """The worker has heard of everything; people of the cast are made past it."""

    def run() -> None:
        deliver_all()
        while fill_missing():
            pass

    return run

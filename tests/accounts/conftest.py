from datetime import UTC, datetime

import pytest
import time_machine

from tests.accounts.people import member


@pytest.fixture
def ana(app):
    return member("ana")


@pytest.fixture
def ben(app):
    return member("ben")


@pytest.fixture
def traveller():
    """A clock that runs on from one minute past the hour: no limit's window ends by chance."""
    with time_machine.travel(datetime(2030, 5, 4, 12, 1, tzinfo=UTC)) as traveller:
        yield traveller

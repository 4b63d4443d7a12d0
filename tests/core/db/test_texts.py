"""What people send reaches the database as text that both databases can keep."""

from __future__ import annotations

import pytest

from community.accounts.models import Profile
from community.core.db import writing
from community.extensions import db
from tests.world import person


def test_a_nul_in_a_text_is_kept_as_a_mark(app):
    ana = person("ana")
    with writing():
        db.session.get_one(Profile, ana.id).bio = "lamps\0mugs"
    db.session.expire_all()
    assert db.session.get_one(Profile, ana.id).bio == "lamps�mugs"


@pytest.mark.parametrize("handle", ["ana\0", "\0ana", "\0"])
def test_a_nul_in_a_search_is_no_error_and_finds_nobody(app, handle):
    person("ana")
    assert db.session.scalar(db.select(Profile).where(Profile.handle == handle)) is None
    found = db.session.scalars(db.select(Profile).where(Profile.name.icontains(handle)))
    assert list(found) == []


@pytest.mark.parametrize("path", ["/@ana%00", "/@%00", "/search?q=%00", "/people?q=%00"])
def test_a_nul_in_an_address_is_no_fault(app, client, path):
    assert client.get(path).status_code in (200, 303, 404)

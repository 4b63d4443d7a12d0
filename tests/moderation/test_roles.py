"""Who is what, and who says so."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from community.accounts.commands import role_command
from community.core import clock
from community.core.db import writing
from community.extensions import db
from community.friends.viewer import Viewer
from tests.world import person, signed_in


def test_the_first_admin_is_made_at_the_machine(app):
    ana = person("ana")
    assert not Viewer(ana).is_moderator
    assert app.test_cli_runner().invoke(role_command, ["@ana", "admin"]).exit_code == 0
    assert ana.account.is_admin
    assert Viewer(ana).is_moderator
    assert Viewer(ana).is_admin


def test_nobody_unknown_and_no_unknown_role(app):
    person("ana")
    assert app.test_cli_runner().invoke(role_command, ["zoe", "admin"]).exit_code == 1
    assert app.test_cli_runner().invoke(role_command, ["ana", "queen"]).exit_code == 2


@pytest.mark.both_databases
def test_the_database_knows_three_roles(app):
    person("ana")
    with pytest.raises(IntegrityError), writing():
        db.session.execute(text("UPDATE accounts SET role = 'queen'"))


def test_who_is_shut_out_has_no_session_until_the_time_has_come(app, new_client):
    ana = person("ana")
    client = signed_in(new_client(), ana)
    assert client.get("/lists").status_code == 200
    for column in ("banned_at", "waits_since", "suspended_until"):
        with writing():
            setattr(ana.account, column, clock.now() + timedelta(minutes=5))
        assert client.get("/lists").status_code == 303, column
        with writing():
            setattr(ana.account, column, None)
    with writing():
        ana.account.suspended_until = clock.now() - timedelta(seconds=1)
    assert client.get("/lists").status_code == 200

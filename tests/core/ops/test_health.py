"""/healthz says the process lives; /readyz that it may be sent visitors, and nothing more."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from community.extensions import db

NOT_READY = (503, "not ready\n", "5")


def readiness(app):
    answer = app.test_client().get("/readyz")
    return answer.status_code, answer.text, answer.headers.get("Retry-After")


def at_revision(app, revision):
    with app.app_context():
        db.session.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})
        db.session.commit()


@pytest.mark.parametrize("kind", ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def test_a_migrated_site_is_ready_and_one_without_tables_is_not(new_site, kind):
    assert readiness(new_site(kind)) == (200, "ready\n", None)
    bare = new_site(kind, is_new=True)
    assert readiness(bare) == NOT_READY
    assert bare.test_client().get("/healthz").text == "ok\n"


def test_a_database_behind_the_code_is_not_ready_and_one_ahead_is(new_site):
    app = new_site()
    at_revision(app, "0001")
    assert readiness(app) == NOT_READY
    at_revision(app, "9999")  # a newer release has migrated, and this one still serves
    assert readiness(app) == (200, "ready\n", None)


def test_a_process_that_stops_sends_visitors_elsewhere(new_site):
    app = new_site()
    assert readiness(app)[0] == 200
    app.extensions["doorkeeper"].close()
    assert readiness(app) == NOT_READY
    assert app.test_client().get("/healthz").status_code == 200


def test_why_it_is_not_ready_is_for_the_log_alone(new_site, caplog):
    assert readiness(new_site(is_new=True)) == NOT_READY
    assert "migrations are missing" in caplog.text

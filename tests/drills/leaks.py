"""A canary in every private field, and everybody goes everywhere (rows 12 to 30 of the plan).

The addresses come from the url map, the columns from the tables, the rooms from the register of
what can be watched: what is new is swept, or fails until it is declared. A canary that somebody
reads who may not is a leak; one that nobody finds at all says that the sweep did not look there.
At the end a leak is planted, and the same walk must find it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask

from community.accounts.models import Account, Profile
from community.core import mail
from community.core.access import public
from community.core.db import writing
from community.core.outbox import deliver_all
from community.extensions import db
from community.polls.models import Poll
from tests.drills.canaries import (
    carrying,
    columns,
    gathered,
    listening,
    planting,
    reported,
    reviewed,
    selling,
    talked,
    trading,
    walking,
)
from tests.drills.canaries.aviary import READERS, VIEWERS, Aviary
from tests.drills.canaries.planting import Stage
from tests.drills.frame import Report, own_folder
from tests.services import database
from tests.services.client import Visitor
from tests.services.site import app_of
from tests.world import World, holding, person, signed_in

SHORT = {
    "databases": ("sqlite",),
    "audiences": ("public", "friends", "linked"),
    "viewers": ("anonymous", "guest", "max", "dina", "mo", "rita", "ana"),
    "forms": False,
}
LONG = {
    "databases": ("sqlite", "postgres"),
    "audiences": tuple(READERS),
    "viewers": VIEWERS,
    "forms": True,
}


def run(
    report: Report,
    *,
    databases: tuple[str, ...],
    audiences: tuple[str, ...],
    viewers: tuple[str, ...],
    forms: bool,
) -> None:
    for kind in databases:
        with _app(kind) as app, app.app_context():
            sweep(report, app, audiences, viewers, forms)
            db.session.remove()
            db.engine.dispose()


def sweep(
    report: Report, app: Flask, audiences: tuple[str, ...], viewers: tuple[str, ...], forms: bool
) -> None:
    stage = Stage(World.make())
    with writing():
        person("ada").account.role = "admin"
    selling.plant_shops(stage, person("rita"))
    planting.plant(stage, audiences)
    for audience in audiences:
        talked.a_topic(stage, audience)
        gathered.a_collection(stage, audience)
        reviewed.a_review(stage, audience)
    talked.talk_of_lists(stage)
    trading.plant_offers(stage)
    reported.plant_reports(stage)
    with app.test_request_context():
        deliver_all()
    planting.her_notices(stage)
    _demand_declared(report, app, stage)
    clients = {viewer: _client(app, stage, viewer) for viewer in viewers}
    with carrying.reading_cards(report, stage):
        _walk(report, app, stage, clients, forms)
        carrying.ask_for_cards(report, app, stage)
    listening.listen_in(report, app, stage, clients, is_long=forms)
    carrying.read_archives(report, stage, viewers)
    _read_letters(report, stage.aviary)
    report.injected += len(stage.aviary.canaries)
    report.count("outside the matrix", len(stage.aviary.leaks))
    for words in stage.aviary.leaks[:20]:
        report.demand(False, words)
    unread = sorted({f"{one.column} ({one.audience})" for one in stage.aviary.unread()})
    report.demand(not unread, f"nobody found {unread}")
    report.count("found by those who may", len(stage.aviary.read))
    _find_the_planted(report, app, stage)


@contextmanager
def _app(kind: str) -> Iterator[Flask]:
    folder = own_folder("leaks")
    url = database.new_database(kind, folder.name.replace("-", "_"))
    environment = database.environment(
        DATABASE_URL=url,
        INSTANCE_FOLDER=str(folder),
        SITE_URL="http://localhost",
        DEVELOPMENT="1",
    )
    app = app_of(environment)
    app.test_client_class = Visitor
    yield app


def _client(app: Flask, stage: Stage, viewer: str) -> Any:
    client = app.test_client()
    if viewer == "anonymous":
        return client
    if viewer == "guest":
        return _guest(client, stage)
    return signed_in(client, db.session.query(Profile).filter_by(handle=viewer).one())


def _guest(client: Any, stage: Stage) -> Any:
    """With every link ana has given away."""
    assert stage.links
    holding(client, stage.links[0])
    with client.session_transaction() as cookie:
        cookie["links"] = [link.key for link in stage.links]
    return client


def _demand_declared(report: Report, app: Flask, stage: Stage) -> None:
    unknown = columns.of_words() - stage.aviary.columns - set(columns.SPARED)
    report.demand(not unknown, f"neither planted nor spared: {sorted(unknown)}")
    gone = set(columns.SPARED) - columns.of_words()
    report.demand(not gone, f"spared, but there is no such column: {sorted(gone)}")
    undeclared = walking.undeclared(app)
    report.demand(not undeclared, f"nobody said who may come in: {undeclared}")
    untried = walking.untried(app, stage)
    report.demand(not untried, f"nothing is planted for the addresses of: {untried}")


def _walk(report: Report, app: Flask, stage: Stage, clients: dict[str, Any], forms: bool) -> None:
    """Whoever may read least goes first: a cache filled by others would give it away."""
    for viewer, client in clients.items():
        walk = walking.Walk(app, stage, viewer, client, is_long=forms)
        walk.read_all()
        if forms and viewer != "ana":
            walk.try_forms()
        report.count("addresses tried", len(walk.asked))
        report.count("pages read", walk.statuses[200])
        failed = {status for status in walk.statuses if status >= 500}
        report.demand(not failed, f"{viewer} got {failed}")


def _read_letters(report: Report, aviary: Aviary) -> None:
    """By whose address each was sent to."""
    owners = {account.email: account.profile.handle for account in db.session.query(Account)}
    letters = db.session.query(mail.Mail).all()
    for letter in letters:
        viewer = owners.get(letter.recipient, "anonymous")
        words = f"{letter.subject} {letter.text} {letter.html}"
        aviary.listen(viewer, f"a letter to {viewer}", words)
    report.count("letters read", len(letters))


def _find_the_planted(report: Report, app: Flask, stage: Stage) -> None:
    """A view that forgets to ask who is there."""

    @public
    def careless() -> str:
        return " ".join(poll.question for poll in db.session.query(Poll))

    stage.aviary.leaks.clear()
    kept, app.view_functions["about.show"] = app.view_functions["about.show"], careless
    app.extensions["pages"].clear()
    walk = walking.Walk(app, stage, "anonymous", app.test_client())
    walk.read_all()
    app.view_functions["about.show"] = kept
    found = [words for words in stage.aviary.leaks if "/about" in words]
    report.count("planted leaks found", len(found))
    report.demand(found, "a planted leak was not found")

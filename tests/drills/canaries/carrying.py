"""What leaves the house in other shapes than pages: archives that members take along, and the words
that are drawn onto pictures of cards."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from flask import Flask

from community.accounts.models import Profile
from community.belongings.packing import pack
from community.collections.models import CollectionFollow
from community.core import limits
from community.core.db import writing
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.forums.models import Reader
from community.notifications.models import NoticeMute
from community.reactions.models import Like
from community.sharing import pictures
from community.sharing.outward.entry import all_outward
from tests.drills.canaries.planting import Stage
from tests.drills.frame import Report, own_folder

A_PICTURE = b"\xff\xd8\xff\xd9"  # the shortest JPEG that says it is one


def read_archives(report: Report, stage: Stage, viewers: Any) -> None:
    """Everybody has had to do with everything of ana's, as if it had once been on show to them."""
    folder = own_folder("bags")
    for viewer in viewers:
        member = db.session.query(Profile).filter_by(handle=viewer).one_or_none()
        if member is None:
            continue
        _entangle(stage, member)
        path = folder / f"{viewer}.zip"
        pack(member, path)
        with zipfile.ZipFile(path) as bag:
            for name in bag.namelist():
                words = bag.read(name).decode(errors="replace")
                stage.aviary.listen(viewer, f"{name} of an archive", words)
        report.count("archives read")


def _entangle(stage: Stage, member: Profile) -> None:
    with writing():
        for kind, thing_id in stage.of:
            about = {"kind": kind, "thing_id": thing_id, "profile_id": member.id}
            insert_or_ignore(Like, about)
            insert_or_ignore(NoticeMute, about)
            pair = {"profile_id": member.id, f"{kind}_id": thing_id}
            if kind == "collection":
                insert_or_ignore(CollectionFollow, pair)
            if kind == "topic":
                insert_or_ignore(Reader, {**pair, "read_number": 1, "is_subscribed": True})


def ask_for_cards(report: Report, app: Flask, stage: Stage) -> None:
    """Signed out, by the very address of each thing's picture, which nobody could guess."""
    client = app.test_client()
    for kind, thing_id in stage.of:
        entry = next((each for each in all_outward() if each.name == kind), None)
        thing = db.session.get(entry.model, thing_id) if entry else None
        if entry is None or thing is None:
            continue
        with app.test_request_context():
            path = pictures.picture_path(entry, thing)
        limits.init_app(app)
        answer = client.get(path)
        report.count("cards asked for")
        is_open = "anonymous" in stage.of[kind, thing_id]
        report.demand(is_open or answer.status_code != 200, f"a card of somebody's {kind} was sent")


@contextmanager
def reading_cards(report: Report, stage: Stage) -> Iterator[None]:
    """Before it is drawn: whoever is sent a picture, everybody may read it."""

    def read(look: Any, brush: Any) -> bytes:
        stage.aviary.listen("anonymous", "GET /cards/ the words of a card", str(asdict(look)))
        report.count("card texts read")
        return A_PICTURE

    kept = pictures.draw
    pictures.draw = read
    try:
        yield
    finally:
        pictures.draw = kept
    report.demand(report.totals["card texts read"], "no card was drawn")

"""Who leaves, with something of hers everywhere, and where it is looked for afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import time_machine
from flask import current_app
from sqlalchemy import select

from community.belongings.events import ArchiveAsked
from community.belongings.jobs import make_archive
from community.belongings.models import Archive, Import
from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.core.images.models import Picture
from community.core.images.store import current_store
from community.extensions import db
from community.friends.models import PeopleSet, ShareLink
from community.polls.models import Poll
from community.reactions.models import Comment
from tests.accounts.people import PASSWORD
from tests.world import (
    list_by,
    poll_by,
    product_by,
    wish_on,
)

SECRET = "Canaryword"


def leaves(client: Any, password: str = PASSWORD) -> Any:
    said = {"leaving-password": password, "leaving-sure": "y"}
    return client.post("/settings/data/leave", data=said)


def after_two_weeks() -> Any:
    return time_machine.travel(clock.now() + timedelta(days=15), tick=False)


def filled(ana: Any, ben: Any) -> None:
    """Something of hers in every table, with the word in it."""
    with writing():
        ana.name, ana.bio, ana.website = SECRET, SECRET, f"https://{SECRET}.example"
        circle = PeopleSet.circle(ana, SECRET)
        circle.set_members([ben.id])
    wishlist = list_by(ana, SECRET, note=SECRET)
    wish_on(wishlist, SECRET, product=product_by(ana, SECRET))
    mine, his = poll_by(ana, SECRET, SECRET, question=SECRET), poll_by(ben)
    with writing():
        ShareLink.make("poll", mine.id, ana)
        poll = db.session.get(Poll, his.id)
        poll.vote(poll.options[0], by=ana)
        Comment.write(poll, ana, SECRET, SECRET)
        Comment.write(mine, ben, "of her poll", "of her poll")


def files_with_pictures_of(ana: Any) -> list[Any]:
    """Her avatar and a wish's private photo."""
    paths = []
    for digest, private in (("a" * 64, False), ("b" * 64, True)):
        with writing():
            picture = Picture(digest=digest, width=240, height=240, colour="#aabbcc", bytes=2)
            picture.plain_ground, picture.is_private = False, private
            db.session.add(picture)
            db.session.flush()
            if private:
                wish_on(list_by(ana, SECRET), SECRET, picture_id=picture.id)
            else:
                ana.avatar_id = picture.id
        path = current_store().path_of(digest, 240, private=private)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"RI")
        paths.append(path)
    return paths


def imported(ana: Any) -> Any:
    with writing():
        what = db.session.scalars(select(Import)).one()
    what.path.parent.mkdir(parents=True, exist_ok=True)
    what.path.write_text(SECRET)
    return what.path


def archived(ana: Any) -> Any:
    with writing():
        archive = Archive.ask(ana.account)
    make_archive(ArchiveAsked(archive.id))
    assert archive.path.is_file()
    return archive.path


def found_in_database(*words: str) -> list[str]:
    """Tables in which one of the words stands, in any column."""
    return [
        table.name
        for table in db.metadata.sorted_tables
        for row in db.session.execute(select(table))
        if any(word.lower() in repr(tuple(row)).lower() for word in words)
    ]


def found_on_disk(word: str) -> list[str]:
    """Files of the instance that hold it, but for the databases of this run and its pages."""
    folder = current_app.extensions["settings"].instance_folder
    files = [path for path in folder.rglob("*") if path.is_file() and ".db" not in path.name]
    return [str(path) for path in files if word.encode() in path.read_bytes()]


def key_of(thing: Any) -> str:
    return encode(thing.id)

"""What a member takes along: all that is theirs, nothing that is others', for a day."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from lxml import html
from sqlalchemy import select

from community.belongings.events import ArchiveAsked
from community.belongings.jobs import forget_archives, make_archive
from community.belongings.models import Archive
from community.belongings.packing import as_csv, pack
from community.core import clock
from community.core.db import writing
from community.core.ids import encode
from community.extensions import db
from community.friends.models import Block
from community.polls.models import Poll
from community.reactions.models import Comment
from tests.accounts.people import PASSWORD, member
from tests.world import befriend, list_by, mark_by, person, poll_by, product_by, signed_in, wish_on


@pytest.fixture
def ana(app):
    return member("ana").profile


def asked(client: Any, **fields: str) -> Any:
    return client.post("/settings/data/archive", data={"password": PASSWORD, **fields})


def packed(profile: Any, tmp_path: Any) -> zipfile.ZipFile:
    pack(profile, tmp_path / "all.zip")
    return zipfile.ZipFile(tmp_path / "all.zip")


def data_in(bag: zipfile.ZipFile) -> dict[str, Any]:
    return json.loads(bag.read("data.json"))


def test_the_worker_packs_what_was_asked_for_with_the_password(ana, new_client):
    client = signed_in(new_client(), ana)
    assert asked(client, password="not mine").status_code == 422
    assert Archive.of(ana.account_id) is None
    assert asked(client).status_code == 303
    archive = Archive.of(ana.account_id)
    path = f"/settings/data/archive/{encode(archive.id)}"
    assert client.get(path).status_code == 404  # not yet
    make_archive(ArchiveAsked(archive.id))
    answer = client.get(path)
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert data_in(zipfile.ZipFile(io.BytesIO(answer.data)))["handle"] == "ana"
    assert path in client.get("/settings/data").text


def test_nobody_else_fetches_it_and_after_a_day_it_is_gone(ana, new_client):
    client, ben = signed_in(new_client(), ana), signed_in(new_client(), person("ben"))
    asked(client)
    archive = Archive.of(ana.account_id)
    make_archive(ArchiveAsked(archive.id))
    path, file = f"/settings/data/archive/{encode(archive.id)}", archive.path
    assert ben.get(path).status_code == 404
    with time_machine.travel(clock.now() + timedelta(hours=25), tick=False):
        assert client.get(path).status_code == 404
        assert file.is_file()
        forget_archives()
    assert not file.exists() and db.session.scalar(select(Archive.id)) is None


def test_all_that_is_anas_is_in_it(ana, tmp_path):
    ben = person("ben")
    befriend(ana, ben)
    wishlist = list_by(ana, "Kitchen", audience="me", note="Only mine")
    product = product_by(ana)
    wish_on(wishlist, "Pot", product=product, offer=product.offers[0], note="the red one")
    mark_by(ana, product, "had")
    mine, his = poll_by(ana), poll_by(ben, question="Which hat?")
    with writing():
        poll = db.session.get(Poll, his.id)
        poll.vote(poll.options[0], by=ana)
        Comment.write(mine, ana, "Well?", "<p>Well?</p>")
    bag = packed(ana, tmp_path)
    said = data_in(bag)
    assert said["profile"][0]["account_email"] == "ana@example.com"
    assert said["lists"][0]["note"] == "Only mine"
    assert said["wishes"][0]["url"] == "https://pots.example/pot"
    assert [option["label"] for option in said["poll_options"]] == ["red pot", "blue pot"]
    assert said["votes"][0] | {"question": "Which hat?", "answer": "red pot"} == said["votes"][0]
    assert said["comments"][0]["body"] == "Well?"
    assert said["marks"][0]["state"] == "had"
    assert said["following"][0]["handle"] == "ben"
    rows = list(csv.DictReader(io.StringIO(bag.read("csv/wishes.csv").decode())))
    assert rows[0]["note"] == "the red one"
    assert "the red one" in html.fromstring(bag.read("index.html")).text_content()


def test_nothing_of_others_and_no_secret_is_in_it(ana, tmp_path):
    ben, erik = person("ben"), person("erik")
    befriend(ana, ben)
    canary = "Canaryword"
    list_by(ben, canary)
    theirs = poll_by(ben, question="Open?", audience="public")
    hidden = poll_by(ben, question=f"{canary}?")
    with writing():
        Comment.write(theirs, ben, canary, canary)
        poll = db.session.get(Poll, hidden.id)
        poll.vote(poll.options[0], by=ana)
        poll.audience = "me"  # since then it is ben's alone
        Block.begin(erik, ana)
    bag = packed(ana, tmp_path)
    everything = "".join(bag.read(name).decode(errors="replace") for name in bag.namelist())
    assert canary not in everything
    assert "erik" not in everything  # who blocked her is not told
    assert ana.account.password_hash not in everything
    assert "_hash" not in everything and "ben@example.com" not in everything


def test_a_spreadsheet_runs_no_formula_of_ours():
    rows = list(csv.reader(io.StringIO(as_csv([{"title": "=HYPERLINK(1)", "note": 'a,\n"b"'}]))))
    assert rows == [["title", "note"], ["'=HYPERLINK(1)", 'a,\n"b"']]

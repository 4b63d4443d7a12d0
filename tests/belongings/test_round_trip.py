"""From a Posy on SQLite to one on PostgreSQL and back, field by field."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

from PIL import Image

from community.accounts.models import Profile
from community.belongings.events import ImportBegun
from community.belongings.importing.bringing import bring
from community.belongings.importing.planning import plan_of
from community.belongings.importing.steps import STEPS
from community.belongings.models import Import
from community.belongings.packing import pack
from community.collections.models import Collection, CollectionTag, Piece
from community.core import clock
from community.core.db import writing
from community.core.ids import new_id
from community.core.images.models import Picture
from community.core.images.store import keep_picture
from community.extensions import db
from community.forums.models import Draft
from community.friends.audience import Audience
from community.friends.models import PeopleSet
from community.notifications.choices import choose
from tests.belongings.bags import picture
from tests.reviews.makers import review_by
from tests.services import database
from tests.services.site import app_of
from tests.world import (
    befriend,
    collection_by,
    list_by,
    mark_by,
    person,
    piece_in,
    product_by,
    wish_on,
)

# What may be another after the way there and back, by section ("*": in all), and why. Whatever
# does not stand here is the same.
MAY_DIFFER: dict[str, dict[str, str]] = {
    "*": {
        "id": "given anew; order by it is kept, since it holds the time",
        "picture": "drawn anew; its size and its place are compared",
    },
    "wishes": {"product_id": "joined by address", "offer_id": "joined by address"},
    "pieces": {"product_id": "joined by address", "offer_id": "joined by address"},
    "marks": {"product_id": "joined by address"},
    "reviews": {"product_id": "joined by address", "ask_at": "counted anew"},
    "finds": {
        "brand": "read at the shop alone, never from an archive",
        "category": "read at the shop alone",
        "description": "read at the shop alone",
        "listed_at": "put on show by what is shown there",
        "created_at": "when it was met there first",
    },
    "collections": {
        "follower_count": "others’ doing",
        "comment_count": "others’ doing",
        "editors": "others, asked anew",
        "remix_of": "somebody else’s",
    },
    "drafts": {"changed_at": "begins anew"},
    "profile": {
        "handle": "chosen there",
        "avatar": "drawn anew; its size is compared",
        "follower_count": "others’ doing",
        "followed_count": "others’ doing",
        "created_at": "when one came there",
        "is_closed": "decided there",
        "is_suggested": "decided there",
        "closed_at": "decided there",
        "account_*": "the account there is another",
    },
}


def test_what_goes_from_one_posy_to_another_and_back_is_the_same(tmp_path):
    folders = [tmp_path / name for name in ("one", "two", "three")]
    with site("sqlite", folders[0]):
        ana = somebody()
        filled(ana)
        first = Packed(ana, tmp_path / "first.zip")
    for kind, folder, name in (("postgres", folders[1], "second"), ("sqlite", folders[2], "third")):
        with site(kind, folder):
            ana = somebody()
            brought(ana, first.path)
            then = Packed(ana, tmp_path / f"{name}.zip")
        assert then.plain() == first.plain()
        first = then


@contextmanager
def site(kind: str, folder: Path) -> Iterator[None]:
    url = database.new_database(kind, f"trip_{uuid4().hex[:8]}")
    folder.mkdir()
    environment = database.environment(DATABASE_URL=url, INSTANCE_FOLDER=str(folder))
    app = app_of({**environment, "SITE_URL": "http://localhost", "DEVELOPMENT": "1"})
    with app.app_context():
        yield
        db.session.remove()
        db.engine.dispose()


def somebody() -> Any:
    """A member of some weeks with a friend, who is the same here and there."""
    ana = person("ana")
    befriend(ana, person("ben"))
    with writing():
        ana.created_at = clock.now() - timedelta(days=60)
    return ana


def filled(ana: Any) -> None:
    """Something with every field said, for every audience."""
    photo, face = keep_picture(picture(), private=True), keep_picture(picture("blue", (50, 60)))
    product = product_by(ana)
    with writing():
        ana.pronouns, ana.bio, ana.website = "she", "Pots – and “more”", "https://ana.example/"
        ana.avatar, shown = Picture.of(face), Picture.of(photo)
        circle = PeopleSet.circle(ana, "Family ♥")
        circle.set_members([_ben_id()])
    for audience in Audience:
        wishlist = list_by(ana, f"For {audience}", note="Two\nlines", occasion="birthday",
                           day=clock.now().date(), audience="me")  # fmt: skip
        gathered = collection_by(ana, f"By {audience}", body="**So** <b>", audience="me")
        with writing():
            for thing in (db.session.get(type(wishlist), wishlist.id),
                          db.session.get(Collection, gathered.id)):  # fmt: skip
                thing.show_to(audience, circle if audience == "people" else None)
                thing.archived_at = clock.now() if audience == "me" else None
            CollectionTag.put(gathered.id, ["rainy days", "tea"])
            db.session.get(Collection, gathered.id).html = "<p><strong>So</strong> &lt;b&gt;</p>"
    every = {"size": "L", "colour": "red", "quantity": 3, "priority": 2, "amount": 0}
    offer = product.offers[0]
    wish_on(wishlist, "All of it", product=product, offer=offer, note="why", currency="JPY",
            picture=shown, **every)  # fmt: skip
    wish_on(wishlist, "Words alone")
    piece_in(gathered, "Because", product=product)
    piece_in(gathered, "Only\nwords")
    mark_by(ana, product, "had", audience="followers")
    review_by(ana, product, 7, title="Good", pros="a\nb", size="L", audience="followers")
    with writing():
        mine = Piece(sort="picture", picture=shown, title="Mine")
        mine.add_to(db.session.get_one(Collection, gathered.id), ana)
        Draft.keep(ana.id, "new", "Which?", "I *wonder*", "home")
        choose(ana.id, "likes", False, "daily")


def _ben_id() -> int:
    return db.session.scalars(db.select(Profile.id).where(Profile.handle == "ben")).one()


def brought(ana: Any, path: Path) -> None:
    import_id = new_id()
    with writing():
        Import.put(import_id, ana.id, plan_of(path, ana))
        what = db.session.get_one(Import, import_id)
        what.path.parent.mkdir(parents=True, exist_ok=True)
        what.path.write_bytes(path.read_bytes())
        what.begin(takes_profile=True, matches_people=True)
    db.session.refresh(what)
    while what.state == "bringing":
        bring(ImportBegun(import_id))
        db.session.refresh(what)
    assert what.state == "done"
    stayed = {section: reasons for section, reasons in what.result.items() if set(reasons) != {""}}
    assert stayed == {}


class Packed:
    """An archive, with what may differ taken out."""

    def __init__(self, ana: Any, path: Path) -> None:
        self.path = path
        pack(ana, path)
        self._bag = zipfile.ZipFile(path)
        self._data = json.loads(self._bag.read("data.json"))
        self._names = {
            row["id"]: row.get("title") or row.get("name")
            for maker in STEPS
            for row in self._data[maker.section]
            if row.get("id")
        }

    def plain(self) -> dict[str, list[str]]:
        return {
            maker.section: sorted(
                json.dumps(self._row(maker.section, row), sort_keys=True)
                for row in self._data[maker.section]
            )
            for maker in STEPS
        }

    def _row(self, section: str, row: dict[str, Any]) -> dict[str, Any]:
        differs = {**MAY_DIFFER["*"], **MAY_DIFFER.get(section, {})}
        kept = {
            name: self._names.get(value, value) if name.endswith("_id") else value
            for name, value in row.items()
            if name not in differs and not (name.startswith("account_") and "account_*" in differs)
        }
        shown = row.get("picture") or row.get("avatar")
        return {**kept, "size": self._size(shown) if shown else None}

    def _size(self, digest: str) -> list[int]:
        return list(Image.open(BytesIO(self._bag.read(f"pictures/{digest}.webp"))).size)

"""Circles, marks, finds, the draft of a topic, and where one wants to hear of what."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, select

from community.accounts.models import Profile
from community.belongings.importing.fields import Row, born, choice, line, moment, text
from community.belongings.importing.problems import RowStays
from community.belongings.importing.taking import Maker, Reading, Taking, audience_in
from community.catalog.models import Product
from community.core import clock
from community.core.upsert import insert_or_ignore
from community.extensions import db
from community.forums.models import Draft
from community.friends.models import Follow, PeopleSet
from community.friends.queries import people_for
from community.friends.viewer import Viewer
from community.notifications.models import NoticeChoice
from community.notifications.topics import GROUPS, Mailed
from community.purchases.models import Mark
from community.purchases.models import State as MarkState

MOST_PEOPLE = 200


def handles_in(row: Row) -> list[str]:
    said = row.get("handles")
    words = said if isinstance(said, list) else []
    return [
        word.lower() for word in words[:MOST_PEOPLE] if isinstance(word, str) and len(word) < 40
    ]


def followed_among(person: Profile, handles: list[str]) -> list[Profile]:
    """Those whom the member follows here. The same handle elsewhere may be somebody else, so that
    the member is asked whether they are who is meant."""
    known = people_for(Viewer(person)).join(Follow, Follow.followed_id == Profile.id)
    mine = known.where(Follow.follower_id == person.id, Profile.handle.in_(handles))
    return list(db.session.scalars(mine.order_by(Profile.handle)).unique())


def read_circle(reading: Reading, row: Row) -> dict[str, Any]:
    sort, name = choice(row, "sort", ("circle", "named"), "named"), line(row, "name", 60)
    if sort == "circle" and not name:
        raise RowStays("odd")
    return {**born(row), "sort": sort, "name": name, "handles": handles_in(row)}


def make_circle(taking: Taking, said: dict[str, Any]) -> int:
    handles = said.pop("handles")
    wanted = taking.what.matches_people
    people = followed_among(taking.person, handles) if wanted else []
    if said["sort"] == "named" and not people:
        raise RowStays("people")
    circle = PeopleSet(owner_id=taking.person.id, **said)
    db.session.add(circle)
    db.session.flush()
    circle.set_members([each.id for each in people])
    return circle.id


def read_mark(reading: Reading, row: Row) -> dict[str, Any]:
    url = reading.address(row)
    if not url:
        raise RowStays("address")
    return {
        **born(row),
        **audience_in(row),
        "state": choice(row, "state", [each.value for each in MarkState], MarkState.WANT.value),
        "changed_at": moment(row, "changed_at") or clock.now(),
        "title": line(row, "title", 300),
        "url": url,
    }


def make_mark(taking: Taking, said: dict[str, Any]) -> int:
    offer = taking.offer(said.pop("url"), said.pop("title"))
    if offer is None:
        raise RowStays("address")
    if Mark.of(taking.person.id, offer.product_id) is not None:
        raise RowStays("there")
    audience, people_key = said.pop("audience"), said.pop("people_key")
    mark = Mark(owner_id=taking.person.id, product_id=offer.product_id, audience="me", **said)
    db.session.add(mark)
    taking.show(mark, audience, people_key)
    db.session.flush()
    return mark.id


def read_find(reading: Reading, row: Row) -> dict[str, Any]:
    url = reading.address(row)
    if not url:
        raise RowStays("address")
    return {"url": url, "title": line(row, "title", 300)}


def make_find(taking: Taking, said: dict[str, Any]) -> int:
    offer = taking.offer(said["url"], said["title"])
    if offer is None:
        raise RowStays("address")
    return offer.product_id


def read_draft(reading: Reading, row: Row) -> dict[str, Any]:
    if row.get("place") != "new":
        raise RowStays("topic")
    said = {"title": line(row, "title", 140), "body": text(row, "body", 8000)}
    if not any(said.values()):
        raise RowStays("odd")
    return {**born(row), **said, "board": line(row, "board", 40), "place": "new"}


def make_draft(taking: Taking, said: dict[str, Any]) -> int:
    about = {"profile_id": taking.person.id, "changed_at": said["created_at"]}
    if not insert_or_ignore(Draft, {**said, **about}):
        raise RowStays("there")  # what is being written here is not written over
    return int(said["id"])


def read_choice(reading: Reading, row: Row) -> dict[str, Any]:
    group = choice(row, "group", [each.name for each in GROUPS], "")
    mailed = choice(row, "mailed", [each.value for each in Mailed], "")
    if not group or not mailed:
        raise RowStays("odd")
    return {"id": born(row)["id"], "group": group, "mailed": mailed,
            "in_page": row.get("in_page") is not False}  # fmt: skip


def make_choice(taking: Taking, said: dict[str, Any]) -> int:
    if not insert_or_ignore(NoticeChoice, {**said, "profile_id": taking.person.id}):
        raise RowStays("there")
    return int(said["id"])


def _mine(model: Any, column: Any) -> Any:
    def select_mine(profile_id: int) -> Select[Any]:
        return select(model.id).where(column == profile_id)

    return select_mine


CIRCLES = Maker(
    "circles", PeopleSet, read_circle, make_circle, _mine(PeopleSet, PeopleSet.owner_id)
)
MARKS = Maker("marks", Mark, read_mark, make_mark, _mine(Mark, Mark.owner_id))
FINDS = Maker("finds", Product, read_find, make_find, _mine(Product, Product.found_by_id))
DRAFTS = Maker("drafts", Draft, read_draft, make_draft, _mine(Draft, Draft.profile_id))
CHOICES = Maker(
    "notice_choices",
    NoticeChoice,
    read_choice,
    make_choice,
    _mine(NoticeChoice, NoticeChoice.profile_id),
)

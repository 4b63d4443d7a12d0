"""What the makers of rows need: the archive to read from, and what the member has here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import Select, select

from community.accounts.models import Profile
from community.belongings.importing.archive import OpenArchive
from community.belongings.importing.fields import Row, choice
from community.belongings.importing.problems import RowStays
from community.belongings.models import Import, ImportedRow
from community.catalog.adding import offer_at
from community.catalog.models import LinkDomain, Offer
from community.clipping.addresses import has_secret, shop_domain
from community.core import clock
from community.core.ids import decode
from community.core.images.models import Picture
from community.core.images.prepare import Prepared
from community.core.images.problems import BadPicture
from community.core.images.store import keep_picture
from community.core.site import current_site
from community.extensions import db
from community.friends.audience import Audience
from community.friends.models import Membership, PeopleSet

LONGEST_DOMAIN = 253
WIDE = (Audience.PUBLIC, Audience.FOLLOWERS)


@dataclass(frozen=True)
class Maker:
    """Rows of one section. `read` cleans a row outside of any transaction, `make` writes it and
    gives the new row's id; `mine` selects the ids that are the member's already."""

    section: str
    model: Any
    read: Callable[[Reading, Row], dict[str, Any]]
    make: Callable[[Taking, dict[str, Any]], int]
    mine: Callable[[int], Select[Any]]


@dataclass
class Reading:
    """The archive, looked at. Dry, nothing is decoded or kept."""

    archive: OpenArchive
    profile_id: int
    is_dry: bool = False
    _kept: dict[str, Prepared | None] = field(default_factory=dict)

    def picture(self, digest: str, *, private: bool = True) -> Prepared | None:
        """As if it had been uploaded; a picture that came before is not decoded again."""
        if not digest or self.is_dry or ImportedRow.of(self.profile_id, "pictures", digest):
            return None
        if digest not in self._kept:
            self._kept[digest] = self._decoded(digest, private)
        return self._kept[digest]

    def _decoded(self, digest: str, private: bool) -> Prepared | None:
        data = self.archive.picture(digest)
        if data is None:
            return None
        db.session.commit()
        try:
            return keep_picture(data, private=private)
        except BadPicture as problem:
            if problem.reason == "busy":  # others' are being read: the worker comes back
                raise
            return None

    def address(self, row: Row) -> str:
        """Of a shop's page, or nothing where it would not be taken from a form either."""
        url = row.get("url")
        if not isinstance(url, str) or not url.lower().startswith(("http://", "https://")):
            return ""
        if len(url) > 2000 or not url.isprintable() or has_secret(url):
            return ""
        try:
            named = urlsplit(url).hostname
        except ValueError:
            return ""
        domain = shop_domain(url) if named else ""
        is_good = 0 < len(domain) <= LONGEST_DOMAIN
        return url if is_good and LinkDomain.state_of(domain) != "blocked" else ""


@dataclass
class Taking:
    """One portion, inside `writing()`."""

    person: Profile
    what: Import
    changed: set[tuple[str, int]] = field(default_factory=set)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)

    def is_there(self, maker: Maker, key: str) -> bool:
        known = ImportedRow.of(self.person.id, maker.section, key)
        if known and db.session.scalar(select(maker.model.id).where(maker.model.id == known)):
            return True
        return self._own_id(maker.mine(self.person.id), maker.model, key) is not None

    def own(self, maker: Maker, key: str) -> Any:
        """The member's thing that this row became, or was all along. Raises RowStays."""
        known = ImportedRow.of(self.person.id, maker.section, key)
        mine = maker.mine(self.person.id)
        if known and db.session.scalar(mine.where(maker.model.id == known)):
            return db.session.get_one(maker.model, known)
        own = self._own_id(mine, maker.model, key)
        if own is None:
            raise RowStays("orphan")
        return db.session.get_one(maker.model, own)

    @staticmethod
    def _own_id(mine: Select[Any], model: Any, key: str) -> int | None:
        try:
            return db.session.scalar(mine.where(model.id == decode(key)))
        except ValueError:
            return None

    def picture(self, prepared: Prepared | None, digest: str) -> Picture | None:
        if prepared is not None:
            picture = Picture.of(prepared)
            ImportedRow.keep(self.person.id, "pictures", digest, picture.id)
            return picture
        known = ImportedRow.of(self.person.id, "pictures", digest) if digest else None
        return db.session.get(Picture, known) if known else None

    def offer(self, url: str, title: str) -> Offer | None:
        """Joined with what is known of that address; the shared product is never changed."""
        return offer_at(url, self.person, title=title) if url else None

    def show(self, thing: Any, audience: str, people_key: str) -> None:
        """Never to more than it was shown to; people who are not known see nothing."""
        if audience == Audience.PEOPLE:
            people = self._people(people_key)
            thing.show_to(Audience.PEOPLE if people else Audience.ME, people)
            return
        narrower = is_newcomer(self.person) and audience in WIDE
        thing.show_to(Audience.FRIENDS if narrower else audience)

    def _people(self, key: str) -> PeopleSet | None:
        known = ImportedRow.of(self.person.id, "circles", key) if key else None
        if known is None and key:
            own = select(PeopleSet.id).where(PeopleSet.owner_id == self.person.id)
            known = self._own_id(own, PeopleSet, key)
        inside = select(Membership.id).where(Membership.set_id == known)
        is_known = known and db.session.scalar(inside.limit(1))
        return db.session.get(PeopleSet, known) if is_known else None


def audience_in(row: Row) -> dict[str, str]:
    """Whatever is not known is shown to nobody."""
    people = row.get("people_set_id")
    return {
        "audience": choice(row, "audience", [each.value for each in Audience], "me"),
        "people_key": people if isinstance(people, str) else "",
    }


def is_newcomer(person: Profile) -> bool:
    """Those who come to advertise would bring it by the hundred, and to everyone."""
    return person.created_at > clock.now() - timedelta(days=current_site().newcomer_days)

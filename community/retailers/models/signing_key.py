from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import timedelta

from flask import current_app
from sqlalchemy import ColumnElement, and_, or_, update
from sqlalchemy.orm import Mapped, relationship

from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model, change
from community.core.ids import new_id
from community.extensions import db
from community.retailers.models.retailer import Retailer

MOST_KEYS = 5
OVERLAP = timedelta(days=7)
SHOWN_FOR = timedelta(minutes=30)


class SigningKey(Model):
    """What a shop signs its purchase tokens with. The secret is in no row: it is made again from
    the site's own, so that a stolen database signs nothing. One that is followed by another goes
    on for a week."""

    __tablename__ = "signing_keys"

    id: Mapped[int] = id_column()
    retailer_id: Mapped[int] = reference("retailers.id")
    name: Mapped[str] = text_column(40)
    seen_at = moment()  # the team has taken it down: it is shown no more
    used_at = moment()
    ends_at = moment()
    created_at = stamp()

    retailer: Mapped[Retailer] = relationship()

    @classmethod
    def make(cls, retailer: Retailer, name: str) -> SigningKey:
        key = cls(id=new_id(), retailer_id=retailer.id, name=name)
        db.session.add(key)
        db.session.flush()
        return key

    @classmethod
    def is_good(cls) -> ColumnElement[bool]:
        return and_(or_(cls.ends_at.is_(None), cls.ends_at > clock.sql_now()))

    @property
    def is_alive(self) -> bool:
        return self.ends_at is None or self.ends_at > clock.now()

    @property
    def secret(self) -> str:
        """256 bits; the whole text, with its beginning, is the key of the HMAC."""
        site = current_app.extensions["settings"].secret_key.encode()
        digest = hmac.new(site, f"signing-key:{self.id}".encode(), hashlib.sha256).digest()
        return "posysk_" + base64.urlsafe_b64encode(digest).rstrip(b"=").decode()

    @property
    def hint(self) -> str:
        """Enough to tell it from others, and of no use to anybody."""
        return f"…{self.secret[-4:]}"

    @property
    def is_fresh(self) -> bool:
        """Its secret may still be shown."""
        return self.seen_at is None and self.created_at > clock.now() - SHOWN_FOR

    def put_away(self) -> None:
        change(
            update(SigningKey)
            .where(SigningKey.id == self.id, SigningKey.seen_at.is_(None))
            .values(seen_at=clock.now())
        )

    def rotate(self) -> SigningKey:
        """Another in its place; this one goes on for a week, so that no order is lost."""
        self._end(clock.now() + OVERLAP)
        return SigningKey.make(self.retailer, self.name)

    def revoke(self) -> None:
        """Nothing that it signed is believed from now on."""
        self._end(clock.now())

    def _end(self, moment: object) -> None:
        earlier = or_(SigningKey.ends_at.is_(None), SigningKey.ends_at > moment)
        change(update(SigningKey).where(SigningKey.id == self.id, earlier).values(ends_at=moment))
        db.session.refresh(self, ["ends_at"])

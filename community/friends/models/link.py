from __future__ import annotations

import base64
import hashlib
import hmac
from datetime import timedelta

from flask import current_app
from sqlalchemy import BigInteger, ColumnElement, Index, and_, or_, update
from sqlalchemy.orm import Mapped, mapped_column

from community.accounts.models import Profile
from community.core import clock
from community.core.columns import id_column, moment, reference, stamp, text_column
from community.core.db import Model
from community.core.events import publish
from community.core.ids import new_id
from community.extensions import db
from community.friends.events import LinkRevoked

YEAR = timedelta(days=365)


class ShareLink(Model):
    """A secret address beside an audience. The row holds a hash; the key can be made again for
    the owner from the site's secret, so that it can be shown twice without being stored."""

    __tablename__ = "share_links"

    id: Mapped[int] = id_column()
    kind: Mapped[str] = text_column(20)
    thing_id: Mapped[int] = mapped_column(BigInteger)
    made_by_id: Mapped[int] = reference("profiles.id")
    key_hash: Mapped[str] = text_column(64, unique=True)
    created_at = stamp()
    expires_at = moment()
    revoked_at = moment()

    __table_args__ = (Index("ix_share_links_thing", "kind", "thing_id"),)

    @classmethod
    def make(cls, kind: str, thing_id: int, by: Profile, lifetime: timedelta = YEAR) -> ShareLink:
        link = cls(id=new_id(), kind=kind, thing_id=thing_id, made_by_id=by.id)
        link.key_hash = hash_key(link.key)
        link.expires_at = clock.now() + lifetime
        db.session.add(link)
        return link

    @classmethod
    def is_valid(cls) -> ColumnElement[bool]:
        fresh = or_(cls.expires_at.is_(None), cls.expires_at > clock.now())
        return and_(cls.revoked_at.is_(None), fresh)

    @classmethod
    def by_key(cls, key: str) -> ShareLink | None:
        query = db.select(cls).where(cls.key_hash == hash_key(key), cls.is_valid())
        return db.session.scalar(query)

    @classmethod
    def of(cls, kind: str, thing_id: int) -> ShareLink | None:
        """The newest valid link of a thing."""
        query = db.select(cls).where(cls.kind == kind, cls.thing_id == thing_id, cls.is_valid())
        return db.session.scalar(query.order_by(cls.id.desc()).limit(1))

    @classmethod
    def revoke_all(cls, kind: str, thing_id: int) -> None:
        db.session.execute(
            update(cls)
            .where(cls.kind == kind, cls.thing_id == thing_id, cls.revoked_at.is_(None))
            .values(revoked_at=clock.now())
        )
        publish(LinkRevoked(kind, thing_id))

    @property
    def key(self) -> str:
        """128 bits in 22 URL-safe characters."""
        secret = current_app.extensions["settings"].secret_key.encode()
        digest = hmac.new(secret, f"share-link:{self.id}".encode(), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest[:16]).rstrip(b"=").decode()


def hash_key(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()

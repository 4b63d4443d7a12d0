from __future__ import annotations

import secrets

from sqlalchemy.orm import Mapped, relationship

from community.accounts.models.session import hash_token
from community.core.columns import id_column, reference, stamp, text_column
from community.core.db import Model
from community.extensions import db
from community.friends.models.link import ShareLink


class Guest(Model):
    """Somebody with a link and a name, but no account; known again by a token in their cookie."""

    __tablename__ = "guests"

    id: Mapped[int] = id_column()
    link_id: Mapped[int] = reference("share_links.id")
    name: Mapped[str] = text_column(40)
    token_hash: Mapped[str] = text_column(64, unique=True)
    created_at = stamp()

    link: Mapped[ShareLink] = relationship()

    @classmethod
    def welcome(cls, link: ShareLink, name: str) -> tuple[Guest, str]:
        """The guest and the token for their cookie."""
        token = secrets.token_urlsafe(24)
        guest = cls(link=link, name=name, token_hash=hash_token(token))
        db.session.add(guest)
        db.session.flush()
        return guest, token

    @classmethod
    def by_token(cls, token: str) -> Guest | None:
        return db.session.scalar(db.select(cls).where(cls.token_hash == hash_token(token)))

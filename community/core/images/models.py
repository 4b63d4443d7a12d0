from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, mapped_column

from community.core.columns import id_column, stamp, text_column
from community.core.db import Model
from community.core.upsert import insert_or_ignore
from community.extensions import db

if TYPE_CHECKING:
    from community.core.images.decode import Prepared

WIDTHS = (240, 320, 480, 960)


class Picture(Model):
    """A picture that was decoded and drawn again; its bytes lie in the store under `digest`."""

    __tablename__ = "pictures"

    id: Mapped[int] = id_column()
    digest: Mapped[str] = text_column(64, unique=True)
    width: Mapped[int] = mapped_column()
    height: Mapped[int] = mapped_column()
    colour: Mapped[str] = text_column(7)
    plain_ground: Mapped[bool] = mapped_column(default=False)
    is_private: Mapped[bool] = mapped_column(default=False)
    bytes: Mapped[int] = mapped_column(default=0)
    widths: Mapped[str] = text_column(40)  # the renditions that exist: "240 320 480"
    created_at = stamp()

"""What an admin decides while the site runs: one row, read by every process at most ten seconds
late, and at once by the one that changed it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app
from sqlalchemy import BigInteger, CheckConstraint, inspect, select
from sqlalchemy.orm import Mapped, mapped_column

from community.core.columns import moment, text_column
from community.core.db import AWAY, Model, change, is_writing, take_back
from community.core.upsert import insert_or_ignore
from community.extensions import db

SECONDS = 10.0
THE_ONE = 1
LANGUAGES_LENGTH = 200


class Site(Model):
    """The one row. Empty texts mean what the environment says (`SITE_NAME`)."""

    __tablename__ = "site"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    name: Mapped[str] = text_column(60)
    sign_up: Mapped[str] = text_column(10, default="open")
    languages: Mapped[str] = text_column(LANGUAGES_LENGTH)  # tags parted by spaces; none: all
    newcomer_days: Mapped[int] = mapped_column(default=3)
    newcomer_posts: Mapped[int] = mapped_column(default=60)
    newcomer_links: Mapped[int] = mapped_column(default=30)
    newcomer_follows: Mapped[int] = mapped_column(default=60)
    closing_since = moment()
    closing_notice: Mapped[str] = text_column(500)
    first_admin_id: Mapped[int | None] = mapped_column(BigInteger, nullable=True)
    version: Mapped[int] = mapped_column(default=1)

    __table_args__ = (
        CheckConstraint("id = 1", name="one"),
        CheckConstraint("sign_up IN ('open', 'approval', 'invitation')", name="sign_up"),
    )


@dataclass(frozen=True)
class Standing:
    """The settings by value, as pages and limits read them."""

    name: str
    sign_up: str = "open"
    languages: tuple[str, ...] = ()
    newcomer_days: int = 3
    newcomer_posts: int = 60
    newcomer_links: int = 30
    newcomer_follows: int = 60
    is_closing: bool = False
    closing_notice: str = ""
    version: int = 0


def init_app(app: Flask) -> None:
    app.extensions["site"] = None


def current_site() -> Standing:
    """What holds now; asks the database once in ten seconds and process."""
    kept: tuple[float, Standing] | None = current_app.extensions["site"]
    if kept is None or time.monotonic() - kept[0] > SECONDS:
        kept = (time.monotonic(), _read_or_last(kept))
        current_app.extensions["site"] = kept
    return kept[1]


def site_lately() -> Standing:
    """What this process knows of it; asks no database."""
    kept: tuple[float, Standing] | None = current_app.extensions["site"]
    return kept[1] if kept else Standing(str(current_app.extensions["settings"].site_name))


def forget() -> None:
    """Read it again when it is next asked for."""
    current_app.extensions["site"] = None


def site_name() -> str:
    return current_site().name


def the_site() -> Site:
    """The row, to be changed inside `writing()`; made when it is first asked for."""
    insert_or_ignore(Site, {"id": THE_ONE, **_defaults()})
    return db.session.get_one(Site, THE_ONE, populate_existing=True)


def present() -> Site:
    """The row as it is, or as it would be made; for reading."""
    return db.session.get(Site, THE_ONE) or Site(**_defaults())


def first_admin() -> int | None:
    return db.session.scalar(select(Site.first_admin_id))


def settle(values: dict[str, Any]) -> None:
    """Set columns of the one row and let everybody read it anew."""
    the_site()
    change(db.update(Site).where(Site.id == THE_ONE).values(**values, version=Site.version + 1))
    db.session.expire_all()


def claim_first_admin(profile_id: int) -> bool:
    """True for one profile ever, however many ask at the same time; it may ask again."""
    the_site()
    free = db.update(Site).where(Site.id == THE_ONE, Site.first_admin_id.is_(None))
    claimed = change(free.values(first_admin_id=profile_id))
    db.session.expire_all()
    return claimed == 1 or first_admin() == profile_id


def _defaults() -> dict[str, Any]:
    """Core inserts skip what is left out only where a column may be empty."""
    columns = inspect(Site).columns
    given = {column.key: getattr(column.default, "arg", None) for column in columns}
    return {name: value for name, value in given.items() if value is not None}


def _read_or_last(kept: tuple[float, Standing] | None) -> Standing:
    """What was read last, or what the environment says, while the database is away."""
    try:
        return _read()
    except AWAY:
        if is_writing():
            raise
        take_back()
        return kept[1] if kept else Standing(str(current_app.extensions["settings"].site_name))


def _read() -> Standing:
    named = str(current_app.extensions["settings"].site_name)
    row = db.session.execute(select(Site.__table__)).mappings().first()
    if row is None:
        return Standing(named)
    same = ("sign_up", "newcomer_days", "newcomer_posts", "newcomer_links", "newcomer_follows")
    return Standing(
        name=row["name"] or named,
        languages=tuple(row["languages"].split()),
        is_closing=row["closing_since"] is not None,
        closing_notice=row["closing_notice"],
        version=row["version"],
        **{name: row[name] for name in same},
    )

"""`flask backup FILE` and `flask restore FILE`."""

from __future__ import annotations

import sqlite3
import tomllib
from pathlib import Path

import click
import psycopg
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from community.core.backup import pictures
from community.core.backup.archive import FORMAT, Archive, BadArchive
from community.core.backup.postgres import PostgresSite
from community.core.backup.schema import Snapshot, is_known
from community.core.backup.sqlite import InUse, SqliteSite
from community.core.backup.writer import ABOUT, new_archive
from community.extensions import db
from config import ROOT, Settings

_TROUBLES = (BadArchive, InUse, OSError, sqlite3.Error, psycopg.Error, SQLAlchemyError)


class NotEmpty(BadArchive):
    """There is a site already."""


@click.command("backup")
@with_appcontext
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup_command(file: Path) -> None:
    """Write the whole site, its database and pictures, into FILE, while it runs."""
    try:
        files, size = back_up(file.absolute())
    except _TROUBLES as error:
        raise click.ClickException(_words(error)) from error
    click.echo(f"{file}: {files} files, {size / 1e6:.1f} MB. Keep it as safe as the site itself.")


@click.command("restore")
@with_appcontext
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Throw away the site that is here.")
@click.option("--check", is_flag=True, help="Only read the archive through.")
def restore_command(file: Path, replace: bool, check: bool) -> None:
    """Put the site in FILE where an empty one is. Stop the site first."""
    try:
        archive = checked(file.absolute())
        if not check:
            put_back(archive, replace=replace)
    except _TROUBLES as error:
        raise click.ClickException(_words(error)) from error
    rows = sum(archive.rows.values())
    done = "is whole" if check else "is back"
    click.echo(f"The site of {archive.about['taken_at']} {done}: {rows} rows in the database.")


def back_up(path: Path) -> tuple[int, int]:
    """Files and bytes written."""
    settings, site = _settings(), _site()
    with new_archive(path) as writer, site.snapshot(path.parent) as snapshot:
        writer.add_json(ABOUT, _about(site.kind, snapshot))
        rows = snapshot.write(writer)
        pictures.write(writer, settings.pictures_folder)
        writer.close(rows)
        return writer.files, writer.bytes


def checked(path: Path) -> Archive:
    """The archive, read through once. Raises BadArchive."""
    archive = Archive(path)
    if archive.about.get("database") != _site().kind:
        raise BadArchive("The archive is of another kind of database than DATABASE_URL names.")
    if not is_known(str(archive.about.get("revision"))):
        raise BadArchive("The archive was made by a newer Posy: bring this one up to date.")
    archive.check()
    return archive


def put_back(archive: Archive, *, replace: bool) -> None:
    site, folder = _site(), _settings().pictures_folder
    if not replace and not (site.is_empty() and pictures.is_empty(folder)):
        raise NotEmpty("There is a site here: --replace throws it away.")
    db.session.remove()
    db.engine.dispose()
    with pictures.staged(archive, folder) as stage:
        with site.restoring(archive):
            pass
        pictures.exchange(stage, folder)


def _about(kind: str, snapshot: Snapshot) -> dict[str, object]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    return {
        "what": "backup of posy",
        "format": FORMAT,
        "version": project["version"],
        "database": kind,
        "taken_at": snapshot.taken_at,
        "revision": snapshot.revision,
        "tables": snapshot.tables,
    }


def _site() -> SqliteSite | PostgresSite:
    if db.engine.dialect.name == "sqlite":
        return SqliteSite(Path(str(db.engine.url.database)))
    return PostgresSite(db.engine)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["settings"]
    return settings


def _words(error: Exception) -> str:
    return str(getattr(error, "orig", None) or error)

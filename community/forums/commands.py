"""`flask boards`: the forum's boards, for operators."""

from __future__ import annotations

import click
from sqlalchemy import update

from community.core import clock
from community.core.db import change, writing
from community.core.text import slugify
from community.forums.models import Board
from community.forums.planting import plant_boards
from community.forums.queries import all_boards


@click.group("boards")
def boards_command() -> None:
    """The forum's boards: list, plant, add, rename, archive, restore, sort."""


@boards_command.command("list")
def list_boards() -> None:
    """Every board, in order."""
    for board in all_boards():
        note = "  (archived)" if board.archived_at else ""
        click.echo(f"{board.slug:16} {board.topic_count:6}  {board.title}{note}")


@boards_command.command("plant")
def plant() -> None:
    """Make the ten usual boards where there is none; `flask serve` does it, too."""
    click.echo(f"{plant_boards()} boards made.")


@boards_command.command("add")
@click.argument("title")
@click.option("--about", default="", help="One line under the title.")
@click.option("--slug", default="", help="Its address; made from the title unless given.")
@click.option("--icon", default="", help="A name in static/images/icons.txt.")
def add(title: str, about: str, slug: str, icon: str) -> None:
    """Make a board after the others."""
    name = slugify(slug or title)[:40]
    if not name or name in ("new", "topics", "posts", "drafts", "preview"):
        raise click.ClickException("Give it a --slug of letters.")
    with writing():
        is_made = Board.add(name, title[:60], about[:200], icon)
    if not is_made:
        raise click.ClickException(f"There is a board called {name}.")
    click.echo(f"/forum/{name}")


@boards_command.command("rename")
@click.argument("slug")
@click.argument("title")
@click.option("--about", default=None, help="Another line under the title.")
def rename(slug: str, title: str, about: str | None) -> None:
    """Another title; the address stays."""
    values = {"title": title[:60]} | ({} if about is None else {"about": about[:200]})
    _change(slug, **values)


@boards_command.command("archive")
@click.argument("slug")
def archive(slug: str) -> None:
    """Off the front page, without new topics; what is there can be read and answered."""
    _change(slug, archived_at=clock.now())


@boards_command.command("restore")
@click.argument("slug")
def restore(slug: str) -> None:
    """Back among the others."""
    _change(slug, archived_at=None)


@boards_command.command("sort")
@click.argument("slugs", nargs=-1, required=True)
def sort(slugs: tuple[str, ...]) -> None:
    """In this order; those not named follow as they stood."""
    rest = [board.slug for board in all_boards() if board.slug not in slugs]
    for position, slug in enumerate([*slugs, *rest]):
        _change(slug, position=position)


def _change(slug: str, **values: object) -> None:
    with writing():
        found = change(update(Board).where(Board.slug == slug).values(**values))
    if not found:
        raise click.ClickException(f"There is no board called {slug}.")

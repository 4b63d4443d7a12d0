from __future__ import annotations

import click
from flask import current_app
from flask_migrate import upgrade

from community.core.db import is_migrated
from community.demo.bulk import populate
from community.demo.seed import DEMO_PASSWORD, is_empty, seed
from community.extensions import db


@click.command("demo")
@click.option("--members", default=0, help="Make this many members more, with all they do.")
@click.option("--seed", "number", default=1, help="Another number makes another crowd.")
def demo_command(members: int, number: int) -> None:
    """Migrate, and fill an empty site with the demo's cast; with --members, any with a crowd."""
    current_app.extensions["settings"].demand_secret()
    if not is_migrated():
        db.session.remove()  # its transaction would go on seeing a database without tables
        upgrade()
    if is_empty():
        seed()
    elif not members:
        raise click.ClickException("There are accounts already. --members adds a crowd to them.")
    if members:
        with click.progressbar(length=members * 2, label="Making members") as bar:
            made = populate(members, number, bar.update)
        click.echo(f"{made} rows.")
    click.echo(f"Everybody’s password is {DEMO_PASSWORD!r}.")

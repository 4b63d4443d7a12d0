from __future__ import annotations

import click

from community.demo.bulk import populate
from community.demo.seed import DEMO_PASSWORD, is_empty, seed


@click.command("demo")
@click.option("--members", default=0, help="Make this many members more, with all they do.")
@click.option("--seed", "number", default=1, help="Another number makes another crowd.")
def demo_command(members: int, number: int) -> None:
    """Fill an empty site with the demo's cast; with --members, any site with a crowd."""
    if is_empty():
        seed()
    elif not members:
        raise click.ClickException("There are accounts already. --members adds a crowd to them.")
    if members:
        with click.progressbar(length=members * 2, label="Making members") as bar:
            made = populate(members, number, bar.update)
        click.echo(f"{made} rows.")
    click.echo(f"Everybody’s password is {DEMO_PASSWORD!r}.")

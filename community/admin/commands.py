"""The first admin, by a link that is printed where only the operator reads it."""

from __future__ import annotations

import click

from community.admin.routes.set_ups import token
from community.core.mail import on_site
from community.core.site import first_admin


@click.command("set-up")
def set_up_command() -> None:
    """Print the link by which one signed-in member becomes the first admin, once."""
    if first_admin() is not None:
        raise click.ClickException("It was used. Make admins with: flask role HANDLE admin")
    click.echo(f"Sign in, then open: {on_site('/set-up/' + token())}")

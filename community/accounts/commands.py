"""What the operator does at the machine itself."""

from __future__ import annotations

import click

from community.accounts.models import Account, Role
from community.core import audit
from community.core.db import writing


@click.command("role")
@click.argument("handle")
@click.argument("role", type=click.Choice([role.value for role in Role]))
def role_command(handle: str, role: str) -> None:
    """Make HANDLE a member, moderator or admin: so the first admin comes to be.

    Whoever may run commands at the machine decides, so no page can be faster than they are.
    """
    with writing():
        account = Account.by_name(handle)
        if account is None:
            raise click.ClickException(f"Nobody here is called {handle!r}.")
        account.role = role
        audit.record(audit.AT_THE_MACHINE, f"role.{role}", "profile", account.profile.id)
    click.echo(f"@{handle.lstrip('@')} is now {role}.")

from __future__ import annotations

import click

from community.core.db import writing
from community.core.fulltext import ensure_trigrams
from community.search.indexing import rebuild
from community.search.models import SearchRow


@click.command("search-rebuild")
def search_rebuild_command() -> None:
    """Read everything that search finds again. The site may be in use meanwhile."""
    with writing():
        is_tolerant = ensure_trigrams(SearchRow)
    rebuild(lambda name, number: click.echo(f"{name}: {number}"))
    if not is_tolerant:
        click.echo("Misspelt words are not found: this database lacks pg_trgm.", err=True)

from __future__ import annotations

import json
from pathlib import Path
from typing import IO, Any

import click

BYTES_CAP = 12_000_000


@click.command("clip")
@click.option(
    "--html",
    "html_file",
    type=click.Path(exists=True, dir_okay=False),
    help="A saved page (.gz allowed).",
)
@click.option("--url", default="", help="Where the page was saved from.")
@click.option(
    "--batch", type=click.Path(exists=True, dir_okay=False), help="JSON list of {name, html, url}."
)
@click.option("--json", "as_json", is_flag=True, help="One JSON object (the only form there is).")
def clip_command(html_file: str | None, url: str, batch: str | None, as_json: bool) -> None:
    """What a shop's page says about its product."""
    if batch:
        answer: dict[str, Any] = {
            row["name"]: _clip(row["html"], row["url"], Path(batch).parent)
            for row in json.loads(Path(batch).read_text("utf-8"))
        }
    elif html_file and url:
        answer = _clip(html_file, url, Path())
    else:
        raise click.UsageError("Give --html and --url, or --batch.")
    click.echo(json.dumps(answer, ensure_ascii=False, indent=None if batch else 2))


def _clip(html_file: str, url: str, beside: Path) -> dict[str, Any]:
    from community.clipping.reader import read

    return read(read_file(beside / html_file), url).to_json()


def read_file(path: Path) -> bytes:
    with _opened(path) as file:
        return file.read(BYTES_CAP)


def _opened(path: Path) -> IO[bytes]:
    import gzip

    return gzip.open(path) if path.suffix == ".gz" else path.open("rb")  # type: ignore[return-value]

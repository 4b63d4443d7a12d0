"""What `make build` made: hashed addresses, icons, and the files sent in their compressed form."""

from __future__ import annotations

import json
import mimetypes
from functools import lru_cache
from pathlib import Path

from flask import Flask, Response, current_app, request, send_from_directory, url_for
from markupsafe import Markup

from community.core.access import public

# Best first; browsers offer br only over HTTPS and on loopback.
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))
A_YEAR = 31_536_000


class NotBuilt(RuntimeError):
    """static/build/ lacks a file; says what to run."""


def init_app(app: Flask) -> None:
    app.view_functions["static"] = send_static
    app.extensions["asset_manifest"] = None
    app.add_template_global(asset, "asset")
    app.add_template_global(icon, "icon")


def asset(name: str) -> str:
    """Address of a built file by its plain name, `app.css` or `icons.svg`."""
    try:
        hashed = manifest()[name]
    except KeyError:
        raise NotBuilt(f"static/build has no {name!r}: run `make build`") from None
    return url_for("static", filename=f"build/{hashed}")


def icon(name: str, label: str | None = None) -> Markup:
    """One icon of the sprite; give a label only where no text stands beside it."""
    return _drawn(asset("icons.svg"), name, label)


@lru_cache(maxsize=2048)
def _drawn(sprite: str, name: str, label: str | None) -> Markup:
    told = Markup('aria-hidden="true"')
    if label:
        told = Markup('role="img" aria-label="{}"').format(label)
    return Markup('<svg class="icon" {}><use href="{}#{}"/></svg>').format(told, sprite, name)


def manifest() -> dict[str, str]:
    """Plain names to hashed ones; where we develop, read again when it has been built again."""
    settings = current_app.extensions.get("settings")
    if settings is None or settings.development:
        return _read_manifest(build_folder() / "manifest.json")
    known: dict[str, str] | None = current_app.extensions["asset_manifest"]
    if known is None:
        known = _read_manifest(build_folder() / "manifest.json")
        current_app.extensions["asset_manifest"] = known
    return known


def _read_manifest(path: Path) -> dict[str, str]:
    try:
        return _parse_manifest(path, path.stat().st_mtime_ns)
    except FileNotFoundError:
        raise NotBuilt("static/build is missing: run `make build`") from None


@lru_cache(maxsize=4)
def _parse_manifest(path: Path, _changed: int) -> dict[str, str]:
    names: dict[str, str] = json.loads(path.read_text())
    return names


def build_folder() -> Path:
    assert current_app.static_folder is not None
    return Path(current_app.static_folder) / "build"


@public
def send_static(filename: str) -> Response:
    if not filename.startswith("build/"):
        return current_app.send_static_file(filename)
    name = filename.removeprefix("build/")
    encoding, ending = _encoding_for(name)
    response = send_from_directory(
        build_folder(), name + ending, mimetype=mimetypes.guess_type(name)[0], max_age=A_YEAR
    )
    # Names carry a hash of the content, so a copy is good for ever.
    response.cache_control.public = True
    response.cache_control.immutable = True
    response.vary.add("Accept-Encoding")
    if encoding:
        response.content_encoding = encoding
    return response


def _encoding_for(name: str) -> tuple[str | None, str]:
    for encoding, ending in ENCODINGS:
        if request.accept_encodings[encoding] and (build_folder() / (name + ending)).is_file():
            return encoding, ending
    return None, ""


def built(name: str) -> str:
    """The text of a built file, for those that the server sends itself."""
    asset(name)
    return _text_of(build_folder() / manifest()[name])


@lru_cache(maxsize=8)
def _text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")

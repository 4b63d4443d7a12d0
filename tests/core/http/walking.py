"""Every route of the house, and other apps made with settings of their own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from flask import Flask
from werkzeug.routing import Rule

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def every_rule(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        if rule.endpoint != "static":
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield rule, method


def another_app(app: Flask, **settings: Any) -> Flask:
    """An app of its own on the same database, with other settings."""
    from community.app import create_app

    return create_app(replace(app.extensions["settings"], **settings))

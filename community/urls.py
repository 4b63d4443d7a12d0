"""Every blueprint and its address, in one table."""

from __future__ import annotations

from importlib import import_module

from flask import Flask

# module of `bp` → prefix
BLUEPRINTS: tuple[tuple[str, str], ...] = (
    ("community.core.images.routes", ""),
    ("community.core.health", ""),
    ("community.catalog.routes.out", ""),
    ("community.pages.routes.clips", ""),
    ("community.friends.routes.people", ""),
    ("community.friends.routes.follows", ""),
    ("community.friends.routes.blocks", ""),
    ("community.friends.routes.circles", ""),
    ("community.friends.routes.links", ""),
    ("community.friends.routes.invites", ""),
)


def init_app(app: Flask) -> None:
    for module, prefix in BLUEPRINTS:
        app.register_blueprint(import_module(module).bp, url_prefix=prefix or None)

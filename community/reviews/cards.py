"""Pieces that templates draw."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from flask import g, render_template, request
from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _
from markupsafe import Markup

from community.core.assets import asset
from community.core.kinds import kind_named
from community.extensions import db
from community.friends.viewer import current_viewer
from community.reviews.queries import found_helpful


def star_words(halves: int) -> str:
    """Said of half stars: “4½ stars”."""
    whole, half = divmod(halves, 2)
    if not half:
        return ngettext("%(num)s star", "%(num)s stars", whole)
    return _("%(number)s½ stars", number=whole or "")


def fit_words(fit: str) -> str:
    """How it fits; nothing for what is no matter of size."""
    return {"small": _("Runs small"), "true": _("True to size"), "large": _("Runs large")}.get(
        fit, ""
    )


def happy_words(happy: str) -> str:
    return {"yes": _("Still happy"), "so": _("So-so"), "no": _("No longer happy")}[happy]


def stars(value: float, size: str = "") -> Markup:
    """Five stars, filled up to `value` (in stars), with the number in words."""
    label = _("%(number)s of 5 stars", number=format_decimal(value))
    return _drawn(asset("icons.svg"), round(24 * value, 1), size, label)


@lru_cache(maxsize=2048)
def _drawn(sprite: str, width: float, size: str, label: str) -> Markup:
    use = Markup('<use href="{}#star" x="{}" width="24" height="24"/>')
    five = Markup().join(use.format(sprite, 24 * place) for place in range(5))
    return Markup(
        '<svg class="stars {}" viewBox="0 0 120 24" role="img" aria-label="{}">'
        '<g class="off">{}</g><svg class="on" width="{}" height="24">{}</svg></svg>'
    ).format(size, label, five, width, five)


def helpful(thing: Any) -> Markup:
    """The button that says “this helped me”, with how many say so; not under one's own."""
    parts = {"thing": thing, "own": has_found(thing), "back": _here(thing)}
    return Markup(render_template("reviews/_helpful.html", **parts))  # noqa: S704 - drawn by Jinja


def _here(thing: Any) -> str:
    if request.method == "POST":
        return request.form.get("next", "") or kind_named(thing.kind).address(thing)
    return request.full_path


def has_found(thing: Any) -> bool:
    """Asked for all things of the kind that the page has loaded so far, in one select."""
    known: dict[tuple[str, int], bool] = g.setdefault("helpful", {})
    if (thing.kind, thing.id) not in known:
        model = type(thing)
        loaded = {each.id for each in db.session.identity_map.values() if isinstance(each, model)}
        ids = sorted(loaded | {thing.id})
        found = found_helpful(current_viewer(), thing.kind, ids)
        known.update({(thing.kind, each): each in found for each in ids})
    return known[thing.kind, thing.id]


def forget_helpful() -> None:
    """After a change in the same request."""
    g.pop("helpful", None)

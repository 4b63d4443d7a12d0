"""What Alembic needs to know of our models."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any, Literal

from community.core.clock import UtcDateTime
from community.core.columns import Text

_COMMUNITY = Path(__file__).resolve().parent.parent


def load_models() -> None:
    """Import every `models` of the house, so that the metadata is whole."""
    for path in sorted(_COMMUNITY.rglob("models*")):
        if path.name in ("models.py", "models") and "__pycache__" not in path.parts:
            name = ".".join(path.relative_to(_COMMUNITY.parent).with_suffix("").parts)
            import_module(name)


def include_name(name: str | None, kind: str, parents: Any) -> bool:
    """What full text stands on is made by hand, in each database's own way (`core.fulltext`)."""
    return not (name or "").startswith("fulltext_")


def render_type(kind: str, item: Any, context: Any) -> str | Literal[False]:
    """Our own column types: one by its name, one as what it is in the database."""
    if kind == "type" and isinstance(item, UtcDateTime):
        return "UtcDateTime()"
    if kind == "type" and isinstance(item, Text):
        return f"sa.String(length={item.length})"
    return False

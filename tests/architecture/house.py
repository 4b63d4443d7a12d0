"""The files the rules are about."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[2]


def named(path: Path) -> str:
    return str(path.relative_to(HOUSE))


def application() -> list[Path]:
    """What runs in production."""
    return [HOUSE / "config.py", HOUSE / "wsgi.py", *sorted((HOUSE / "community").rglob("*.py"))]


def python() -> list[Path]:
    """All Python we write; a migration is as long as its change."""
    tests = sorted((HOUSE / "tests").rglob("*.py"))
    return [*application(), *tests, *sorted((HOUSE / "bench").rglob("*.py"))]


def templates(*suffixes: str) -> list[Path]:
    wanted = suffixes or (".html", ".txt", ".xml")
    return [p for p in sorted((HOUSE / "templates").rglob("*")) if p.suffix in wanted]


def static(folder: str, suffix: str) -> list[Path]:
    return sorted((HOUSE / "static" / folder).rglob(f"*{suffix}"))


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=named(path))


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    """Each call in a file with its dotted name: `flash`, `yaml.load`."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            yield ast.unparse(node.func), node


def imports(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, node.lineno) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module, node.lineno
            yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


def listed(found: list[str], what_to_do: str) -> str:
    return f"{what_to_do}\n  " + "\n  ".join(found)

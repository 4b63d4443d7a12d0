"""Packages import downwards only; the root stays empty; names stay the visitor's."""

from __future__ import annotations

import ast
import subprocess
import sys

from tests.architecture import house

SHAPELESS = {"utils.py", "util.py", "helpers.py", "misc.py", "services", "utils", "helpers"}


def test_layers_are_kept():
    lint = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as run; run()"]
    done = subprocess.run(lint, cwd=house.HOUSE, capture_output=True, text=True)
    assert done.returncode == 0, (
        "An import goes up or sideways. Publish a fact, use url_for, or move what both need down; "
        f"a new package gets its row in pyproject.toml.\n{done.stdout}{done.stderr}"
    )


def test_settings_import_nothing_of_ours():
    ours = [name for name, _ in house.imports(house.HOUSE / "config.py") if "community" in name]
    assert not ours, "config.py is read before everything else: it may not import community."


def test_package_root_is_empty():
    body = house.tree(house.HOUSE / "community/__init__.py").body
    assert all(isinstance(node, ast.Expr) for node in body), (
        "community/__init__.py holds a docstring only: code in a root makes imports circular."
    )


def test_no_folder_for_leftovers():
    found = [house.named(p) for p in (house.HOUSE / "community").rglob("*") if p.name in SHAPELESS]
    assert not found, house.listed(found, "Name a file by its noun, not by having no place for it.")


def test_only_urls_gives_addresses_prefixes():
    found = [
        f"{house.named(path)}:{call.lineno}"
        for path in house.application()
        if path.name != "urls.py"
        for name, call in house.calls(path)
        if any(keyword.arg == "url_prefix" for keyword in call.keywords)
    ]
    assert not found, house.listed(found, "Prefixes stand in community/urls.py alone.")

"""Small files and functions: more nouns instead of more lines."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.architecture import house

FUNCTION = 40
LIMITS = [
    pytest.param(house.python, 250, id="python"),
    pytest.param(house.templates, 120, id="templates"),
    pytest.param(lambda: house.static("js", ".js"), 120, id="scripts"),
    pytest.param(lambda: house.static("css", ".css"), 250, id="styles"),
]


@pytest.mark.parametrize("files, limit", LIMITS)
def test_no_file_is_too_long(files, limit):
    paths = files()
    assert paths, "There is nothing to measure: has the folder moved?"
    long = [f"{house.named(p)}: {n} lines" for p in paths if (n := house.lines(p)) > limit]
    message = f"At most {limit} lines a file: split it by noun, not by “part 2”."
    assert not long, house.listed(long, message)


def test_no_function_is_too_long():
    long = [line for path in house.python() for line in too_long(path)]
    message = f"At most {FUNCTION} lines a function: name the steps and call them."
    assert not long, house.listed(long, message)


def too_long(path: Path) -> list[str]:
    functions = (
        node
        for node in ast.walk(house.tree(path))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    return [
        f"{house.named(path)}:{node.lineno} {node.name}: {length} lines"
        for node in functions
        if (length := (node.end_lineno or node.lineno) - node.lineno + 1) > FUNCTION
    ]

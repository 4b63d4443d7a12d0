"""SECURITY 51: core/outbound is the only door. Whoever needs another is listed, with a why."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

COMMUNITY = Path(__file__).parents[2] / "community"
DOOR = "core/outbound/"

# File under community/ -> why it may speak to addresses itself. Never one a person gave us.
EXCEPTIONS: dict[str, str] = {}

CLIENTS = (
    "aiohttp",
    "ftplib",
    "http.client",
    "httpx",
    "pycurl",
    "requests",
    "telnetlib",
    "urllib.request",
    "urllib3",
    "websocket",
)
CALLS = {"create_connection", "open_connection", "urlopen", "urlretrieve"}
LOADERS = {"__import__", "import_module"}


def ways_out(source: str) -> list[str]:
    return sorted(found for node in ast.walk(ast.parse(source)) for found in _ways_of(node))


def _ways_of(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (name.name for name in node.names if _is_client(name.name))
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        whole = [node.module, *(f"{node.module}.{name.name}" for name in node.names)]
        yield from (
            name for name in whole if _is_client(name) or name == "socket.create_connection"
        )
    elif isinstance(node, ast.Call):
        yield from _ways_of_call(node)


def _ways_of_call(call: ast.Call) -> Iterator[str]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name in CALLS or ast.unparse(call.func) == "socket.socket":
        yield name
    if name in LOADERS and call.args and isinstance(call.args[0], ast.Constant):
        yield from (text for text in [str(call.args[0].value)] if _is_client(text))


def _is_client(module: str) -> bool:
    return any(module == client or module.startswith(f"{client}.") for client in CLIENTS)


def own_doors() -> dict[str, list[str]]:
    files = {path.relative_to(COMMUNITY).as_posix(): path for path in COMMUNITY.rglob("*.py")}
    found = {name: ways_out(path.read_text("utf-8")) for name, path in files.items()}
    return {name: ways for name, ways in found.items() if ways}


def test_nothing_else_speaks_to_the_outside():
    strangers = {name: ways for name, ways in own_doors().items() if not name.startswith(DOOR)}
    assert {name: ways for name, ways in strangers.items() if name not in EXCEPTIONS} == {}


def test_the_gate_sees_the_door_itself():
    assert {name for name in own_doors() if name.startswith(DOOR)} == {
        "core/outbound/exchange.py",
        "core/outbound/wire.py",
    }


def test_an_exception_has_a_why_and_is_still_needed():
    needed = own_doors()
    assert [name for name, why in EXCEPTIONS.items() if not why or name not in needed] == []


@pytest.mark.parametrize(
    "source",
    [
        "import requests",
        "import requests.adapters as a",
        "from requests import get",
        "from requests.adapters import HTTPAdapter",
        "import urllib.request",
        "from urllib import request",
        "from urllib.request import urlopen",
        "import urllib3",
        "from http import client",
        "from http.client import HTTPSConnection",
        "import httpx, json",
        "def later():\n    import aiohttp",
        "import socket\nsocket.create_connection(('shop.example', 80))",
        "import socket\nsocket.socket().connect(('shop.example', 80))",
        "from socket import create_connection",
        "import importlib\nimportlib.import_module('requests')",
        "__import__('urllib3')",
    ],
)
def test_the_gate_sees_each_way_out(source):
    assert ways_out(source)


@pytest.mark.parametrize(
    "source",
    [
        "from urllib.parse import urlsplit",
        "from http import HTTPStatus",
        "from flask import request",
        "import requests_of_members",
        "import socket\nsocket.gethostname()",
        "from . import requests",
        "from community.core.outbound import get_outbound",
    ],
)
def test_the_gate_lets_harmless_lines_pass(source):
    assert ways_out(source) == []

"""Raw clients at both shapes: strangers, floods, and readers that are slow or do not read."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
import websocket

from tests.shapes.shape import open_raw, wait_until

pytestmark = pytest.mark.drill

BIG, MANY = "x" * 60_000, 60
# Loaded machines answer late; one that is held up does not answer at all.
ANSWERS_WITHIN = 2.0


@pytest.fixture
def url(shape):
    return shape.urls[0]


def enter(url: str, cookie: str = "", **options) -> websocket.WebSocket:
    """A raw client that is connected to Socket.IO's namespace."""
    raw = open_raw(url, cookie=cookie or None, **options)
    assert raw.recv().startswith("0{")
    raw.send("40")
    assert raw.recv().startswith("40{")
    return raw


def cookie_of(member) -> str:
    return "; ".join(f"{one.name}={one.value}" for one in member.http.cookies)


def narrow() -> socket.socket:
    """A connection that takes little before its sender must wait."""
    sock = socket.socket()
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 8192)
    return sock


def connected_narrow(url: str, member) -> websocket.WebSocket:
    sock = narrow()
    host, port = url.removeprefix("http://").split(":")
    sock.connect((host, int(port)))
    return enter(url, cookie_of(member), socket=sock)


def slowest_answer(url: str, seconds: float) -> float:
    slowest, until = 0.0, time.monotonic() + seconds
    while time.monotonic() < until:
        began = time.monotonic()
        assert requests.get(f"{url}/healthz", timeout=20).status_code == 200
        slowest = max(slowest, time.monotonic() - began)
        time.sleep(0.02)
    return slowest


@pytest.mark.parametrize("origin", ["https://evil.example", "null"])
def test_a_handshake_from_another_place_is_refused(url, origin):
    """S1"""
    with pytest.raises(websocket.WebSocketBadStatusException) as refusal:
        open_raw(url, origin=origin)
    assert refusal.value.status_code == 400


def test_frames_are_never_compressed(url):
    """P4"""
    offer = {"Sec-WebSocket-Extensions": "permessage-deflate; client_max_window_bits"}
    raw = open_raw(url, header=offer)
    assert raw.getstatus() == 101
    assert "sec-websocket-extensions" not in raw.getheaders()
    raw.close()


def test_a_flood_from_one_client_does_not_keep_the_others_waiting(url):
    """P5"""
    calm = slowest_answer(url, 0.5)
    raw = enter(url)
    frame = websocket.ABNF.create_frame('42["x"]', websocket.ABNF.OPCODE_TEXT).format()
    raw.sock.settimeout(0.2)
    sent = 0
    until = time.monotonic() + 0.5
    while time.monotonic() < until and sent < 4_000_000:
        try:
            sent += raw.sock.send(frame * 1000)
        except TimeoutError:
            break
    assert sent > 100_000
    assert slowest_answer(url, 1.5) < max(ANSWERS_WITHIN, 4 * calm)
    raw.sock.close()


@pytest.mark.parametrize("shape", ["fleet"], indirect=True)
def test_a_slow_reader_gets_every_message_whole(people, shape):
    """P1: a short write tore the stream under gevent."""
    (ann,) = people("ann")
    raw = connected_narrow(ann.url, ann)
    say_much(shape, ann)
    got = []
    while len(got) < MANY:
        words = raw.recv()
        if words.startswith("42"):
            name, message = json.loads(words[2:])
            assert (name, len(message["words"])) == ("much", len(BIG))
            got.append(message["number"])
        if len(got) % 10 == 0:
            time.sleep(0.05)
    assert got == list(range(MANY))
    raw.close()


@pytest.mark.parametrize("shape", ["fleet"], indirect=True)
def test_who_reads_nothing_is_cut_off(people, shape):
    """P5b: what waited for them was kept for ever."""
    (ann,) = people("ann")
    raw = connected_narrow(ann.url, ann)
    say_much(shape, ann)
    sock = raw.sock
    assert wait_until(lambda: is_closed_by_the_other_side(sock), within=25)
    raw.sock.close()


def is_closed_by_the_other_side(sock: socket.socket) -> bool:
    """In /proc, since to read it would be to take something."""
    port = f":{sock.getsockname()[1]:04X}"
    for line in Path("/proc/net/tcp").read_text().splitlines()[1:]:
        _, local, _, state = line.split()[:4]
        if local.endswith(port):
            return state not in ("01", "02")  # established, connecting
    return True


def say_much(shape, member) -> None:
    from community.core import live

    with shape.app.app_context():
        for number in range(MANY):
            live.tell("much", {"number": number, "words": BIG}, f"member:{member.id}")


def test_who_never_closes_a_connection_keeps_nobody_waiting(url):
    """gunicorn lingers two seconds for each; not in the thread that takes the others in."""
    host, port = urlsplit(url).hostname, urlsplit(url).port
    words = f"GET /healthz HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode()
    lines = [socket.create_connection((host, port), timeout=10) for _ in range(6)]
    for line in lines:
        line.sendall(words)
        assert line.recv(12) == b"HTTP/1.1 200"
    began = time.monotonic()
    assert requests.get(f"{url}/healthz", timeout=20).status_code == 200
    for line in lines:
        line.close()
    assert time.monotonic() - began < 4  # it was up to twelve

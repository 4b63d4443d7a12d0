"""The cures for the websocket library below: each of these fails without its cure."""

from __future__ import annotations

import socket
import threading
import time

import engineio
import pytest
import simple_websocket
import simple_websocket.ws
from engineio.packet import MESSAGE, Packet

from community.core import websocket
from community.core.websocket import MOST_UNTAKEN, Doorkeeper, Guard, SafeSocket


class ShortWriter:
    """A socket that takes a few bytes at a time, as a full one does under gevent."""

    def __init__(self) -> None:
        self.taken = b""

    def send(self, data: bytes) -> int:
        self.taken += data[:3]
        return len(data[:3])

    def sendall(self, data: bytes) -> None:
        while data:
            data = data[self.send(data) :]


ASKING = {"PATH_INFO": "/socket.io/", "HTTP_ORIGIN": "http://localhost"}


def test_what_is_sent_arrives_whole_however_little_is_taken_at_once():
    raw = ShortWriter()
    assert SafeSocket(raw).send(b"a long message") == 14
    assert raw.taken == b"a long message"


def test_every_websocket_of_the_library_writes_through_the_cure():
    near, far = socket.socketpair()
    base = simple_websocket.ws.Base.__new__(simple_websocket.ws.Base)
    try:
        with pytest.raises(simple_websocket.ConnectionError):
            simple_websocket.ws.Base.__init__(base, near, simple_websocket.ws.ConnectionType.SERVER)
        assert isinstance(base.sock, SafeSocket)
    finally:
        near.close()
        far.close()


def test_two_writers_do_not_mix_their_messages():
    near, far = socket.socketpair()
    near.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 4096)
    safe, size = SafeSocket(near), 200_000
    writers = [threading.Thread(target=safe.send, args=(letter * size,)) for letter in (b"a", b"b")]
    for writer in writers:
        writer.start()
    got = b""
    while len(got) < 2 * size:
        got += far.recv(65_536)
    for writer in writers:
        writer.join(10)
    assert got in (b"a" * size + b"b" * size, b"b" * size + b"a" * size)
    near.close()
    far.close()


def test_who_does_not_take_a_message_is_cut_off(monkeypatch):
    monkeypatch.setattr(Guard, "TAKES_WITHIN", 0.2)
    monkeypatch.setattr(Guard, "ROUND", 0.05)
    monkeypatch.setattr(websocket, "guard", Guard())
    near, far = tcp_pair()
    near.settimeout(5)
    with pytest.raises(ConnectionError):
        SafeSocket(near).send(b"x" * 50_000_000)
    near.close()
    far.settimeout(5)
    with pytest.raises(ConnectionResetError):  # what was not taken is not kept for them either
        take_all(far)
    far.close()


def take_all(sock: socket.socket) -> None:
    while sock.recv(1_000_000):
        pass


def tcp_pair() -> tuple[socket.socket, socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        far = socket.create_connection(server.getsockname())
        return server.accept()[0], far


def test_no_more_than_some_hundred_messages_wait_for_one_socket():
    server = engineio.Server(async_mode="threading")
    said, dropped = Packet(MESSAGE, "news"), threading.Event()
    server.on("disconnect", lambda *about: dropped.set())
    waiting = engineio.socket.Socket(server, "sid")
    for _ in range(3 * MOST_UNTAKEN):
        waiting.send(said)
    assert dropped.wait(5)
    assert waiting.queue.qsize() <= MOST_UNTAKEN + 1


def test_a_flood_is_read_no_faster_than_the_budget(monkeypatch):
    monkeypatch.setattr(SafeSocket, "BURST", 1000)
    monkeypatch.setattr(SafeSocket, "RATE", 10_000)
    near, far = socket.socketpair()
    far.sendall(b"x" * 6000)
    safe, read, begun = SafeSocket(near), 0, time.monotonic()
    while read < 6000:
        read += len(safe.recv(500))
    # The first 1,000 bytes are free, the last read is paid by the next: 4,500 at 10,000 a second.
    assert time.monotonic() - begun > 0.4
    near.close()
    far.close()


def test_a_talk_within_the_budget_is_not_slowed_down():
    near, far = socket.socketpair()
    far.sendall(b"x" * 5000)
    safe, begun = SafeSocket(near), time.monotonic()
    assert len(safe.recv(5000)) == 5000
    assert time.monotonic() - begun < 0.2
    near.close()
    far.close()


def test_an_offer_to_compress_is_not_heard():
    heard = {}
    door = Doorkeeper(lambda environ, start: heard.update(environ), most=1)
    offer = "permessage-deflate; client_max_window_bits"
    door({**ASKING, "HTTP_SEC_WEBSOCKET_EXTENSIONS": offer}, print)
    assert heard["PATH_INFO"] == ASKING["PATH_INFO"]
    assert "HTTP_SEC_WEBSOCKET_EXTENSIONS" not in heard


def test_a_place_is_free_again_after_a_socket_that_failed():
    answers = []

    def app(environ, start):
        raise ConnectionError

    door = Doorkeeper(app, most=1)
    for _ in range(3):
        with pytest.raises(ConnectionError):
            door(ASKING, lambda status, headers: answers.append(status))
    assert answers == []

"""A process that is told to stop drops nobody who has reached it, and does not wait for sockets."""

from __future__ import annotations

import logging
import selectors
import socket
from types import SimpleNamespace

import gevent
import pytest
from gevent.pool import Pool
from gunicorn.config import Config
from gunicorn.sock import TCPSocket

from community.core import gevent_worker, thread_worker
from community.core.websocket import Doorkeeper


@pytest.fixture
def listener():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.setblocking(False)
        yield listener


def callers(listener: socket.socket, many: int = 3) -> list[socket.socket]:
    """They are in the port's queue; nobody has taken them yet."""
    calls = [socket.create_connection(listener.getsockname(), timeout=5) for _ in range(many)]
    for call in calls:
        call.sendall(b"hello")
    return calls


def test_a_gevent_process_answers_its_queue_before_the_port_is_closed(listener):
    address = listener.getsockname()

    def answer(port, client, _address):
        client.sendall(f"{port.getsockname()[1]} {client.recv(5).decode()}".encode())

    server = gevent_worker.LastCallServer(listener, handler_class=answer, spawn=Pool(10))
    server.start()
    calls = callers(listener)
    server.close()
    gevent.sleep(0.05)
    assert [call.recv(50).decode() for call in calls] == [f"{address[1]} hello"] * 3
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(address, timeout=1)
    for call in calls:
        call.close()


def test_a_threaded_process_takes_its_queue_before_the_port_is_closed(listener):
    conf, log = Config(), logging.getLogger("leaving")
    address = listener.getsockname()
    port = TCPSocket(address, conf, log, fd=listener.detach())
    worker = thread_worker.Worker(1, 1, [port], None, 30, conf, log)
    worker.poller = selectors.DefaultSelector()
    taken = []
    worker.enqueue_req = taken.append
    worker.set_accept_enabled(True)
    calls = callers(SimpleNamespace(getsockname=lambda: address))
    worker.alive = False
    worker.set_accept_enabled(False)
    assert [connection.sock.recv(5) for connection in taken] == [b"hello"] * 3
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(address, timeout=1)
    for call in (*calls, *(connection.sock for connection in taken)):
        call.close()
    worker.poller.close()
    worker.tmp.close()


def test_open_sockets_are_let_go_and_no_more_let_in():
    ours, theirs = socket.socketpair()
    said = []

    def stays(environ, start_response):
        doorkeeper.close()
        assert ours.recv(1) == b"", "the thread of a socket goes on waiting"
        return []

    doorkeeper = Doorkeeper(stays, 10)
    environ = {"PATH_INFO": "/socket.io/", "HTTP_ORIGIN": "x", "gunicorn.socket": ours}
    theirs.settimeout(5)
    ours.settimeout(5)
    assert doorkeeper(dict(environ), lambda status, _headers: said.append(status)) == []
    assert theirs.recv(1) == b""
    doorkeeper(dict(environ), lambda status, _headers: said.append(status))
    assert said == ["503 Service Unavailable"]
    ours.close()
    theirs.close()

"""One message to a whole room is packed once, and as the library would have packed it."""

from __future__ import annotations

import time

import pytest
import simple_websocket.ws as websocket
from wsproto.connection import Connection, ConnectionType
from wsproto.events import TextMessage

import community.core.websocket  # noqa: F401 - it puts the cures in place
from community.core import frames


class Sink:
    def __init__(self) -> None:
        self.taken: list[bytes] = []

    def send(self, data: bytes) -> None:
        self.taken.append(data)


def a_socket(sink: Sink) -> websocket.Base:
    """A server's side that is connected."""
    base = websocket.Base.__new__(websocket.Base)
    base.sock, base.connected, base.is_server = sink, True, True
    base.ws = Connection(ConnectionType.SERVER)
    return base


@pytest.mark.parametrize("size", [0, 1, 125, 126, 127, 65_535, 65_536, 200_000])
@pytest.mark.parametrize("letter", ["a", "ß", "😀"])
def test_a_frame_is_what_the_library_would_make_of_it(size, letter):
    words = letter * (size // len(letter.encode()))
    assert frames.packed(words) == Connection(ConnectionType.SERVER).send(TextMessage(data=words))


def test_a_room_of_a_thousand_is_told_without_packing_a_thousand_times():
    sink = Sink()
    crowd = [a_socket(sink) for _ in range(1000)]
    known = frames.packed.cache_info().misses
    words = f'42["state",{{"version":{time.monotonic_ns()}}}]'
    for each in crowd:
        each.send(words)
    assert len(set(sink.taken)) == 1
    assert len(sink.taken) == 1000
    assert frames.packed.cache_info().misses == known + 1


def test_bytes_and_closed_sockets_are_left_to_the_library():
    sink = Sink()
    one = a_socket(sink)
    one.send(b"\0\1")
    assert sink.taken == [b"\x82\x02\0\1"]
    one.connected, one.close_reason, one.close_message = False, 1000, ""
    with pytest.raises(websocket.ConnectionClosed):
        one.send("late")

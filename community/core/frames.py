"""What is told to thousands is packed once.

simple-websocket has wsproto build every frame anew, for each of the sockets of a room: at 5,000
watchers that is most of the work of a vote. A server's text frame is its length and its words.
"""

from __future__ import annotations

from functools import lru_cache
from struct import pack
from typing import Any

import simple_websocket.ws as websocket

TEXT = 0x81  # the whole message in one frame

_plain_send = websocket.Base.send


@lru_cache(maxsize=64)
def packed(words: str) -> bytes:
    data = words.encode()
    size = len(data)
    if size < 126:
        return pack("!BB", TEXT, size) + data
    if size < 65_536:
        return pack("!BBH", TEXT, 126, size) + data
    return pack("!BBQ", TEXT, 127, size) + data


def send(self: Any, data: Any) -> None:
    if isinstance(data, str) and self.is_server and self.connected:
        self.sock.send(packed(data))
    else:
        _plain_send(self, data)


def use() -> None:
    websocket.Base.send = send

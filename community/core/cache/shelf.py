"""What is kept in this process's memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable, Sized
from threading import Lock
from typing import Generic, TypeVar

P = TypeVar("P", bound=Sized)


class Shelf(Generic[P]):
    """The most lately used pieces, up to `most` in the sum of their `len`."""

    def __init__(self, most: int = 32 * 1024 * 1024) -> None:
        self._most = most
        self._size = 0
        self._pieces: OrderedDict[Hashable, P] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> P | None:
        with self._lock:
            piece = self._pieces.get(key)
            if piece is not None:
                self._pieces.move_to_end(key)
        return piece

    def put(self, key: Hashable, piece: P) -> None:
        with self._lock:
            old = self._pieces.pop(key, None)
            self._size += len(piece) - (len(old) if old is not None else 0)
            self._pieces[key] = piece
            while self._size > self._most:
                self._size -= len(self._pieces.popitem(last=False)[1])

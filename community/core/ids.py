"""Identifiers: 63-bit numbers that sort by birth and cannot be counted through.

The upper 42 bits are milliseconds since 2026 (139 years), the lower 21 are random. People see
them in Crockford's base 32, JavaScript too, since it cannot hold 63 bits in a number.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Iterable

_EPOCH_MS = 1_767_225_600_000  # 2026-01-01T00:00:00Z
_RANDOM_BITS = 21
_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)}
_LONGEST = 13

_lock = threading.Lock()
_last = 0


def new_id(at_ms: int | None = None) -> int:
    """A fresh id; greater than every earlier one of this process.

    `at_ms` (milliseconds since 1970) backdates it, so that demo rows sort by their story.
    """
    global _last
    fresh = _fresh(int(time.time() * 1000) if at_ms is None else at_ms)
    if at_ms is not None:
        return fresh
    with _lock:
        _last = fresh if fresh > _last else _last + 1 + secrets.randbelow(1 << 10)
        return _last


def _fresh(at_ms: int) -> int:
    return (max(at_ms - _EPOCH_MS, 0) << _RANDOM_BITS) | secrets.randbits(_RANDOM_BITS)


def born_at(number: int) -> float:
    """Seconds since 1970 at which an id was made."""
    return ((number >> _RANDOM_BITS) + _EPOCH_MS) / 1000


def first_id_at(seconds: float) -> int:
    """No id that was made from then on (since 1970) is smaller."""
    return max(int(seconds * 1000) - _EPOCH_MS, 0) << _RANDOM_BITS


def encode(number: int) -> str:
    """The text form, 1 to 13 characters of [0-9a-z]."""
    text = ""
    while True:
        number, digit = divmod(number, 32)
        text = _DIGITS[digit] + text
        if not number:
            return text


def decode(text: str) -> int:
    """The number behind a text form. Raises ValueError for anything `encode` cannot have made."""
    if not 0 < len(text) <= _LONGEST:
        raise ValueError("not an id")
    number = 0
    for digit in text:
        if digit not in _VALUES:
            raise ValueError("not an id")
        number = number * 32 + _VALUES[digit]
    if number >> 63 or encode(number) != text:
        raise ValueError("not an id")
    return number


def decode_or_none(text: str | None) -> int | None:
    """For what people send: None for anything `encode` cannot have made."""
    try:
        return decode(text or "")
    except ValueError:
        return None


def decode_all(texts: Iterable[str]) -> list[int]:
    """Those of the texts that are ids, in their order."""
    return [number for number in map(decode_or_none, texts) if number is not None]

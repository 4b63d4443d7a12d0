"""Archives that are none any more."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator


def faults_of(whole: bytes, number: int) -> Iterator[bytes]:
    """Cut off, one bit turned within a file, another format, nothing at all."""
    end = whole.index(b"\0manifest.json"[1:])
    for _ in range(number // 2):
        yield whole[: random.randrange(end)]
    filled = [place for place in range(600, end, 1009) if whole[place]]
    for place in random.sample(filled, min(number // 2, len(filled))):
        yield whole[:place] + bytes([whole[place] ^ 1 << random.randrange(8)]) + whole[place + 1 :]
    yield b""
    yield os.urandom(5000)
    yield whole.replace(b'"format": 1', b'"format": 9')

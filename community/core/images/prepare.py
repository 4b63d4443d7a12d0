"""Hands a picture to the decoder and believes nothing it answers."""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from community.core.images.problems import BadPicture

MOST_BYTES = 10 * 1024**2
MOST_ANSWERED = 16 * 1024**2
SECONDS = 10
# Each decoder may take a gigabyte.
AT_ONCE = 2
PATIENCE = 30

_DECODER = Path(__file__).with_name("decoder.py")
_COLOUR = re.compile(r"#[0-9a-f]{6}")
_turns = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True)
class Prepared:
    """`renditions` holds WebP files by width; `width` and `height` are the largest one's."""

    width: int
    height: int
    colour: str
    on_plain_ground: bool
    has_alpha: bool
    renditions: dict[int, bytes]
    digest: str
    is_private: bool = False

    @property
    def size(self) -> int:
        return sum(map(len, self.renditions.values()))


def prepare(data: bytes, *, private: bool = False) -> Prepared:
    """Clean renditions of a picture in any of the known formats. Raises BadPicture.

    Takes up to ten seconds: never call it inside `writing()`. A private picture gets a digest that
    cannot be worked out from the picture, so nobody can ask whether it is here.
    """
    if len(data) > MOST_BYTES:
        raise BadPicture("heavy")
    if not _turns.acquire(timeout=PATIENCE):
        raise BadPicture("busy")
    try:
        answer = _ask_decoder(data)
    finally:
        _turns.release()
    return _believed(answer, private)


def _ask_decoder(data: bytes) -> bytes:
    # Files without a name, not pipes: the kernel bounds what the decoder may write.
    with tempfile.TemporaryFile() as question, tempfile.TemporaryFile() as answer:
        question.write(data)
        question.seek(0)
        if not _run(question, answer):
            raise BadPicture("demanding")
        answer.seek(0)
        return answer.read(MOST_ANSWERED + 1)


def _run(question: IO[bytes], answer: IO[bytes]) -> bool:
    """Whether the decoder came to its end by itself."""
    program = subprocess.Popen(
        [sys.executable, "-I", str(_DECODER)],
        stdin=question,
        stdout=answer,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in ("LD_LIBRARY_PATH",) if name in os.environ},
        cwd="/",
        start_new_session=True,
    )
    try:
        return program.wait(timeout=SECONDS) == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        program.kill()
        program.wait()


def _believed(answer: bytes, private: bool) -> Prepared:
    try:
        length = int.from_bytes(answer[:4], "big")
        told = json.loads(answer[4 : 4 + length])
        if "problem" in told:
            raise BadPicture(told["problem"])
        return _checked(told, answer[4 + length :], private)
    except (KeyError, TypeError, AttributeError, IndexError, RecursionError):
        raise BadPicture("broken") from None
    except ValueError as error:
        raise error if isinstance(error, BadPicture) else BadPicture("broken") from None


def _checked(told: dict[str, Any], files: bytes, private: bool) -> Prepared:
    renditions = _renditions(told["sizes"], files)
    width, height, colour = told["width"], told["height"], told["colour"]
    if not (_is_side(width, 960) and _is_side(height, 8000) and _COLOUR.fullmatch(colour)):
        raise BadPicture("broken")
    return Prepared(
        width=width,
        height=height,
        colour=colour,
        on_plain_ground=told["on_plain_ground"] is True,
        has_alpha=told["has_alpha"] is True,
        renditions=renditions,
        digest=secrets.token_hex(32) if private else _digest(renditions),
        is_private=private,
    )


def _renditions(sizes: list[tuple[int, int]], files: bytes) -> dict[int, bytes]:
    renditions: dict[int, bytes] = {}
    at = 0
    for width, length in sizes:
        file = files[at : at + length]
        if not _is_side(width, 960) or not _is_plain_webp(file):
            raise BadPicture("broken")
        renditions[width] = file
        at += length
    if not 1 <= len(renditions) <= 4 or at != len(files):
        raise BadPicture("broken")
    return renditions


def _is_side(number: object, largest: int) -> bool:
    return type(number) is int and 1 <= number <= largest


def _is_plain_webp(file: bytes) -> bool:
    """One lossy image chunk and nothing else: no metadata, nothing in front, nothing behind."""
    rest = len(file) - 20
    return (
        rest > 0
        and file[:4] == b"RIFF"
        and file[8:16] == b"WEBPVP8 "
        and int.from_bytes(file[4:8], "little") == rest + 12
        and int.from_bytes(file[16:20], "little") in (rest, rest - 1)
    )


def _digest(renditions: dict[int, bytes]) -> str:
    whole = hashlib.sha256()
    for width in sorted(renditions):
        whole.update(renditions[width])
    return whole.hexdigest()

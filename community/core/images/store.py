"""Where pictures lie: a local folder with names made by us."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from contextlib import suppress
from pathlib import Path

from flask import current_app

from community.core.images.prepare import Prepared, prepare

PREFIX = "/pictures"
SECONDS_SIGNED = 300
# Addresses signed within the same minute are equal, so that a browser may keep the picture.
_STEP = 60

_NAME = re.compile(r"([0-9a-f]{64})-([1-9][0-9]{0,2})\.webp")
_DIGEST = re.compile(r"[0-9a-f]{64}")


def keep_picture(data: bytes, *, private: bool = False) -> Prepared:
    """Decodes a picture and writes its files; `Picture.of` makes the row. Raises BadPicture."""
    prepared = prepare(data, private=private)
    current_store().save(prepared)
    return prepared


def current_store() -> PictureStore:
    settings = current_app.extensions["settings"]
    return PictureStore(settings.pictures_folder, settings.secret_key)


def split_name(name: str) -> tuple[str, int] | None:
    """Digest and width of `<digest>-<width>.webp`, None for any other name."""
    match = _NAME.fullmatch(name)
    return (match[1], int(match[2])) if match else None


def picture_url(digest: str, width: int) -> str:
    return f"{PREFIX}/{digest}-{width}.webp"


class PictureStore:
    """Files named `public/ab/cdef…-480.webp` after their digest, written whole or not at all."""

    def __init__(self, folder: Path | str, secret: str) -> None:
        self.folder = Path(folder).resolve()
        self._key = hashlib.sha256(b"posy pictures\0" + secret.encode()).digest()

    def save(self, prepared: Prepared) -> str:
        """The digest; a picture that lies here already is not written again."""
        for width, file in prepared.renditions.items():
            path = self.path_of(prepared.digest, width, private=prepared.is_private)
            if not path.exists():
                _write_whole(path, file)
        return prepared.digest

    def path_of(self, digest: str, width: int, *, private: bool = False) -> Path:
        """Raises ValueError for anything that is not a digest and a width."""
        if not _DIGEST.fullmatch(digest) or not 1 <= width <= 999:
            raise ValueError("A picture is found by its digest and width.")
        side = "private" if private else "public"
        return self.folder / side / digest[:2] / f"{digest[2:]}-{width}.webp"

    def signed_url(self, digest: str, width: int, now: float) -> str:
        """An address of a private picture that works for four to five minutes from `now`."""
        until = (int(now) + SECONDS_SIGNED) // _STEP * _STEP
        signature = self._signature(digest, width, until)
        return f"{PREFIX}/private/{digest}-{width}.webp?until={until}&signature={signature}"

    def check_signature(
        self, digest: str, width: int, until: str, signature: str, now: float
    ) -> bool:
        if not (until.isascii() and until.isdigit() and len(until) <= 12):
            return False
        expected = self._signature(digest, width, int(until))
        is_ours = hmac.compare_digest(expected.encode(), signature.encode("utf-8", "replace"))
        return is_ours and now < int(until) <= now + SECONDS_SIGNED

    def _signature(self, digest: str, width: int, until: int) -> str:
        message = f"{digest}-{width}-{until}".encode()
        return hmac.new(self._key, message, hashlib.sha256).hexdigest()


def _write_whole(path: Path, file: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    rough = path.with_name(f".{secrets.token_hex(8)}")
    try:
        with rough.open("xb") as out:
            out.write(file)
            out.flush()
            os.fsync(out.fileno())
        rough.replace(path)
    except BaseException:
        with suppress(OSError):
            rough.unlink()
        raise

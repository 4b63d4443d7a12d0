"""One process that is given pictures: `python -m tests.drills.hostile.darkroom HOW FOLDER`.

It prints a JSON line a picture: name, how it ended, seconds, how far this process grew (bytes) and
by which signals its decoders died. `careless` is the positive control: Pillow called as most
people would, in this very process.
"""

from __future__ import annotations

import io
import json
import resource
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from PIL import Image

from community.core.images.prepare import AT_ONCE, prepare
from community.core.images.problems import BadPicture
from community.core.images.store import PictureStore
from tests.drills.hostile.pictures import is_clean
from tests.drills.hostile.visitor import forget_peak, peak

died: list[int] = []


class Watched(subprocess.Popen):  # type: ignore[type-arg]
    """Tells how each decoder ended."""

    def wait(self, timeout: float | None = None) -> int:
        code = super().wait(timeout)
        if code < 0 and self not in _seen:
            _seen.append(self)
            died.append(-code)
        return code


_seen: list[Watched] = []


def careful(data: bytes, store: PictureStore) -> str:
    try:
        prepared = prepare(data)
    except BadPicture as problem:
        return problem.reason
    store.save(prepared)
    return "kept" if all(map(is_clean, prepared.renditions.values())) else "kept with words"


def careless(data: bytes, store: PictureStore) -> str:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            picture = Image.open(io.BytesIO(data))
            picture.load()
            out = io.BytesIO()
            about = {name: picture.info[name] for name in _ABOUT if name in picture.info}
            picture.thumbnail((960, 960))
            picture.convert("RGB").save(out, "WEBP", **about)
        except Exception as error:
            return f"raised {type(error).__name__}"
    return "kept" if is_clean(out.getvalue()) else "kept with words"


_ABOUT = ("exif", "xmp", "icc_profile")


def develop(how: Callable[..., str], file: Path, store: PictureStore) -> dict[str, Any]:
    data = file.read_bytes()
    began = time.monotonic()
    ended = how(data, store)
    return {"file": file.name, "ended": ended, "seconds": time.monotonic() - began}


def _child() -> int:
    """Bytes the largest decoder so far has held."""
    return 1024 * resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


def main(how: str, folder: Path) -> None:
    subprocess.Popen = Watched  # type: ignore[misc]
    work, at_once = (careful, AT_ONCE) if how == "careful" else (careless, 1)
    store = PictureStore(folder / "kept", "a secret of the drill")
    forget_peak()
    before = peak()
    with ThreadPoolExecutor(at_once) as crowd:
        for told in crowd.map(lambda file: develop(work, file, store), sorted(folder.glob("*.in"))):
            print(
                json.dumps(told | {"grown": peak() - before, "child": _child(), "died": died}),
                flush=True,
            )
            if how == "careless":  # what one picture took is not the next one's fault
                forget_peak()
                before = peak()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))

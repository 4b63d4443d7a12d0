"""`python -m bench NAME …`: bench/NAME.py's `main(words)`; `--help` behind NAME says more."""

from __future__ import annotations

import signal
import sys
from importlib import import_module

from tests.drills.frame import grounds


def main(name: str = "pages", *words: str) -> int:
    with grounds():
        return int(import_module(f"bench.{name}").main(list(words)) or 0)


if __name__ == "__main__":
    # Told to stop, leave through every `finally`: nobody else takes down what was started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(*sys.argv[1:]))

"""`python -m tests.drills NAME [--short]`: one drill, its figures, and `ok: …` or `FAILED: …`."""

from __future__ import annotations

import signal
import sys
import traceback
from importlib import import_module

from tests.drills.frame import Report, grounds


def main(name: str, *options: str) -> int:
    drill = import_module(f"tests.drills.{name.replace('-', '_')}")
    report = Report(name)
    try:
        with grounds():
            drill.run(report, **(drill.SHORT if "--short" in options else drill.LONG))
    except Exception as error:
        traceback.print_exc()
        report.demand(False, f"{type(error).__name__}: {error}")
    report.print()
    return 1 if report.verdict.startswith("FAILED") else 0


if __name__ == "__main__":
    # Told to stop, leave through every `finally`: nobody else takes down what was started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    sys.exit(main(*sys.argv[1:]))

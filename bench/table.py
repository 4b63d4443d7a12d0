"""The figures as a table, with what can be trusted said beside it, and one last line."""

from __future__ import annotations

from statistics import median
from typing import Any

COLUMNS = (
    f"{'page':9}{'signed':7}{'req/s':>7}{'p50 ms':>8}{'p99 ms':>8}{'cpu ms':>8}{'db ms':>7}"
    f"{'queries':>8}{'html':>8}{'gzip':>7} │{'÷bare':>7}{'cpu':>6} │{'÷second':>8}{'cpu':>6}"
)
TRUST = """\
cpu ms    CPU of the server's processes a request, from the kernel's clocks: sturdy (±5 %), and so
          are the two columns “cpu” (the yardstick's ÷ the page's; 1 is as cheap as the yardstick).
÷bare     requests a second as a share of the bare page's, measured in turns: ±10 % while “foreign”
          is small. Client, server and database share this machine's cores.
p50, p99  of a closed loop, so p50 ≈ connections ÷ req/s; p99 of short windows is a hint
          only. Queries and bytes are exact. db ms is PostgreSQL's own CPU."""


def head(shape: Any, targets: Any, wanted: Any) -> None:
    print(
        f"\n{shape.name}: {len(shape.urls)} process(es), {wanted.members} members;"
        f" {targets.about}\n{COLUMNS}",
        flush=True,
    )


def row(result: Any) -> None:
    print(
        f"{result.page:9}{result.state:7}{result.requests_a_second:7.0f}"
        f"{result.middle('p50'):8.1f}{result.middle('p99'):8.1f}{result.middle('cpu_ms'):8.2f}"
        f"{result.middle('database_ms'):7.2f}{result.queries:8}{result.html:8}{result.packed:7} │"
        f"{result.ratio('bare'):7.2f}{result.cpu_ratio('bare'):6.2f} │"
        f"{result.ratio('second'):8.2f}{result.cpu_ratio('second'):6.2f}",
        flush=True,
    )


def end(results: list[Any]) -> None:
    for shape in dict.fromkeys(result.shape for result in results):
        _yardsticks(shape, [result for result in results if result.shape == shape])
    print(f"\n{TRUST}\n")
    for shape in dict.fromkeys(result.shape for result in results):
        for yard in ("bare", "second"):
            mine = [result for result in results if result.shape == shape]
            print(f"{shape} ÷ {yard}: {_summary(mine, yard)}")
    print(_summary(results, "bare"))


def _yardsticks(shape: str, results: list[Any]) -> None:
    for name in ("bare", "second"):
        windows = [window for result in results for window in getattr(result, name)]
        print(
            f"yardstick {name:7}{shape:9}{median(w.rps for w in windows):7.0f} req/s"
            f"{median(w.cpu_ms for w in windows):7.2f} cpu ms a request"
        )
    windows = [window for result in results for window in result.windows]
    foreign = median(window.foreign for window in windows)
    note = "the machine was busy: trust the cpu columns alone" if foreign > 0.25 else "quiet enough"
    print(f"foreign {shape:9}{foreign:.2f} cores of other work in the median window: {note}")


def _summary(results: list[Any], yard: str) -> str:
    parts = []
    for state in ("in", "out"):
        found = [result for result in results if result.state == state]
        if found:
            ratios = sorted(result.ratio(yard) for result in found)
            cpu = sorted(result.cpu_ratio(yard) for result in found)
            parts.append(
                f"signed {state} worst={ratios[0]:.2f} median={median(ratios):.2f}"
                f" (by cpu {cpu[0]:.2f} {median(cpu):.2f})"
            )
    return " · ".join(parts)

"""What a power cut would have left of a database, told from the log of a process’s system calls.

strace writes down every write and every sync. What was written but not yet synced when the power
went may be there, or not, or in part; only what a sync has covered is there for certain.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

TRACED = "pwrite64,write,fsync,fdatasync,ftruncate"
STRACE = ["-f", "--seccomp-bpf", "-y", "-xx", "-s", "200000", "-e", f"trace={TRACED}"]
_CALL = re.compile(
    r"^(\d+) +(\w+)\((\d+)<([^>]*)>(?:, (.*?))?(?:\) += (-?\d+).*| <unfinished \.\.\.>)$"
)
_RESUMED = re.compile(r"^(\d+) +<\.\.\. (\w+) resumed>.*\) += (-?\d+)")


@dataclass
class Call:
    """`begins` and `ends` are lines of the log: another thread's calls may lie between them."""

    name: str
    descriptor: int
    path: str
    arguments: str
    begins: int
    ends: int | None = None

    @property
    def is_sync(self) -> bool:
        return self.name in ("fsync", "fdatasync")

    @property
    def written(self) -> bytes:
        return _bytes(self.arguments.split('"')[1])

    @property
    def offset(self) -> int:
        return int(self.arguments.rpartition(",")[2])


def read_log(log: Path) -> list[Call]:
    calls: list[Call] = []
    open_calls: dict[tuple[str, str], Call] = {}
    for number, line in enumerate(log.read_text().splitlines()):
        if found := _CALL.match(line):
            pid, name, descriptor, path, arguments, result = found.groups()
            call = Call(name, int(descriptor), _bytes(path).decode(), arguments or "", number)
            calls.append(call)
            if result is None:
                open_calls[pid, name] = call
            else:
                call.ends = number
        elif found := _RESUMED.match(line):
            open_calls.pop((found[1], found[2]), Call("", 0, "", "", 0)).ends = number
    return calls


def _bytes(escaped: str) -> bytes:
    return bytes.fromhex(escaped.replace("\\x", ""))


@dataclass
class File:
    """`durable`: what is there for certain; `pending`: written since, in order, not yet synced."""

    durable: bytearray
    pending: list[Call] = field(default_factory=list)

    def sync(self, began: int) -> None:
        """Whatever had been written when the sync began is there when it has ended."""
        covered = [call for call in self.pending if call.ends is not None and call.ends < began]
        for call in covered:
            _apply(self.durable, call, whole=1.0)
        self.pending = [call for call in self.pending if call not in covered]

    def after_the_cut(self, luck: float) -> bytes:
        """Each unsynced write is kept with the chance `luck`, and then perhaps only a part."""
        left = bytearray(self.durable)
        for call in self.pending:
            if random.random() < luck:
                _apply(left, call, whole=random.choice((1.0, 1.0, random.random())))
        return bytes(left)


def _apply(content: bytearray, call: Call, whole: float) -> None:
    if call.name == "ftruncate":
        size = int(call.arguments)
        del content[size:]
        content.extend(bytes(size - len(content)))
        return
    written, offset = call.written, call.offset
    kept = written[: int(len(written) * whole)]
    content.extend(bytes(max(offset + len(kept) - len(content), 0)))
    content[offset : offset + len(kept)] = kept


def replay(
    calls: list[Call], start: dict[str, bytes], cuts: list[int]
) -> Iterator[dict[str, File]]:
    """The files as they stand at each of the `cuts` (lines of the log, ascending).

    `start`: path → content, whole and synced, before the first call.
    """
    files = {path: File(bytearray(content)) for path, content in start.items()}
    moments = sorted(_moments(calls, files), key=lambda moment: moment[0])
    place = 0
    for cut in cuts:
        while place < len(moments) and moments[place][0] < cut:
            _, call = moments[place]
            if call.is_sync:
                files[call.path].sync(call.begins)
            else:
                files[call.path].pending.append(call)
            place += 1
        yield files


def _moments(calls: list[Call], files: dict[str, File]) -> Iterator[tuple[int, Call]]:
    """A sync counts when it has ended, a write may be there from its beginning."""
    for call in calls:
        if call.path in files and (call.ends is not None or not call.is_sync):
            yield (call.ends or call.begins) if call.is_sync else call.begins, call

"""Watchers of one poll in a process of their own: JSON orders on lines in, JSON answers out.

{"do": "grow", "to": 1000}     so many sockets are open and watching
{"do": "start"}                forget what was heard
{"do": "tell", "accepted": […], "base": version before the first of them}
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from typing import Any

from tests.drills.listening.wire import Wire, connect

AT_ONCE = 16
PATIENCE = 5.0


@dataclass
class Watcher:
    wire: Wire
    heard: list[tuple[int, float]]

    @property
    def version(self) -> int:
        return self.heard[-1][0] if self.heard else 0


class Watching:
    def __init__(self, url: str, cookies: list[str], poll: str) -> None:
        self.url, self.cookies, self.poll = url, cookies, poll
        self.watchers: list[Watcher] = []

    async def grow(self, to: int) -> dict[str, Any]:
        room = asyncio.Semaphore(AT_ONCE)

        async def one(number: int) -> None:
            async with room:
                self.watchers.append(await self._open(number))

        await asyncio.gather(*(one(number) for number in range(len(self.watchers), to)))
        return {"open": sum(not each.wire.gone.is_set() for each in self.watchers)}

    async def start(self) -> dict[str, Any]:
        for watcher in self.watchers:
            watcher.heard = watcher.heard[-1:]
        return {}

    async def tell(self, accepted: list[float], base: int) -> dict[str, Any]:
        """Milliseconds from each acceptance to each watcher, as how many took how long."""
        await self._settle(base + len(accepted))
        lost = await self._refetch(base + len(accepted))
        spans: Counter[int] = Counter()
        last = [0.0] * len(accepted)
        frames = 0
        for watcher in self.watchers:
            known = base
            for version, at in watcher.heard:
                frames += version > base
                for number in range(known - base, min(version - base, len(accepted))):
                    spans[round(10_000 * (at - accepted[number]))] += 1
                    last[number] = max(last[number], at - accepted[number])
                known = max(known, version)
        told = {"spans": list(spans.items()), "last": last, "frames": frames, "lost": lost}
        return {**told, "watchers": len(self.watchers)}

    async def _settle(self, version: int) -> None:
        for _ in range(int(PATIENCE / 0.05)):
            if all(watcher.version >= version for watcher in self.watchers):
                return
            await asyncio.sleep(0.05)

    async def _refetch(self, version: int) -> int:
        """How many do not know the last version, even after they asked."""
        for watcher in self.watchers:
            if watcher.version < version:
                self._watch(watcher.wire)
        await asyncio.sleep(1.0 if any(w.version < version for w in self.watchers) else 0)
        return sum(watcher.version < version for watcher in self.watchers)

    async def _open(self, number: int) -> Watcher:
        heard: list[tuple[int, float]] = []

        def hear(words: str, at: float) -> None:
            found = words.find('"version":')
            if found > 0:
                watcher.heard.append((int(words[found + 10 :].partition(",")[0].strip(" }]")), at))

        watcher = Watcher(
            await connect(self.url, self.cookies[number % len(self.cookies)], hear), heard
        )
        self._watch(watcher.wire)
        while not watcher.heard:
            await asyncio.sleep(0.01)
        return watcher

    def _watch(self, wire: Wire) -> None:
        wire.say(f"420{json.dumps(['watch', {'room': 'poll', 'id': self.poll}])}")


class Watchers:
    """The process, from outside."""

    def __init__(self, url: str, cookies: list[str], poll: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.watching"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self.ask(url=url, cookies=cookies, poll=poll)

    def ask(self, **order: Any) -> dict[str, Any]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline() or '{"gone": true}')
        return answer

    def end(self) -> None:
        self._process.kill()
        self._process.wait()


async def main() -> None:
    loop, lines = asyncio.get_running_loop(), asyncio.StreamReader(limit=1 << 24)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    watching = Watching(**json.loads(await lines.readline()))
    print("{}", flush=True)
    while line := await lines.readline():
        order = json.loads(line)
        answer = await getattr(watching, order.pop("do"))(**order)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    asyncio.run(main())

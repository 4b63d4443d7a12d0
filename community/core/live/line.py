"""The line between processes: what Socket.IO says to the others goes through Redis.

Nobody waits for it: messages are sent from a thread of their own, kept while Redis is away, and the
oldest dropped when they are too many, since after each return everybody is told anew.
"""

from __future__ import annotations

import json
import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from random import uniform
from threading import Event, Lock, Thread
from typing import Any

from redis import Redis
from redis.client import PubSub
from redis.exceptions import ConnectionError as Unreachable
from socketio import PubSubManager

from community.core import redis

log = logging.getLogger(__name__)

MOST_UNSENT = 10_000
MOST_AT_ONCE = 200
SILENCE = 2.0  # seconds without a word, after which Redis is asked whether it is there
PAUSE = (0.3, 1.0)  # seconds between two tries to reach it


class Line(PubSubManager):
    name = "line"

    def __init__(
        self,
        url: str,
        *,
        site: str,
        on_ask: Callable[[Iterable[int]], None],
        on_return: Callable[[], None],
    ) -> None:
        """`site`: what all processes of this site know and nobody else, since Redis's channels are
        one for all its databases. `on_ask`: another process wants these members checked again.
        `on_return`: we may have missed something.
        """
        super().__init__(channel=f"posy-live:{sha256(f'{site} {url}'.encode()).hexdigest()[:32]}")
        self._redis = Redis(connection_pool=redis.pool(url))
        self._on_ask, self._on_return = on_ask, on_return
        self._unsent: deque[str] = deque()
        self._has_unsent = Event()
        self._sender: Thread | None = None
        self._lock = Lock()
        self._is_away = False

    def ask_others(self, members: Iterable[int]) -> None:
        """Let every other process check these members' sockets again; none named: everybody's."""
        self._publish({"method": "recheck", "members": sorted(members), "host_id": self.host_id})

    def _publish(self, data: dict[str, Any]) -> None:
        self._unsent.append(self.json.dumps(data))
        if len(self._unsent) > MOST_UNSENT:
            self._unsent.popleft()
        self._start_sender()
        self._has_unsent.set()

    def _start_sender(self) -> None:
        with self._lock:
            if self._sender is None:
                self._sender = Thread(target=self._send_on, name="live-sender", daemon=True)
                self._sender.start()

    def _send_on(self) -> None:
        while True:
            self._has_unsent.wait()
            self._has_unsent.clear()
            while self._unsent:
                self._send_some()

    def _send_some(self) -> None:
        some = [self._unsent.popleft() for _ in range(min(len(self._unsent), MOST_AT_ONCE))]
        try:
            pipe = self._redis.pipeline(transaction=False)
            for message in some:
                pipe.publish(self.channel, message)
            pipe.execute()
        except Exception as error:
            self._unsent.extendleft(reversed(some))
            self._pause(error)

    def _listen(self) -> Iterator[dict[str, Any]]:
        while True:
            try:
                with self._redis.pubsub() as ear:
                    ear.subscribe(self.channel)
                    yield from self._hear(ear)
            except Exception as error:
                self._pause(error)

    def _hear(self, ear: PubSub) -> Iterator[dict[str, Any]]:
        is_asked = False
        while True:
            said = ear.get_message(timeout=SILENCE)
            if said is None and is_asked:
                raise Unreachable("no answer")
            is_asked = said is None
            if said is None:
                ear.ping()
            elif said["type"] == "subscribe":
                self._come_back()
            elif said["type"] == "message":
                yield from self._take(json.loads(said["data"]))
                time.sleep(0)  # under gevent a flood of messages must not keep the pages waiting

    def _take(self, message: dict[str, Any]) -> Iterator[dict[str, Any]]:
        if message.get("method") != "recheck":
            yield message
        elif message.get("host_id") != self.host_id:
            self._on_ask(message["members"])

    def _come_back(self) -> None:
        if self._is_away:
            log.warning("live: Redis is back")
        self._is_away = False
        self._on_return()

    def _pause(self, error: Exception) -> None:
        if not self._is_away:
            log.warning("live: Redis is away (%s)", type(error).__name__)
        self._is_away = True
        time.sleep(uniform(*PAUSE))

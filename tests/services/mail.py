"""A mail server on the loopback that keeps what it is given."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from tests.services.valkey import free_port


class Postbox:
    """Mails in the order they came; `refuse` makes the server answer 451 as a busy one does,
    `pause` (seconds) makes it slow.
    """

    def __init__(self, port: int) -> None:
        self.url = f"smtp://127.0.0.1:{port}"
        self.mails: list[EmailMessage] = []
        self.refuse = False
        self.pause = 0.0

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        await asyncio.sleep(self.pause)
        if self.refuse:
            return "451 Busy, come again"
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 Taken"

    def to(self, address: str) -> list[EmailMessage]:
        return [mail for mail in self.mails if address in str(mail["To"])]


@contextmanager
def open_postbox() -> Iterator[Postbox]:
    port = free_port()
    postbox = Postbox(port)
    controller = Controller(postbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield postbox
    finally:
        controller.stop()

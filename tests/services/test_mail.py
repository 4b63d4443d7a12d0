from __future__ import annotations

import smtplib
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest


def letter() -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "posy@example.org", "ana@example.org", "Grüße"
    mail.set_content("Which one?")
    return mail


def send(url: str) -> None:
    address = urlsplit(url)
    with smtplib.SMTP(address.hostname or "", address.port or 0, timeout=5) as smtp:
        smtp.send_message(letter())


def test_postbox_keeps_what_was_sent(smtp_server):
    send(smtp_server.url)
    [mail] = smtp_server.to("ana@example.org")
    assert mail["Subject"] == "Grüße"


def test_busy_postbox_refuses_and_keeps_nothing(smtp_server):
    smtp_server.refuse = True
    with pytest.raises(smtplib.SMTPDataError):
        send(smtp_server.url)
    assert smtp_server.mails == []

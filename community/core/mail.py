"""Mail: written as a row, sent by the worker; without MAIL_URL it stays readable in development.

MAIL_URL is `smtp://user:password@host:port`, `smtps://…` for TLS from the start, or
`smtp+starttls://…`.
"""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass
from datetime import timedelta
from email.message import EmailMessage
from email.utils import formatdate
from typing import Any
from urllib.parse import unquote, urlsplit

from flask import current_app, render_template
from sqlalchemy import delete
from sqlalchemy.orm import Mapped, mapped_column

from community.core import clock
from community.core.columns import id_column, moment, stamp, text_column
from community.core.db import Model, writing
from community.core.events import Fact, publish, subscribe
from community.core.ids import encode, new_id
from community.core.jobs import every_minute
from community.core.lanes import LETTERS
from community.core.site import site_name
from community.core.upsert import insert_or_ignore
from community.extensions import db

TIMEOUT = 20
KEPT = timedelta(days=3)


@dataclass(frozen=True)
class MailPosted(Fact):
    mail_id: int


class Mail(Model):
    """A letter. `key` says why it exists, so that the same reason makes one letter only."""

    __tablename__ = "mails"

    id: Mapped[int] = id_column()
    key: Mapped[str] = text_column(120, unique=True)
    recipient: Mapped[str] = text_column(254)
    subject: Mapped[str] = text_column(200)
    text: Mapped[str] = text_column(20_000)
    html: Mapped[str] = text_column(60_000)
    unsubscribe: Mapped[str] = text_column(500)
    attempts: Mapped[int] = mapped_column(default=0)
    created_at = stamp(index=True)
    sent_at = moment()

    def mark_sent(self) -> None:
        """Letters hold links that sign people in: their words are not kept once sent."""
        self.sent_at = clock.now()
        self.text = self.html = ""


def register() -> None:
    subscribe(MailPosted, _send, name="smtp", durable=True, in_transaction=False, lane=LETTERS)


@dataclass(frozen=True)
class Letter:
    """Written, and not yet queued: templates are rendered before a transaction begins."""

    values: dict[str, Any]

    @classmethod
    def write(
        cls,
        template: str,
        to: str,
        subject: str,
        *,
        key: str = "",
        unsubscribe: str = "",
        **context: object,
    ) -> Letter:
        """From `templates/mail/<template>.txt` and `.html`; `key` makes it idempotent.

        Header injection is refused by taking line breaks out of `subject`. Addresses in it come
        from `on_site`, never from the Host that a request named.
        """
        here = {"home": on_site("/"), "site_name": site_name(), "subject": subject}
        context |= {**here, "unsubscribe": unsubscribe}
        mail_id = new_id()
        return cls(
            {
                "id": mail_id,
                "key": key or encode(mail_id),
                "recipient": to,
                "subject": " ".join(subject.split())[:200],
                "text": render_template(f"mail/{template}.txt", **context),
                "html": render_template(f"mail/{template}.html", **context),
                "unsubscribe": unsubscribe,
                "attempts": 0,
            }
        )

    def post(self) -> None:
        """Queue it, inside `writing()`; once for each key."""
        if insert_or_ignore(Mail, self.values):
            publish(MailPosted(self.values["id"]))


def post(template: str, to: str, subject: str, **context: Any) -> None:
    """Write a letter and queue it, inside `writing()`."""
    Letter.write(template, to, subject, **context).post()


def on_site(path: str) -> str:
    """The whole address of a path of ours, as the operator published the site."""
    return str(current_app.extensions["settings"].site_url).rstrip("/") + path


def _send(fact: MailPosted) -> None:
    settings = current_app.extensions["settings"]
    mail = db.session.get(Mail, fact.mail_id)
    if mail is None or mail.sent_at is not None or not settings.mail_url:
        return
    message = _message(mail, settings.sender, settings.site_host)
    db.session.commit()
    with _connection(settings.mail_url) as smtp:
        smtp.send_message(message)
    with writing():
        db.session.get_one(Mail, fact.mail_id).mark_sent()


def _message(mail: Mail, sender: str, host: str) -> EmailMessage:
    message = EmailMessage()
    message["From"] = sender
    message["To"] = mail.recipient
    message["Subject"] = mail.subject
    message["Date"] = formatdate(mail.created_at.timestamp())
    message["Message-ID"] = f"<{encode(mail.id)}@{host}>"
    message["Auto-Submitted"] = "auto-generated"
    if mail.unsubscribe:
        message["List-Unsubscribe"] = f"<{mail.unsubscribe}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(mail.text)
    message.add_alternative(mail.html, subtype="html")
    return message


def _connection(url: str) -> smtplib.SMTP:
    parts = urlsplit(url)
    host, secure = parts.hostname or "localhost", ssl.create_default_context()
    if parts.scheme == "smtps":
        smtp: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=TIMEOUT, context=secure
        )
    else:
        is_starttls = parts.scheme == "smtp+starttls"
        smtp = smtplib.SMTP(host, parts.port or (587 if is_starttls else 25), timeout=TIMEOUT)
        if is_starttls:
            smtp.starttls(context=secure)
    if parts.username:
        smtp.login(unquote(parts.username), unquote(parts.password or ""))
    return smtp


@every_minute
def forget_sent() -> None:
    with writing():
        db.session.execute(delete(Mail).where(Mail.created_at < clock.now() - KEPT))

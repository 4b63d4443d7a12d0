from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace

import pytest

from community.core import outbox
from community.core.db import writing
from community.core.ids import encode
from community.core.mail import Mail, post
from community.extensions import db
from tests.accounts.people import letters_to, link_in


@contextmanager
def settings(app, **changed):
    before = app.extensions["settings"]
    app.extensions["settings"] = replace(before, **changed)
    try:
        yield
    finally:
        app.extensions["settings"] = before


def write(subject: str = "Your address was changed", key: str = "") -> None:
    with writing():
        post("email_changed", "ana@example.com", subject, key=key, new="new@example.com")


def test_letter_goes_out_in_two_forms_and_its_words_are_forgotten(app, smtp_server):
    with app.test_request_context(), settings(app, mail_url=smtp_server.url):
        write("Grüße,\r\nBcc: all@example.com")
        outbox.deliver_all()
    [mail] = smtp_server.to("ana@example.com")
    assert mail["Subject"] == "Grüße, Bcc: all@example.com"
    assert mail["Bcc"] is None
    assert mail["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert "new@example.com" in mail.get_body(("plain",)).get_content()
    assert 'lang="en"' in mail.get_body(("html",)).get_content()
    [kept] = letters_to("ana@example.com")
    assert (kept.text, kept.html) == ("", "")
    assert kept.sent_at


def test_busy_server_is_asked_again_and_gets_one_letter(app, smtp_server, traveller):
    smtp_server.refuse = True
    with app.test_request_context(), settings(app, mail_url=smtp_server.url):
        write()
        outbox.deliver_all()
        assert smtp_server.mails == []
        smtp_server.refuse = False
        traveller.shift(60)
        outbox.deliver_all()
        outbox.deliver_all()
    assert len(smtp_server.mails) == 1


def test_one_reason_makes_one_letter(app):
    with app.test_request_context():
        write(key="changed:7")
        write(key="changed:7")
    assert len(letters_to("ana@example.com")) == 1


def write_and_fail() -> None:
    with writing():
        write()
        raise RuntimeError


def test_rolled_back_change_writes_no_letter(app):
    with app.test_request_context(), pytest.raises(RuntimeError):
        write_and_fail()
    assert letters_to("ana@example.com") == []


def test_outbox_shows_letters_with_links_that_can_be_clicked(client, app):
    client.post("/forgot-password", data={"email": "new@example.com"})
    [letter] = letters_to("new@example.com")
    assert letter.subject in client.get("/mail-outbox/").text
    text = client.get(f"/mail-outbox/{encode(letter.id)}").text
    assert f'href="http://localhost{link_in(letter)}"' in text
    assert client.get("/mail-outbox/1").status_code == 404


@pytest.mark.parametrize("changed", [{"development": False}, {"mail_url": "smtp://localhost"}])
def test_outbox_is_shut_where_letters_are_sent_or_strangers_come(client, app, changed):
    client.post("/forgot-password", data={"email": "new@example.com"})
    [letter] = letters_to("new@example.com")
    with settings(app, **changed):
        assert client.get("/mail-outbox/").status_code == 404
        assert client.get(f"/mail-outbox/{encode(letter.id)}").status_code == 404
        assert "/mail-outbox" not in client.get("/forgot-password/sent").text


def test_outbox_escapes_what_a_letter_says(client, app):
    with app.test_request_context():
        write()
    letter = db.session.scalar(db.select(Mail))
    letter.text = '<script>alert(1)</script>\nhttp://x/"><script>\nhttps://a b'
    text = client.get(f"/mail-outbox/{encode(letter.id)}").text
    assert "<script>alert" not in text
    assert '"><script>' not in text

"""People of these tests, and what their letters say."""

from __future__ import annotations

import re
from functools import cache

from community.accounts.models import Account, Profile
from community.accounts.passwords import hash_password
from community.core.db import writing
from community.core.mail import Mail
from community.extensions import db

PASSWORD = "plum tart on the terrace"
OTHER_PASSWORD = "nine quiet herons fishing"


@cache
def hashed(password: str = PASSWORD) -> str:
    return hash_password(password)


def member(handle: str) -> Account:
    """Somebody with a confirmed address and PASSWORD."""
    with writing():
        person = Profile.person(handle, handle.title())
        account = Account.open(f"{handle}@example.com", hashed(), person)
        db.session.add(account)
        account.confirm_email()
        db.session.flush()
    return account


def sign_in(client, name: str, password: str = PASSWORD, **more: str):
    return client.post("/sign-in", data={"name": name, "password": password, **more})


def is_signed_in(client) -> bool:
    return client.get("/settings/profile").status_code == 200


def letters_to(address: str) -> list[Mail]:
    query = db.select(Mail).where(Mail.recipient == address).order_by(Mail.id)
    return list(db.session.scalars(query))


def link_in(mail: Mail) -> str:
    """The path of the first link of ours in a letter, beside the one to the front page."""
    return re.search(r"^http://localhost(/\S+)$", mail.text, re.MULTILINE)[1]

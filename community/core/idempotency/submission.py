"""What was submitted: by whom, under which key, with which words."""

from __future__ import annotations

import json
import secrets
from dataclasses import dataclass
from hashlib import sha256
from itertools import count

from flask import abort, g, request, session
from flask_login import current_user

FIELD = "form_key"
HEADER = "Idempotency-Key"
LONGEST = 200
# What differs between two renderings of one form.
NOT_SAID = frozenset({FIELD, "csrf_token"})
CHUNK = 64 * 1024


@dataclass
class Submission:
    """`key` stands in the form that is refused once more; `location` is where the answer leads."""

    key: str
    key_hash: str
    body_hash: str
    location: str = ""
    is_done: bool = False


def submission_of_request() -> Submission | None:
    """None without a key, or from somebody who is not known again."""
    key = request.headers.get(HEADER) or request.form.get(FIELD, "")
    who = _who()
    if not key or not who:
        return None
    if len(key) > LONGEST:
        abort(400)
    return Submission(key, sha256(f"{who}\n{key}".encode()).hexdigest(), _body_hash())


def _who() -> str:
    """The account, else the browser that the form was drawn for."""
    if current_user.is_authenticated:
        return f"account:{current_user.account.id}"
    token = session.get("csrf_token")
    return f"browser:{token}" if token else ""


def _body_hash() -> str:
    said = sorted(request.form.items(multi=True), key=lambda field: field[0])
    words = [field for field in said if field[0] not in NOT_SAID]
    digest = sha256(json.dumps([request.path, words]).encode())
    if request.is_json:
        digest.update(request.get_data())
    for name, file in request.files.items(multi=True):
        digest.update(json.dumps([name, file.filename]).encode())
        for chunk in iter(lambda file=file: file.stream.read(CHUNK), b""):  # type: ignore[misc]
            digest.update(chunk)
        file.stream.seek(0)
    return digest.hexdigest()


def form_key() -> str:
    """A key for one form of the page; the form that was refused gets its own again.

    One random word a page, which packs well, and a number for each of its forms.
    """
    if g.get("is_keeping"):
        raise RuntimeError("A piece that is kept for others cannot hold a form with a key.")
    said = g.get("submission")
    if said and said.key and not said.is_done:
        own, said.key = said.key, ""
        return str(own)
    if "form_keys" not in g:
        g.form_keys = (secrets.token_urlsafe(15), count(1))
    word, numbers = g.form_keys
    return f"{word}-{next(numbers)}"

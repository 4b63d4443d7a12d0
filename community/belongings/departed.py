"""Who was forgotten, by the id of the account alone, in a file beside the database: a backup that
is put back brings them along, and this says whom to forget again."""

from __future__ import annotations

import os
from pathlib import Path

from flask import current_app
from sqlalchemy import select

from community.accounts.models import Account
from community.core.ids import decode, encode
from community.extensions import db

AT_ONCE = 500


def note(account_id: int) -> None:
    """On the disk before the account goes. Said twice, it says the same."""
    path = _path()
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(descriptor, "a") as ledger:
        ledger.write(f"{encode(account_id)}\n")
        ledger.flush()
        os.fsync(ledger.fileno())


def returned() -> list[int]:
    """Those of them who are here again."""
    ids = list(_noted())
    found: list[int] = []
    for start in range(0, len(ids), AT_ONCE):
        some = select(Account.id).where(Account.id.in_(ids[start : start + AT_ONCE]))
        found += db.session.scalars(some)
    return found


def _noted() -> set[int]:
    try:
        lines = _path().read_text().split()
    except FileNotFoundError:
        return set()
    ids = set()
    for line in lines:
        try:
            ids.add(decode(line))
        except ValueError:  # cut off when a machine died: that account is still there
            continue
    return ids


def _path() -> Path:
    folder: Path = current_app.extensions["settings"].instance_folder
    return folder / "departed"

"""How an archive is sent, said yes to, and brought in."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from community.belongings.events import ImportBegun
from community.belongings.importing import bringing
from community.belongings.models import Import
from community.extensions import db

DIGEST = "ab" * 32
WISH = {"id": "b1", "list_id": "a1", "title": "A pot", "created_at": "2026-03-02T10:00:00"}


def sends(client: Any, file: bytes) -> Any:
    form = {"file": (BytesIO(file), "posy.zip")}
    return client.post("/settings/data/import", data=form, content_type="multipart/form-data")


def brings(client: Any, ana: Any, file: bytes, **chosen: str) -> Import:
    """All the way: sent, said yes to, brought in by the worker."""
    assert sends(client, file).status_code == 303
    assert client.post("/settings/data/import/begin", data=chosen).status_code == 303
    what = Import.of(ana.id)
    bringing.bring(ImportBegun(what.id))
    db.session.expire_all()
    return Import.of(ana.id)

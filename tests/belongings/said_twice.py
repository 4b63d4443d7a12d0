"""An archive that is sent twice, and what may be said of it twice."""

from __future__ import annotations

from typing import Any

from community.belongings.models import Import
from community.core.db import writing
from community.core.ids import new_id
from tests.belongings.bags import bag
from tests.core.idempotency.stage import Sent

ONCE: dict[str, Any] = {
    "imports.create": lambda s: Sent(
        s.as_ana,
        "/settings/data/import",
        page="/settings/data/import",
        files={"file": bag()},
    ),
}


def _brought(s: Any, verb: str) -> Sent:
    with writing():
        Import.put(new_id(), s.ana.id, {})
    return Sent(s.as_ana, f"/settings/data/import/{verb}")


HARMLESS: dict[str, Any] = {
    "imports.begin": (
        "begins once, by a conditional UPDATE",
        lambda s: _brought(s, "begin"),
    ),
    "imports.destroy": (
        "what is put away is gone",
        lambda s: _brought(s, "drop"),
    ),
}

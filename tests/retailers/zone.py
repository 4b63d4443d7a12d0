"""A name server of the tests’ own, in the place of `core.outbound.txt_records.TxtRecords`."""

from __future__ import annotations

from collections.abc import Iterable


class Zone:
    def __init__(self, records: dict[str, str | list[bytes]]) -> None:
        self.records = records
        self.asked: list[str] = []

    def at(self, name: str) -> Iterable[bytes]:
        self.asked.append(name)
        found = self.records.get(name, [])
        return [found.encode()] if isinstance(found, str) else found

"""How many queries a page asks: the number must not grow with the rows it shows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tests.services.database import listening

# Savepoints and PRAGMAs are the test's own or cost nothing, and SET LOCAL is asked of no table.
NOT_COUNTED = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "PRAGMA", "SET LOCAL")


class Queries:
    def __init__(self) -> None:
        self.statements: list[str] = []

    def note(self, statement: str) -> None:
        if not statement.lstrip().upper().startswith(NOT_COUNTED):
            self.statements.append(statement)

    def __len__(self) -> int:
        return len(self.statements)

    def __str__(self) -> str:
        lines = (" ".join(statement.split())[:300] for statement in self.statements)
        return "\n".join(f"{n}. {line}" for n, line in enumerate(lines, 1))


@contextmanager
def count_queries() -> Iterator[Queries]:
    """`with count_queries() as queries: …` and then `len(queries)`; print it to see them."""
    queries = Queries()
    with listening(queries.note):
        yield queries

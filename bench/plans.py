"""What the database reads for a page: its statements once more, under EXPLAIN (ANALYZE)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy.engine
from sqlalchemy import event

from community.extensions import db

# Tables that stay small, however many members there are.
SMALL = frozenset({"pictures", "shops", "alembic_version", "boards", "site"})
MANY = 1000  # rows that a plan may sort or read at one go without being named


@dataclass
class Plans:
    """Of one page: `reads` are rows read by scans, `long` the plans that would grow."""

    statements: list[tuple[str, Any]] = field(default_factory=list)
    reads: int = 0
    long: list[str] = field(default_factory=list)

    def note(self, _conn: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.lstrip().upper().startswith(("SELECT", "WITH")):
            self.statements.append((statement, parameters))

    def explain(self) -> None:
        for statement, parameters in self.statements:
            for node in nodes(_plan(statement, parameters)):
                self._read(node, statement)

    def _read(self, node: dict[str, Any], statement: str) -> None:
        rows, table = read_by(node), node.get("Relation Name", "")
        self.reads += rows if table else 0
        is_telling = (table and table not in SMALL) or node["Node Type"] == "Sort"
        if is_telling and rows > MANY:
            words = " ".join(statement.split())
            self.long.append(f"{node['Node Type']} {table} of {rows:,} rows: {words[:100]}")


@contextmanager
def listening() -> Iterator[Plans]:
    """Statements of every engine, until the end of the block."""
    plans = Plans()
    engine = sqlalchemy.engine.Engine
    event.listen(engine, "before_cursor_execute", plans.note)
    try:
        yield plans
    finally:
        event.remove(engine, "before_cursor_execute", plans.note)


def read_by(node: dict[str, Any]) -> int:
    """Rows that a node took up in all its loops, those it threw away too."""
    rows = sum(
        node.get(name, 0)
        for name in ("Actual Rows", "Rows Removed by Filter", "Rows Removed by Index Recheck")
    )
    return round(rows * node.get("Actual Loops", 1))


def _plan(statement: str, parameters: Any) -> dict[str, Any]:
    with db.engine.connect() as connection:
        answer = connection.exec_driver_sql(
            f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {statement}", parameters
        )
        plan: dict[str, Any] = answer.scalar_one()[0]["Plan"]
    return plan


def nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", []):
        yield from nodes(part)

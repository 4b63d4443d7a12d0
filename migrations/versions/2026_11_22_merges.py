"""Merges

Revision ID: 0016
Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

from community.core.clock import UtcDateTime

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

STANDING = sa.text("undone_at IS NULL")


def _id() -> sa.Column:
    return sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False)


def _number(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _words(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _moment(name: str, nullable: bool = True) -> sa.Column:
    return sa.Column(name, UtcDateTime(), nullable=nullable)


def _to(table: str, column: str, target: str, on_delete: str = "CASCADE") -> sa.Constraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=name, ondelete=on_delete)


def upgrade() -> None:
    # A column without a reference: to add one, SQLite would copy its largest table.
    op.add_column("retailers", _moment("suspended_at"))
    op.add_column("products", _number("merged_into_id", nullable=True))
    op.create_index(op.f("ix_products_merged_into_id"), "products", ["merged_into_id"])
    op.create_index(op.f("ix_products_title"), "products", ["title"])
    op.create_table(
        "product_merges",
        _id(),
        _number("loser_id"),
        _number("survivor_id"),
        _number("by_id", nullable=True),
        _words("state", 9),
        _moment("settled_at"),
        _moment("undone_at"),
        _moment("created_at", nullable=False),
        sa.CheckConstraint("loser_id <> survivor_id", name=op.f("ck_product_merges_not_self")),
        sa.CheckConstraint(
            "state IN ('moving', 'moved', 'returning', 'returned')",
            name=op.f("ck_product_merges_state"),
        ),
        _to("product_merges", "loser_id", "products"),
        _to("product_merges", "survivor_id", "products"),
        _to("product_merges", "by_id", "profiles", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_merges")),
    )
    op.create_index(op.f("ix_product_merges_loser_id"), "product_merges", ["loser_id"])
    op.create_index(op.f("ix_product_merges_survivor_id"), "product_merges", ["survivor_id"])
    op.create_index(
        "uq_product_merges_standing",
        "product_merges",
        ["loser_id"],
        unique=True,
        sqlite_where=STANDING,
        postgresql_where=STANDING,
    )
    op.create_table(
        "moved_rows",
        _id(),
        _number("merge_id"),
        _words("table", 30),
        _number("row_id"),
        _moment("created_at", nullable=False),
        _to("moved_rows", "merge_id", "product_merges"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moved_rows")),
        sa.UniqueConstraint(
            "merge_id", "table", "row_id", name=op.f("uq_moved_rows_merge_id_table_row_id")
        ),
    )
    op.create_index(op.f("ix_moved_rows_created_at"), "moved_rows", ["created_at"])
    op.create_table(
        "likenesses",
        _id(),
        _number("one_id"),
        _number("other_id"),
        _number("by_id", nullable=True),
        _words("reason", 8),
        _words("state", 9),
        _moment("created_at", nullable=False),
        sa.CheckConstraint("one_id < other_id", name=op.f("ck_likenesses_in_order")),
        sa.CheckConstraint(
            "reason IN ('title', 'code', 'member')", name=op.f("ck_likenesses_reason")
        ),
        sa.CheckConstraint("state IN ('open', 'dismissed')", name=op.f("ck_likenesses_state")),
        _to("likenesses", "one_id", "products"),
        _to("likenesses", "other_id", "products"),
        _to("likenesses", "by_id", "profiles", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_likenesses")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_likenesses_one_id_other_id")),
    )
    op.create_index(op.f("ix_likenesses_other_id"), "likenesses", ["other_id"])
    op.create_index("ix_likenesses_state", "likenesses", ["state", "id"])


def downgrade() -> None:
    op.drop_table("likenesses")
    op.drop_table("moved_rows")
    op.drop_table("product_merges")
    op.drop_index(op.f("ix_products_title"), "products")
    op.drop_index(op.f("ix_products_merged_into_id"), "products")
    op.execute("ALTER TABLE retailers DROP COLUMN suspended_at")
    op.execute("ALTER TABLE products DROP COLUMN merged_into_id")

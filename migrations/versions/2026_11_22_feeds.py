"""Feeds

Revision ID: 0013
Revises: 0012
"""

import sqlalchemy as sa
from alembic import op

from community.core.clock import UtcDateTime

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def _text(name: str, longest: int) -> sa.Column:
    return sa.Column(name, sa.String(length=longest), nullable=False)


def _id() -> sa.Column:
    return sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False)


def _to(
    table: str, column: str, target: str, *, or_none: bool = False
) -> tuple[sa.Column, sa.ForeignKeyConstraint]:
    name = f"fk_{table}_{column}_{target}"
    gone = "SET NULL" if or_none else "CASCADE"
    return (
        sa.Column(column, sa.BigInteger(), nullable=or_none),
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(name), ondelete=gone),
    )


def upgrade() -> None:
    op.create_table(
        "product_codes",
        _id(),
        *_to("product_codes", "product_id", "products"),
        _text("code", 200),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_codes")),
        sa.UniqueConstraint("code", name=op.f("uq_product_codes_code")),
    )
    op.create_index("ix_product_codes_product_id", "product_codes", ["product_id"])
    op.create_table(
        "feeds",
        _id(),
        *_to("feeds", "retailer_id", "retailers"),
        *_to("feeds", "shop_id", "shops"),
        _text("url", 2000),
        _text("url_key", 64),
        _text("currency", 3),
        _text("state", 8),
        _text("reason", 20),
        *(
            sa.Column(name, sa.Integer(), nullable=False)
            for name in ("good_count", "bad_count", "changed_count")
        ),
        *(
            sa.Column(name, UtcDateTime(), nullable=True)
            for name in ("begun_at", "done_at", "due_at")
        ),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('idle', 'reading', 'bringing', 'failed')", name=op.f("ck_feeds_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feeds")),
        sa.UniqueConstraint("retailer_id", "url_key", name=op.f("uq_feeds_retailer_id_url_key")),
    )
    op.create_index("ix_feeds_shop_id", "feeds", ["shop_id"])
    op.create_index("ix_feeds_due_at", "feeds", ["due_at"])
    _rows()
    _numbers()


def _rows() -> None:
    op.create_table(
        "feed_rows",
        _id(),
        *_to("feed_rows", "feed_id", "feeds"),
        _text("key", 100),
        _text("digest", 64),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("is_pending", sa.Boolean(), nullable=False),
        *_to("feed_rows", "offer_id", "offers", or_none=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_rows")),
        sa.UniqueConstraint("feed_id", "key", name=op.f("uq_feed_rows_feed_id_key")),
    )
    op.create_index("ix_feed_rows_offer_id", "feed_rows", ["offer_id"])
    pending = sa.text("is_pending")
    op.create_index(
        "ix_feed_rows_pending",
        "feed_rows",
        ["feed_id", "id"],
        sqlite_where=pending,
        postgresql_where=pending,
    )
    op.create_table(
        "feed_problems",
        _id(),
        *_to("feed_problems", "feed_id", "feeds"),
        sa.Column("row", sa.Integer(), nullable=False),
        _text("key", 100),
        _text("reason", 20),
        _text("said", 200),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feed_problems")),
    )
    op.create_index("ix_feed_problems_feed_id", "feed_problems", ["feed_id"])


def _numbers() -> None:
    for table, column, unique in (
        ("shop_days", sa.Column("day", sa.Date(), nullable=False), "measure product_id day"),
        ("shop_spans", sa.Column("days", sa.Integer(), nullable=False), ""),
    ):
        columns = unique.split() or ["days", "measure", "product_id", "back"]
        back = [] if unique else [sa.Column("back", sa.Integer(), nullable=False)]
        names = ["shop_id", *columns]
        op.create_table(
            table,
            _id(),
            *_to(table, "shop_id", "shops"),
            sa.Column("product_id", sa.BigInteger(), nullable=False),
            _text("measure", 6),
            column,
            *back,
            sa.Column("count", sa.Integer(), nullable=False),
            sa.Column("people", sa.Integer(), nullable=False),
            sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
            sa.UniqueConstraint(*names, name=op.f(f"uq_{table}_{'_'.join(names)}")),
        )


def downgrade() -> None:
    for table in (
        "shop_spans",
        "shop_days",
        "feed_problems",
        "feed_rows",
        "feeds",
        "product_codes",
    ):
        op.drop_table(table)

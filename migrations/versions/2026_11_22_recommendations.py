"""Recommendations

Revision ID: 0023
Revises: 0022
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from community.core.clock import UtcDateTime

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def _id() -> sa.Column:
    return sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False)


def _number(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False)


def _flag(name: str) -> sa.Column:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _to(table: str, column: str, target: str) -> tuple:
    name = f"fk_{table}_{column}_{target}"
    return (
        sa.Column(column, sa.BigInteger(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(name), ondelete="CASCADE"),
    )


def upgrade() -> None:
    _tastes()
    _readings()
    _neighbours()
    _standings()
    op.create_table(
        "hidden_products",
        _id(),
        *_to("hidden_products", "profile_id", "profiles"),
        *_to("hidden_products", "product_id", "products"),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hidden_products")),
        sa.UniqueConstraint(
            "profile_id", "product_id", name=op.f("uq_hidden_products_profile_id_product_id")
        ),
    )
    op.create_index(op.f("ix_hidden_products_product_id"), "hidden_products", ["product_id"])


def _tastes() -> None:
    op.create_table(
        "tastes",
        _id(),
        *_to("tastes", "profile_id", "profiles"),
        *_to("tastes", "product_id", "products"),
        _number("weight"),
        _flag("is_public"),
        _flag("counts"),
        sa.Column("since", UtcDateTime(), nullable=False),
        sa.CheckConstraint("weight BETWEEN 1 AND 3", name=op.f("ck_tastes_weight")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tastes")),
        sa.UniqueConstraint(
            "profile_id", "product_id", name=op.f("uq_tastes_profile_id_product_id")
        ),
    )
    op.create_index("ix_tastes_product_since", "tastes", ["product_id", "since"])
    op.create_index("ix_tastes_profile_newest", "tastes", ["profile_id", "id"])


def _readings() -> None:
    """Everybody who is here is read by the worker, a few each minute."""
    op.create_table(
        "taste_readings",
        *_to("taste_readings", "profile_id", "profiles"),
        _flag("is_off"),
        sa.Column("read_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("profile_id", name=op.f("pk_taste_readings")),
    )
    op.create_index("ix_taste_readings_oldest", "taste_readings", ["read_at"])
    op.execute(
        "INSERT INTO taste_readings (profile_id, is_off, read_at)"
        " SELECT id, false, '2026-01-01 00:00:00.000000' FROM profiles"
        " WHERE sort = 'person' AND closed_at IS NULL"
    )


def _neighbours() -> None:
    op.create_table(
        "neighbours",
        _id(),
        *_to("neighbours", "product_id", "products"),
        *_to("neighbours", "other_id", "products"),
        _number("people"),
        _number("public_people"),
        sa.Column("score", sa.Double(), nullable=False),
        sa.CheckConstraint("product_id <> other_id", name=op.f("ck_neighbours_not_itself")),
        sa.CheckConstraint(
            "public_people >= 1 OR people >= 5", name=op.f("ck_neighbours_may_be_told")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_neighbours")),
        sa.UniqueConstraint(
            "product_id", "other_id", name=op.f("uq_neighbours_product_id_other_id")
        ),
    )
    op.create_index("ix_neighbours_best", "neighbours", ["product_id", "score"])
    op.create_index(op.f("ix_neighbours_other_id"), "neighbours", ["other_id"])


def _standings() -> None:
    op.create_table(
        "product_standings",
        *_to("product_standings", "product_id", "products"),
        _number("people"),
        _number("public_people"),
        _number("weight"),
        _number("public_weight"),
        sa.Column("heat", sa.Double(), nullable=True),
        _flag("is_due"),
        sa.PrimaryKeyConstraint("product_id", name=op.f("pk_product_standings")),
    )
    op.create_index("ix_product_standings_heat", "product_standings", ["heat"])
    op.create_index("ix_product_standings_people", "product_standings", ["people"])
    op.create_index("ix_product_standings_due", "product_standings", ["is_due", "product_id"])


def downgrade() -> None:
    for table in (
        "hidden_products", "product_standings", "neighbours", "taste_readings", "tastes",
    ):  # fmt: skip
        op.drop_table(table)

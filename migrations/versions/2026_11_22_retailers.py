"""Retailers

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

from community.core.clock import UtcDateTime

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def _text(name: str, longest: int) -> sa.Column:
    return sa.Column(name, sa.String(length=longest), nullable=False)


def _id() -> sa.Column:
    return sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False)


def _made() -> sa.Column:
    return sa.Column("created_at", UtcDateTime(), nullable=False)


def _to(table: str, column: str, target: str) -> tuple[sa.Column, sa.ForeignKeyConstraint]:
    name = f"fk_{table}_{column}_{target}"
    return (
        sa.Column(column, sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(name), ondelete="CASCADE"),
    )


def upgrade() -> None:
    with op.batch_alter_table("shops") as shops:
        shops.add_column(
            sa.Column("follower_count", sa.Integer(), nullable=False, server_default="0")
        )
    with op.batch_alter_table("shops") as shops:
        shops.alter_column("follower_count", server_default=None)
    op.create_table(
        "retailers",
        _id(),
        _text("name", 80),
        _text("line", 140),
        _text("shipping", 1000),
        _text("returns", 1000),
        _text("contact", 300),
        _made(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_retailers")),
    )
    op.create_table(
        "seats",
        _id(),
        *_to("seats", "retailer_id", "retailers"),
        *_to("seats", "profile_id", "profiles"),
        _text("role", 6),
        sa.Column("joined_at", UtcDateTime(), nullable=True),
        _made(),
        sa.CheckConstraint("role IN ('owner', 'editor')", name=op.f("ck_seats_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_seats")),
        sa.UniqueConstraint(
            "retailer_id", "profile_id", name=op.f("uq_seats_retailer_id_profile_id")
        ),
    )
    op.create_index("ix_seats_profile", "seats", ["profile_id"])
    _claims()
    _places()


def _claims() -> None:
    op.create_table(
        "claims",
        _id(),
        *_to("claims", "retailer_id", "retailers"),
        *_to("claims", "shop_id", "shops"),
        _text("token", 40),
        _text("way", 4),
        _text("problem", 12),
        *(
            sa.Column(name, UtcDateTime(), nullable=True)
            for name in ("proved_at", "failing_since", "asked_at", "checked_at", "due_at")
        ),
        _made(),
        sa.CheckConstraint("way IN ('', 'dns', 'file', 'meta')", name=op.f("ck_claims_way")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_claims")),
        sa.UniqueConstraint("retailer_id", "shop_id", name=op.f("uq_claims_retailer_id_shop_id")),
        sa.UniqueConstraint("token", name=op.f("uq_claims_token")),
    )
    op.create_index("ix_claims_shop_id", "claims", ["shop_id"])
    op.create_index("ix_claims_due_at", "claims", ["due_at"])
    proved = sa.text("proved_at IS NOT NULL")
    op.create_index(
        "uq_claims_proved",
        "claims",
        ["shop_id"],
        unique=True,
        sqlite_where=proved,
        postgresql_where=proved,
    )


def _places() -> None:
    op.create_table(
        "stores",
        _id(),
        *_to("stores", "retailer_id", "retailers"),
        _text("name", 80),
        _text("address", 300),
        _text("hours", 400),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        _made(),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_stores_latitude")),
        sa.CheckConstraint("longitude BETWEEN -180 AND 180", name=op.f("ck_stores_longitude")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stores")),
    )
    op.create_index("ix_stores_retailer_id", "stores", ["retailer_id"])
    op.create_table(
        "shop_follows",
        _id(),
        *_to("shop_follows", "shop_id", "shops"),
        *_to("shop_follows", "profile_id", "profiles"),
        _made(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shop_follows")),
        sa.UniqueConstraint(
            "shop_id", "profile_id", name=op.f("uq_shop_follows_shop_id_profile_id")
        ),
    )
    op.create_index("ix_shop_follows_profile", "shop_follows", ["profile_id"])


def downgrade() -> None:
    for table in ("shop_follows", "stores", "claims", "seats", "retailers"):
        op.drop_table(table)
    with op.batch_alter_table("shops") as shops:
        shops.drop_column("follower_count")

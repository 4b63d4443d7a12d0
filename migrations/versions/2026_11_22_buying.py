"""Buying

Revision ID: 0020
Revises: 0019
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from community.core.clock import UtcDateTime

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

IS_QUIET = sa.text("told_at IS NULL")
AUDIENCES = "'public', 'followers', 'friends', 'people', 'me'"


def _text(name: str, longest: int) -> sa.Column:
    return sa.Column(name, sa.String(length=longest), nullable=False)


def _id() -> sa.Column:
    return sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False)


def _at(name: str, *, needed: bool = False) -> sa.Column:
    return sa.Column(name, UtcDateTime(), nullable=not needed)


def _to(table: str, column: str, target: str, *, gone: str = "CASCADE") -> tuple:
    name = f"fk_{table}_{column}_{target}"
    return (
        sa.Column(column, sa.BigInteger(), nullable=gone == "SET NULL"),
        sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(name), ondelete=gone),
    )


def upgrade() -> None:
    op.create_table(
        "signing_keys",
        _id(),
        *_to("signing_keys", "retailer_id", "retailers"),
        _text("name", 40),
        _at("seen_at"),
        _at("used_at"),
        _at("ends_at"),
        _at("created_at", needed=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signing_keys")),
    )
    op.create_index(op.f("ix_signing_keys_retailer_id"), "signing_keys", ["retailer_id"])
    _purchases()
    _secrets()
    _consents()
    _proofs()


def _purchases() -> None:
    op.create_table(
        "purchases",
        _id(),
        *_to("purchases", "owner_id", "profiles"),
        _text("audience", 10),
        *_to("purchases", "people_set_id", "people_sets", gone="SET NULL"),
        _at("hidden_at"),
        *_to("purchases", "product_id", "products"),
        _text("place", 6),
        *_to("purchases", "shop_id", "shops", gone="SET NULL"),
        *_to("purchases", "store_id", "stores", gone="SET NULL"),
        _text("place_name", 80),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        _text("currency", 3),
        sa.Column("shows_price", sa.Boolean(), nullable=False),
        _text("note", 500),
        *_to("purchases", "picture_id", "pictures", gone="SET NULL"),
        sa.Column("ends_wish", sa.Boolean(), nullable=False),
        *_to("purchases", "retailer_id", "retailers", gone="SET NULL"),
        _at("tells_at", needed=True),
        _at("told_at"),
        _at("confirmed_at"),
        sa.Column("comment_count", sa.Integer(), nullable=False),
        _at("created_at", needed=True),
        sa.CheckConstraint(f"audience IN ({AUDIENCES})", name=op.f("ck_purchases_audience")),
        sa.CheckConstraint(
            "place IN ('online', 'store', 'other')", name=op.f("ck_purchases_place")
        ),
        sa.CheckConstraint("amount IS NULL OR amount >= 0", name=op.f("ck_purchases_amount")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchases")),
    )
    for column in ("owner_id", "people_set_id", "shop_id", "store_id", "retailer_id"):
        op.create_index(op.f(f"ix_purchases_{column}"), "purchases", [column])
    op.create_index("ix_purchases_owner_newest", "purchases", ["owner_id", "id"])
    op.create_index("ix_purchases_product", "purchases", ["product_id", "id"])
    op.create_index(
        "ix_purchases_due",
        "purchases",
        ["tells_at"],
        sqlite_where=IS_QUIET,
        postgresql_where=IS_QUIET,
    )


def _secrets() -> None:
    op.create_table(
        "purchase_secrets",
        _id(),
        *_to("purchase_secrets", "purchase_id", "purchases"),
        *_to("purchase_secrets", "profile_id", "profiles"),
        _at("until", needed=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_secrets")),
        sa.UniqueConstraint(
            "purchase_id", "profile_id", name=op.f("uq_purchase_secrets_purchase_id_profile_id")
        ),
    )
    op.create_index(op.f("ix_purchase_secrets_profile_id"), "purchase_secrets", ["profile_id"])
    op.create_index("ix_purchase_secrets_until", "purchase_secrets", ["purchase_id", "until"])


def _consents() -> None:
    op.create_table(
        "purchase_consents",
        _id(),
        *_to("purchase_consents", "profile_id", "profiles"),
        *_to("purchase_consents", "purchase_id", "purchases", gone="SET NULL"),
        *_to("purchase_consents", "retailer_id", "retailers", gone="SET NULL"),
        _text("shop", 253),
        _text("product", 300),
        _text("audience", 10),
        _text("version", 10),
        _at("created_at", needed=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_consents")),
    )
    op.create_index(op.f("ix_purchase_consents_purchase_id"), "purchase_consents", ["purchase_id"])
    op.create_index("ix_purchase_consents_profile", "purchase_consents", ["profile_id", "id"])


def _proofs() -> None:
    op.create_table(
        "purchase_proofs",
        _id(),
        *_to("purchase_proofs", "retailer_id", "retailers"),
        _text("token_id", 64),
        *_to("purchase_proofs", "profile_id", "profiles", gone="SET NULL"),
        *_to("purchase_proofs", "product_id", "products", gone="SET NULL"),
        *_to("purchase_proofs", "purchase_id", "purchases", gone="SET NULL"),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        _text("currency", 3),
        _at("created_at", needed=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_purchase_proofs")),
        sa.UniqueConstraint(
            "retailer_id", "token_id", name=op.f("uq_purchase_proofs_retailer_id_token_id")
        ),
    )
    for column in ("product_id", "purchase_id"):
        op.create_index(op.f(f"ix_purchase_proofs_{column}"), "purchase_proofs", [column])
    op.create_index("ix_purchase_proofs_profile", "purchase_proofs", ["profile_id", "product_id"])


def downgrade() -> None:
    for table in ("purchase_proofs", "purchase_consents", "purchase_secrets", "purchases"):
        op.drop_table(table)
    op.drop_table("signing_keys")

"""Deals

Revision ID: 0021
Revises: 0020
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from community.core.clock import UtcDateTime

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "vouchers",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("retailer_id", sa.BigInteger(), nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("gives", sa.String(length=8), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("text", sa.String(length=140), nullable=False),
        sa.Column("minimum", sa.BigInteger(), nullable=False),
        sa.Column("whom", sa.String(length=10), nullable=False),
        sa.Column("shared_code", sa.String(length=40), nullable=False),
        sa.Column("budget", sa.Integer(), nullable=False),
        sa.Column("per_member", sa.Integer(), nullable=False),
        sa.Column("starts_at", UtcDateTime(), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("online_url", sa.String(length=500), nullable=False),
        sa.Column("terms", sa.String(length=1000), nullable=False),
        sa.Column("claim_count", sa.Integer(), nullable=False),
        sa.Column("used_count", sa.Integer(), nullable=False),
        sa.Column("announced_at", UtcDateTime(), nullable=True),
        sa.Column("stopped_at", UtcDateTime(), nullable=True),
        sa.Column("hidden_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "gives IN ('percent', 'money', 'words')", name=op.f("ck_vouchers_gives")
        ),
        sa.CheckConstraint(
            "whom IN ('everyone', 'followers', 'sharers', 'winners')", name=op.f("ck_vouchers_whom")
        ),
        sa.CheckConstraint("amount >= 0 AND minimum >= 0", name=op.f("ck_vouchers_money")),
        sa.CheckConstraint("claim_count BETWEEN 0 AND budget", name=op.f("ck_vouchers_budget")),
        sa.CheckConstraint("ends_at > starts_at", name=op.f("ck_vouchers_dates")),
        sa.CheckConstraint("per_member >= 1", name=op.f("ck_vouchers_per_member")),
        sa.CheckConstraint("percent BETWEEN 0 AND 100", name=op.f("ck_vouchers_percent")),
        sa.CheckConstraint(
            "used_count BETWEEN 0 AND claim_count", name=op.f("ck_vouchers_used_count")
        ),
        sa.ForeignKeyConstraint(
            ["retailer_id"],
            ["retailers.id"],
            name=op.f("fk_vouchers_retailer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_vouchers_shop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vouchers")),
    )
    with op.batch_alter_table("vouchers", schema=None) as batch_op:
        batch_op.create_index("ix_vouchers_ends_at", ["ends_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_vouchers_retailer_id"), ["retailer_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_vouchers_shop_id"), ["shop_id"], unique=False)

    op.create_table(
        "voucher_codes",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("voucher_id", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.String(length=40), nullable=False),
        sa.Column("taken_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["voucher_id"],
            ["vouchers.id"],
            name=op.f("fk_voucher_codes_voucher_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_codes")),
        sa.UniqueConstraint("voucher_id", "text", name=op.f("uq_voucher_codes_voucher_id_text")),
    )
    with op.batch_alter_table("voucher_codes", schema=None) as batch_op:
        batch_op.create_index(
            "ix_voucher_codes_free", ["voucher_id", "taken_at", "id"], unique=False
        )

    op.create_table(
        "voucher_stores",
        sa.Column("voucher_id", sa.BigInteger(), nullable=False),
        sa.Column("store_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["store_id"], ["stores.id"], name=op.f("fk_voucher_stores_store_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["voucher_id"],
            ["vouchers.id"],
            name=op.f("fk_voucher_stores_voucher_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("voucher_id", "store_id", name=op.f("pk_voucher_stores")),
    )
    with op.batch_alter_table("voucher_stores", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_voucher_stores_store_id"), ["store_id"], unique=False)

    op.create_table(
        "group_deals",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("retailer_id", sa.BigInteger(), nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("usual_amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("minimum", sa.Integer(), nullable=False),
        sa.Column("cap", sa.Integer(), nullable=False),
        sa.Column("week_cap", sa.Integer(), nullable=True),
        sa.Column("terms", sa.String(length=1000), nullable=False),
        sa.Column("instruction", sa.String(length=500), nullable=False),
        sa.Column("voucher_id", sa.BigInteger(), nullable=True),
        sa.Column("closes_at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(length=7), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.Column("settled_count", sa.Integer(), nullable=False),
        sa.Column("settled_amount", sa.BigInteger(), nullable=False),
        sa.Column("seat_count", sa.Integer(), nullable=False),
        sa.Column("waiting_count", sa.Integer(), nullable=False),
        sa.Column("last_place", sa.Integer(), nullable=False),
        sa.Column("announced_at", UtcDateTime(), nullable=True),
        sa.Column("hidden_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'won', 'failed', 'stopped')", name=op.f("ck_group_deals_state")
        ),
        sa.CheckConstraint(
            "amount >= 0 AND usual_amount >= 0 AND settled_amount >= 0",
            name=op.f("ck_group_deals_money"),
        ),
        sa.CheckConstraint("minimum >= 5 AND cap >= minimum", name=op.f("ck_group_deals_cap")),
        sa.CheckConstraint("seat_count BETWEEN 0 AND cap", name=op.f("ck_group_deals_seat_count")),
        sa.CheckConstraint("waiting_count >= 0", name=op.f("ck_group_deals_waiting_count")),
        sa.CheckConstraint("week_cap > 0", name=op.f("ck_group_deals_week_cap")),
        sa.ForeignKeyConstraint(
            ["product_id"],
            ["products.id"],
            name=op.f("fk_group_deals_product_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["retailer_id"],
            ["retailers.id"],
            name=op.f("fk_group_deals_retailer_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_group_deals_shop_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["voucher_id"],
            ["vouchers.id"],
            name=op.f("fk_group_deals_voucher_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_deals")),
    )
    with op.batch_alter_table("group_deals", schema=None) as batch_op:
        batch_op.create_index(
            "ix_group_deals_due",
            ["closes_at"],
            unique=False,
            postgresql_where=sa.text("state = 'open'"),
            sqlite_where=sa.text("state = 'open'"),
        )
        batch_op.create_index(batch_op.f("ix_group_deals_product_id"), ["product_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_group_deals_retailer_id"), ["retailer_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_group_deals_shop_id"), ["shop_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_group_deals_voucher_id"), ["voucher_id"], unique=False)

    op.create_table(
        "voucher_claims",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("voucher_id", sa.BigInteger(), nullable=False),
        sa.Column("profile_id", sa.BigInteger(), nullable=False),
        sa.Column("nth", sa.Integer(), nullable=False),
        sa.Column("code_id", sa.BigInteger(), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=False),
        sa.Column("about_id", sa.BigInteger(), nullable=True),
        sa.Column("used_at", UtcDateTime(), nullable=True),
        sa.Column("used_by", sa.String(length=6), nullable=False),
        sa.Column("reminded_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "used_by IN ('', 'member', 'till')", name=op.f("ck_voucher_claims_used_by")
        ),
        sa.CheckConstraint("nth >= 1", name=op.f("ck_voucher_claims_nth")),
        sa.ForeignKeyConstraint(
            ["code_id"],
            ["voucher_codes.id"],
            name=op.f("fk_voucher_claims_code_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["profiles.id"],
            name=op.f("fk_voucher_claims_profile_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["voucher_id"],
            ["vouchers.id"],
            name=op.f("fk_voucher_claims_voucher_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_voucher_claims")),
        sa.UniqueConstraint("code_id", name=op.f("uq_voucher_claims_code_id")),
        sa.UniqueConstraint("token", name=op.f("uq_voucher_claims_token")),
        sa.UniqueConstraint(
            "voucher_id",
            "profile_id",
            "about_id",
            name=op.f("uq_voucher_claims_voucher_id_profile_id_about_id"),
        ),
        sa.UniqueConstraint(
            "voucher_id",
            "profile_id",
            "nth",
            name=op.f("uq_voucher_claims_voucher_id_profile_id_nth"),
        ),
    )
    with op.batch_alter_table("voucher_claims", schema=None) as batch_op:
        batch_op.create_index("ix_voucher_claims_profile", ["profile_id", "id"], unique=False)

    op.create_table(
        "deal_joins",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("deal_id", sa.BigInteger(), nullable=False),
        sa.Column("profile_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("is_in", sa.Boolean(), nullable=False),
        sa.Column("home", sa.String(length=64), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("place >= 1", name=op.f("ck_deal_joins_place")),
        sa.ForeignKeyConstraint(
            ["deal_id"], ["group_deals.id"], name=op.f("fk_deal_joins_deal_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["profiles.id"],
            name=op.f("fk_deal_joins_profile_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_joins")),
        sa.UniqueConstraint("deal_id", "place", name=op.f("uq_deal_joins_deal_id_place")),
        sa.UniqueConstraint("deal_id", "profile_id", name=op.f("uq_deal_joins_deal_id_profile_id")),
    )
    with op.batch_alter_table("deal_joins", schema=None) as batch_op:
        batch_op.create_index("ix_deal_joins_profile", ["profile_id", "id"], unique=False)

    op.create_table(
        "deal_tiers",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("deal_id", sa.BigInteger(), nullable=False),
        sa.Column("from_count", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("amount >= 0 AND from_count > 0", name=op.f("ck_deal_tiers_amount")),
        sa.ForeignKeyConstraint(
            ["deal_id"], ["group_deals.id"], name=op.f("fk_deal_tiers_deal_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deal_tiers")),
    )
    with op.batch_alter_table("deal_tiers", schema=None) as batch_op:
        batch_op.create_index("ix_deal_tiers_from", ["deal_id", "from_count"], unique=True)

    op.create_table(
        "rallies",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("shop_id", sa.BigInteger(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("wanted", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(length=300), nullable=False),
        sa.Column("ends_at", UtcDateTime(), nullable=False),
        sa.Column("state", sa.String(length=9), nullable=False),
        sa.Column("join_count", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=500), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.Column("deal_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("people_set_id", sa.BigInteger(), nullable=True),
        sa.Column("hidden_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "audience IN ('public', 'followers', 'friends', 'people', 'me')",
            name=op.f("ck_rallies_audience"),
        ),
        sa.CheckConstraint(
            "state IN ('open', 'reached', 'accepted', 'countered', 'declined')",
            name=op.f("ck_rallies_state"),
        ),
        sa.CheckConstraint("amount >= 0", name=op.f("ck_rallies_amount")),
        sa.CheckConstraint("join_count >= 0", name=op.f("ck_rallies_join_count")),
        sa.CheckConstraint("wanted >= 5", name=op.f("ck_rallies_wanted")),
        sa.ForeignKeyConstraint(
            ["deal_id"], ["group_deals.id"], name=op.f("fk_rallies_deal_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["profiles.id"], name=op.f("fk_rallies_owner_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["people_set_id"],
            ["people_sets.id"],
            name=op.f("fk_rallies_people_set_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["product_id"], ["products.id"], name=op.f("fk_rallies_product_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["shop_id"], ["shops.id"], name=op.f("fk_rallies_shop_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rallies")),
    )
    with op.batch_alter_table("rallies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rallies_deal_id"), ["deal_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rallies_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_rallies_people_set_id"), ["people_set_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_rallies_product_id"), ["product_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rallies_shop_id"), ["shop_id"], unique=False)
        batch_op.create_index("ix_rallies_shop_state", ["shop_id", "state", "id"], unique=False)

    op.create_table(
        "rally_joins",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("rally_id", sa.BigInteger(), nullable=False),
        sa.Column("profile_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["profiles.id"],
            name=op.f("fk_rally_joins_profile_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["rally_id"], ["rallies.id"], name=op.f("fk_rally_joins_rally_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rally_joins")),
        sa.UniqueConstraint(
            "rally_id", "profile_id", name=op.f("uq_rally_joins_rally_id_profile_id")
        ),
    )
    with op.batch_alter_table("rally_joins", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rally_joins_profile_id"), ["profile_id"], unique=False)


def downgrade() -> None:
    for table in (
        "rally_joins",
        "rallies",
        "deal_tiers",
        "deal_joins",
        "voucher_claims",
        "group_deals",
        "voucher_stores",
        "voucher_codes",
        "vouchers",
    ):
        op.drop_table(table)

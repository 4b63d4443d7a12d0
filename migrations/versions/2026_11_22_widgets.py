"""Widgets

Revision ID: 0022
Revises: 0021
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "widget_months",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("retailer_id", sa.BigInteger(), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("widget", sa.String(length=12), nullable=False),
        sa.Column("views", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["retailer_id"],
            ["retailers.id"],
            name=op.f("fk_widget_months_retailer_id_retailers"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_widget_months")),
        sa.UniqueConstraint(
            "retailer_id", "month", "widget", name=op.f("uq_widget_months_retailer_id_month_widget")
        ),
    )


def downgrade() -> None:
    op.drop_table("widget_months")

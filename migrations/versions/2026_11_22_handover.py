"""Handover

Revision ID: 0024
Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # With the column, so that SQLite need not make the table anew and drop what points to it.
    positive = sa.CheckConstraint("delivery IS NULL OR delivery >= 0", name="delivery")
    op.add_column("offers", sa.Column("delivery", sa.BigInteger(), positive, nullable=True))
    op.add_column(
        "offers", sa.Column("has_pickup", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.add_column(
        "offers", sa.Column("in_shops", sa.String(120), nullable=False, server_default="")
    )


def downgrade() -> None:
    for name in ("in_shops", "has_pickup", "delivery"):
        op.drop_column("offers", name)

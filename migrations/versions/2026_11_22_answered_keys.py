"""Answered keys

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

from community.core.clock import UtcDateTime

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "answered_keys",
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("body_hash", sa.String(length=64), nullable=False),
        sa.Column("location", sa.String(length=2000), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("key_hash", name=op.f("pk_answered_keys")),
    )
    with op.batch_alter_table("answered_keys", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_answered_keys_created_at"), ["created_at"])


def downgrade() -> None:
    op.drop_table("answered_keys")

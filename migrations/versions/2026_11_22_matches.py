"""Matches

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

from community.core.clock import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "hidden_suggestions",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("profile_id", sa.BigInteger(), nullable=False),
        sa.Column("other_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint("profile_id <> other_id", name=op.f("ck_hidden_suggestions_not_self")),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["profiles.id"],
            name=op.f("fk_hidden_suggestions_profile_id_profiles"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["profiles.id"],
            name=op.f("fk_hidden_suggestions_other_id_profiles"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hidden_suggestions")),
        sa.UniqueConstraint(
            "profile_id", "other_id", name=op.f("uq_hidden_suggestions_profile_id_other_id")
        ),
    )
    op.create_index(op.f("ix_hidden_suggestions_other_id"), "hidden_suggestions", ["other_id"])


def downgrade() -> None:
    op.drop_table("hidden_suggestions")

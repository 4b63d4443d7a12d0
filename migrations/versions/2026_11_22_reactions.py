"""Reactions

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

from community.core.clock import UtcDateTime

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "likes",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("thing_id", sa.BigInteger(), nullable=False),
        sa.Column("profile_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name=op.f("fk_likes_profile_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_likes")),
        sa.UniqueConstraint(
            "profile_id", "kind", "thing_id", name=op.f("uq_likes_profile_id_kind_thing_id")
        ),
    )
    op.create_index("ix_likes_thing", "likes", ["kind", "thing_id", "id"])
    op.create_table(
        "like_counts",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("thing_id", sa.BigInteger(), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.CheckConstraint("count >= 0", name=op.f("ck_like_counts_count")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_like_counts")),
        sa.UniqueConstraint("thing_id", "kind", name=op.f("uq_like_counts_thing_id_kind")),
    )


def downgrade() -> None:
    op.drop_table("like_counts")
    op.drop_index("ix_likes_thing", table_name="likes")
    op.drop_table("likes")

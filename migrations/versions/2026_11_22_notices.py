"""Notices

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

from community.core.clock import UtcDateTime

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

IS_FOR_DIGEST = sa.text("in_digest")


def upgrade() -> None:
    with op.batch_alter_table("notifications") as batch:
        batch.alter_column("topic", existing_type=sa.String(12), type_=sa.String(20))
        batch.add_column(
            sa.Column("in_page", sa.Boolean(), nullable=False, server_default=sa.true())
        )
        batch.add_column(
            sa.Column("in_digest", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    op.create_index(
        "ix_notifications_digest", "notifications", ["profile_id"],
        postgresql_where=IS_FOR_DIGEST, sqlite_where=IS_FOR_DIGEST,
    )  # fmt: skip
    _make(
        "notice_choices",
        sa.Column("group", sa.String(length=20), nullable=False),
        sa.Column("in_page", sa.Boolean(), nullable=False),
        sa.Column("mailed", sa.String(length=8), nullable=False),
        sa.CheckConstraint(
            "mailed IN ('no', 'daily', 'at_once')", name=op.f("ck_notice_choices_mailed")
        ),
        unique=["group"],
    )
    _make(
        "notice_mutes",
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("thing_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        unique=["kind", "thing_id"],
    )
    op.create_index("ix_notice_mutes_thing", "notice_mutes", ["kind", "thing_id"])
    _make(
        "digests",
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        unique=["day"],
    )
    op.create_index(op.f("ix_digests_created_at"), "digests", ["created_at"])


def downgrade() -> None:
    for table in ("digests", "notice_mutes", "notice_choices"):
        op.drop_table(table)
    op.drop_index("ix_notifications_digest", "notifications")
    with op.batch_alter_table("notifications") as batch:
        batch.drop_column("in_digest")
        batch.drop_column("in_page")
        batch.alter_column("topic", existing_type=sa.String(20), type_=sa.String(12))


def _make(table: str, *columns: sa.schema.SchemaItem, unique: list[str]) -> None:
    """With an id, and at most one row a member and `unique`."""
    own = ["profile_id", *unique]
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("profile_id", sa.BigInteger(), nullable=False),
        *columns,
        sa.ForeignKeyConstraint(
            ["profile_id"], ["profiles.id"], name=op.f(f"fk_{table}_profile_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(*own, name=op.f(f"uq_{table}_{'_'.join(own)}")),
    )  # fmt: skip

"""Moderation

Revision ID: 0011
Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

from community.core.clock import UtcDateTime

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

# Table → moments added to it.
MOMENTS = {
    "accounts": ("suspended_until", "banned_at", "waits_since"),
    "account_sessions": ("proved_at",),
}


def upgrade() -> None:
    # As plain ALTER TABLE, which both databases know: SQLite would else copy the table, and with
    # its foreign keys on, dropping the old one empties those that refer to it.
    op.execute(
        "ALTER TABLE accounts ADD COLUMN role VARCHAR(10) NOT NULL DEFAULT 'member'"
        " CONSTRAINT ck_accounts_role CHECK (role IN ('member', 'moderator', 'admin'))"
    )
    for table, names in MOMENTS.items():
        for name in names:
            op.add_column(table, sa.Column(name, UtcDateTime(), nullable=True))


def downgrade() -> None:
    for table, names in MOMENTS.items():
        for name in names:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
    op.execute("ALTER TABLE accounts DROP COLUMN role")

"""Notices

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("notifications") as batch:
        batch.alter_column("topic", existing_type=sa.String(12), type_=sa.String(20))


def downgrade() -> None:
    with op.batch_alter_table("notifications") as batch:
        batch.alter_column("topic", existing_type=sa.String(20), type_=sa.String(12))

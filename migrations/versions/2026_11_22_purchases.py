"""Purchases

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

from community.core.clock import UtcDateTime

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

AUDIENCES = "audience IN ('public', 'followers', 'friends', 'people', 'me')"


def upgrade() -> None:
    op.create_table(
        "product_marks",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("product_id", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=4), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("people_set_id", sa.BigInteger(), nullable=True),
        sa.Column("hidden_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(AUDIENCES, name=op.f("ck_product_marks_audience")),
        sa.CheckConstraint(
            "state IN ('want', 'have', 'had')", name=op.f("ck_product_marks_state")
        ),
        *(_reference(*each) for each in (
            ("owner_id", "profiles.id", "CASCADE"),
            ("people_set_id", "people_sets.id", "SET NULL"),
            ("product_id", "products.id", "CASCADE"),
        )),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_product_marks")),
        sa.UniqueConstraint(
            "owner_id", "product_id", name=op.f("uq_product_marks_owner_id_product_id")
        ),
    )  # fmt: skip
    op.create_index(op.f("ix_product_marks_owner_id"), "product_marks", ["owner_id"])
    op.create_index(op.f("ix_product_marks_people_set_id"), "product_marks", ["people_set_id"])
    op.create_index("ix_product_marks_product", "product_marks", ["product_id", "state", "id"])


def downgrade() -> None:
    op.drop_table("product_marks")


def _reference(column: str, target: str, on_delete: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_product_marks_{column}")
    return sa.ForeignKeyConstraint([column], [target], name=name, ondelete=on_delete)

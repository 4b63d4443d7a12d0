"""Selectors

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

from community.core.clock import UtcDateTime

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _looks()
    _selectors()
    for name, empty in (("brought", "[]"), ("learned", "{}")):
        op.add_column("clips", sa.Column(name, sa.JSON(), nullable=False, server_default=empty))


def _looks() -> None:
    op.create_table(
        "looks",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("url_key", sa.String(length=64), nullable=False),
        sa.Column("found", sa.JSON(), nullable=False),
        sa.Column("spots", sa.JSON(), nullable=False),
        sa.Column("read_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_looks")),
        sa.UniqueConstraint("url_key", name=op.f("uq_looks_url_key")),
    )
    op.create_index("ix_looks_read_at", "looks", ["read_at"])
    op.create_table(
        "look_pictures",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("look_id", sa.BigInteger(), nullable=False),
        sa.Column("picture_id", sa.BigInteger(), nullable=False),
        sa.Column("address", sa.String(length=2000), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_look_pictures")),
        sa.ForeignKeyConstraint(
            ["look_id"], ["looks.id"], name=op.f("fk_look_pictures_look_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["picture_id"],
            ["pictures.id"],
            name=op.f("fk_look_pictures_picture_id"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint(
            "look_id", "picture_id", name=op.f("uq_look_pictures_look_id_picture_id")
        ),
    )


def _selectors() -> None:
    op.create_table(
        "selectors",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("domain", sa.String(length=253), nullable=False),
        sa.Column("field", sa.String(length=12), nullable=False),
        sa.Column("path", sa.String(length=240), nullable=False),
        sa.Column("misses", sa.Integer(), nullable=False),
        sa.Column("off_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_selectors")),
        sa.UniqueConstraint("domain", "field", "path", name=op.f("uq_selectors_domain_field_path")),
        sa.CheckConstraint("field IN ('title', 'price', 'image')", name=op.f("ck_selectors_field")),
    )
    op.create_table(
        "selector_voices",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("selector_id", sa.BigInteger(), nullable=False),
        sa.Column("profile_id", sa.BigInteger(), nullable=False),
        sa.Column("says", sa.Integer(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_selector_voices")),
        sa.ForeignKeyConstraint(
            ["selector_id"],
            ["selectors.id"],
            name=op.f("fk_selector_voices_selector_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["profiles.id"],
            name=op.f("fk_selector_voices_profile_id"),
            ondelete="CASCADE",
        ),
        sa.UniqueConstraint(
            "selector_id", "profile_id", name=op.f("uq_selector_voices_selector_id_profile_id")
        ),
        sa.CheckConstraint("says IN (-1, 1)", name=op.f("ck_selector_voices_says")),
    )
    op.create_index("ix_selector_voices_profile_id", "selector_voices", ["profile_id"])


def downgrade() -> None:
    with op.batch_alter_table("clips") as clips:
        clips.drop_column("learned")
        clips.drop_column("brought")
    for table in ("selector_voices", "selectors", "look_pictures", "looks"):
        op.drop_table(table)

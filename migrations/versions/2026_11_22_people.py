"""People

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from community.core.clock import UtcDateTime

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# Table → the member who does something, the one it is done to, who must not be the same.
PAIRS = {
    "follow_requests": ("asker_id", "asked_id"),
    "mutes": ("muter_id", "muted_id"),
}


def upgrade() -> None:
    closed, suggested = sa.false(), sa.true()
    for name, default in (("is_closed", closed), ("is_suggested", suggested)):
        column = sa.Column(name, sa.Boolean(), nullable=False, server_default=default)
        op.add_column("profiles", column)
    # Those who are here already are not asked to settle in.
    step = sa.Column("welcome_step", sa.Integer(), nullable=False, server_default="0")
    op.add_column("accounts", step)
    for table, (one, other) in PAIRS.items():
        _create_pair(table, one, other)
    _create_letters()


def _create_pair(table: str, one: str, other: str) -> None:
    op.create_table(
        table,
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(one, sa.BigInteger(), nullable=False),
        sa.Column(other, sa.BigInteger(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(f"{one} <> {other}", name=op.f(f"ck_{table}_not_self")),
        *(
            sa.ForeignKeyConstraint(
                [column],
                ["profiles.id"],
                name=op.f(f"fk_{table}_{column}_profiles"),
                ondelete="CASCADE",
            )
            for column in (one, other)
        ),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(one, other, name=op.f(f"uq_{table}_{one}_{other}")),
    )
    op.create_index(op.f(f"ix_{table}_{other}"), table, [other])


def _create_letters() -> None:
    op.create_table(
        "mail_invitations",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("inviter_id", sa.BigInteger(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("email_key", sa.String(length=254), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("agreed_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["inviter_id"],
            ["profiles.id"],
            name=op.f("fk_mail_invitations_inviter_id_profiles"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail_invitations")),
        sa.UniqueConstraint(
            "inviter_id", "email_key", name=op.f("uq_mail_invitations_inviter_id_email_key")
        ),
    )
    op.create_index(op.f("ix_mail_invitations_email_key"), "mail_invitations", ["email_key"])
    op.create_index(op.f("ix_mail_invitations_created_at"), "mail_invitations", ["created_at"])
    op.create_table(
        "mail_refusals",
        sa.Column("email_hash", sa.String(length=64), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("email_hash", name=op.f("pk_mail_refusals")),
    )


def downgrade() -> None:
    for table in ("mail_refusals", "mail_invitations", *PAIRS):
        op.drop_table(table)
    # As plain ALTER TABLE: to copy the table would empty those that refer to it on SQLite.
    op.execute("ALTER TABLE accounts DROP COLUMN welcome_step")
    for name in ("is_closed", "is_suggested"):
        op.execute(f"ALTER TABLE profiles DROP COLUMN {name}")

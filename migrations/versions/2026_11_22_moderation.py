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
    "comments": ("hidden_at",),
    "profiles": ("hidden_at",),
}
# In the order in which they may go: those that refer first.
TABLES = ("appeals", "reports", "decisions", "cases", "audit_origins", "site", "link_domains",
          "audit_entries")  # fmt: skip

# The audit log is only ever added to.
SQLITE_REFUSALS = tuple(
    f"CREATE TRIGGER audit_entries_no_{verb.lower()} BEFORE {verb} ON audit_entries"
    " BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END"
    for verb in ("UPDATE", "DELETE")
)
REFUSE = """
    CREATE OR REPLACE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit log is only added to'; END $$
"""
KEEP = """
    CREATE TRIGGER audit_entries_kept BEFORE UPDATE OR DELETE ON audit_entries
    FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()
"""


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
    _make_tables()
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE_REFUSALS if is_sqlite else (REFUSE, KEEP):
        op.execute(statement)


def _make_tables() -> None:
    op.create_table(
        "audit_entries",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("actor_id", sa.BigInteger(), nullable=False),
        sa.Column("act", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("thing_id", sa.BigInteger(), nullable=False),
        sa.Column("request", sa.String(length=64), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entries")),
    )
    with op.batch_alter_table("audit_entries", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_audit_entries_actor_id"), ["actor_id"], unique=False)

    op.create_table(
        "link_domains",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("domain", sa.String(length=253), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "state IN ('approved', 'pending', 'blocked')", name=op.f("ck_link_domains_state")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_domains")),
        sa.UniqueConstraint("domain", name=op.f("uq_link_domains_domain")),
    )
    op.create_table(
        "site",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(length=60), nullable=False),
        sa.Column("sign_up", sa.String(length=10), nullable=False),
        sa.Column("languages", sa.String(length=200), nullable=False),
        sa.Column("newcomer_days", sa.Integer(), nullable=False),
        sa.Column("newcomer_posts", sa.Integer(), nullable=False),
        sa.Column("newcomer_links", sa.Integer(), nullable=False),
        sa.Column("newcomer_follows", sa.Integer(), nullable=False),
        sa.Column("closing_since", UtcDateTime(), nullable=True),
        sa.Column("closing_notice", sa.String(length=500), nullable=False),
        sa.Column("first_admin_id", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint(
            "sign_up IN ('open', 'approval', 'invitation')", name=op.f("ck_site_sign_up")
        ),
        sa.CheckConstraint("id = 1", name=op.f("ck_site_one")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_site")),
    )
    op.create_table(
        "audit_origins",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("entry_id", sa.BigInteger(), nullable=False),
        sa.Column("network", sa.String(length=64), nullable=False),
        sa.Column("browser", sa.String(length=200), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["entry_id"],
            ["audit_entries.id"],
            name=op.f("fk_audit_origins_entry_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_origins")),
    )
    with op.batch_alter_table("audit_origins", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_audit_origins_created_at"), ["created_at"], unique=False
        )

    op.create_table(
        "cases",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("thing_id", sa.BigInteger(), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=True),
        sa.Column("report_count", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("settled_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'acted', 'kept')", name=op.f("ck_cases_state")),
        sa.ForeignKeyConstraint(
            ["subject_id"], ["profiles.id"], name=op.f("fk_cases_subject_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cases")),
    )
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.create_index("ix_cases_state", ["state", "id"], unique=False)
        batch_op.create_index(batch_op.f("ix_cases_subject_id"), ["subject_id"], unique=False)
        batch_op.create_index(
            "uq_cases_open_thing",
            ["kind", "thing_id"],
            unique=True,
            postgresql_where=sa.text("state = 'open'"),
            sqlite_where=sa.text("state = 'open'"),
        )

    op.create_table(
        "decisions",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=True),
        sa.Column("subject_id", sa.BigInteger(), nullable=True),
        sa.Column("moderator_id", sa.BigInteger(), nullable=True),
        sa.Column("act", sa.String(length=8), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("thing_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.String(length=1000), nullable=False),
        sa.Column("until", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("undone_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "act IN ('keep', 'hide', 'warn', 'suspend', 'ban')", name=op.f("ck_decisions_act")
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_decisions_case_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["moderator_id"],
            ["profiles.id"],
            name=op.f("fk_decisions_moderator_id"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["subject_id"],
            ["profiles.id"],
            name=op.f("fk_decisions_subject_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decisions")),
    )
    with op.batch_alter_table("decisions", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decisions_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_decisions_subject_id"), ["subject_id"], unique=False)

    op.create_table(
        "reports",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("case_id", sa.BigInteger(), nullable=False),
        sa.Column("reporter_id", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("thing_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", sa.String(length=8), nullable=False),
        sa.Column("note", sa.String(length=500), nullable=False),
        sa.Column("copy_title", sa.String(length=300), nullable=False),
        sa.Column("copy_text", sa.String(length=4000), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.CheckConstraint(
            "reason IN ('spam', 'unkind', 'private', 'fraud', 'illegal', 'other')",
            name=op.f("ck_reports_reason"),
        ),
        sa.ForeignKeyConstraint(
            ["case_id"], ["cases.id"], name=op.f("fk_reports_case_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["reporter_id"],
            ["profiles.id"],
            name=op.f("fk_reports_reporter_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reports")),
        sa.UniqueConstraint(
            "reporter_id", "kind", "thing_id", name=op.f("uq_reports_reporter_id_kind_thing_id")
        ),
    )
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_reports_case_id"), ["case_id"], unique=False)

    op.create_table(
        "appeals",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("decision_id", sa.BigInteger(), nullable=False),
        sa.Column("words", sa.String(length=2000), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("answer", sa.String(length=1000), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("answered_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'granted', 'refused')", name=op.f("ck_appeals_state")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"],
            ["decisions.id"],
            name=op.f("fk_appeals_decision_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appeals")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_appeals_decision_id")),
    )
    with op.batch_alter_table("appeals", schema=None) as batch_op:
        batch_op.create_index("ix_appeals_state", ["state", "id"], unique=False)


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION refuse_audit_change()")
    for table, names in MOMENTS.items():
        for name in names:
            op.execute(f"ALTER TABLE {table} DROP COLUMN {name}")
    op.execute("ALTER TABLE accounts DROP COLUMN role")

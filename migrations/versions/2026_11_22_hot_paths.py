"""Hot paths

Revision ID: 0003
Revises: 0002
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

IS_OPEN, IS_UNREAD, HAS_ENDED = map(
    sa.text, ("closed_at IS NULL", "read_at IS NULL", "ended_at IS NOT NULL")
)

# Name, table, columns, condition.
MADE = (
    ("ix_follows_followed", "follows", ["followed_id", "follower_id"], None),
    ("ix_votes_option_earliest", "votes", ["option_id", "id"], None),
    ("ix_wishes_product_lists", "wishes", ["product_id", "list_id"], None),
    ("ix_polls_due", "polls", ["closes_at"], IS_OPEN),
    ("ix_polls_owner_due", "polls", ["owner_id", "closes_at"], IS_OPEN),
    ("ix_notifications_unread", "notifications", ["profile_id"], IS_UNREAD),
    ("ix_notifications_thing", "notifications", ["kind", "thing_id"], None),
    ("ix_account_sessions_seen_at", "account_sessions", ["seen_at"], None),
    ("ix_account_sessions_ended_at", "account_sessions", ["ended_at"], HAS_ENDED),
    ("ix_mail_tokens_created_at", "mail_tokens", ["created_at"], None),
)
# What those above serve as well.
DROPPED = (
    ("ix_follows_followed_id", "follows", ["followed_id"]),
    ("ix_votes_option_id", "votes", ["option_id"]),
    ("ix_wishes_product_id", "wishes", ["product_id"]),
    ("ix_polls_closes_at", "polls", ["closes_at"]),
)
COUNTS = (("follower_count", "followed_id"), ("followed_count", "follower_id"))


def upgrade() -> None:
    for name, table, columns, condition in MADE:
        op.create_index(name, table, columns, postgresql_where=condition, sqlite_where=condition)
    for name, table, _columns in DROPPED:
        op.drop_index(name, table)
    for count, _column in COUNTS:
        op.add_column(
            "profiles", sa.Column(count, sa.Integer(), nullable=False, server_default="0")
        )
    for count, column in COUNTS:
        op.execute(
            f"UPDATE profiles SET {count} ="
            f" (SELECT count(*) FROM follows WHERE follows.{column} = profiles.id)"
        )


def downgrade() -> None:
    with op.batch_alter_table("profiles") as batch_op:
        for count, _column in COUNTS:
            batch_op.drop_column(count)
    for name, table, columns in DROPPED:
        op.create_index(name, table, columns)
    for name, table, _columns, _condition in MADE:
        op.drop_index(name, table)

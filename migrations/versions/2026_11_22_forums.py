"""Forums

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

from community.core.clock import UtcDateTime

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "boards",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("slug", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=60), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("icon", sa.String(length=30), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("topic_count", sa.Integer(), nullable=False),
        sa.Column("last_topic_id", sa.BigInteger(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("archived_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint("topic_count >= 0", name=op.f("ck_boards_topic_count")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_boards")),
        sa.UniqueConstraint("slug", name=op.f("uq_boards_slug")),
    )
    op.create_table(
        "forum_drafts",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("profile_id", sa.BigInteger(), nullable=False),
        sa.Column("place", sa.String(length=24), nullable=False),
        sa.Column("board", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=140), nullable=False),
        sa.Column("body", sa.String(length=8000), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("changed_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["profiles.id"],
            name=op.f("fk_forum_drafts_profile_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forum_drafts")),
        sa.UniqueConstraint("profile_id", "place", name=op.f("uq_forum_drafts_profile_id_place")),
    )
    op.create_table(
        "topics",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("board_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=140), nullable=False),
        sa.Column("about_kind", sa.String(length=20), nullable=False),
        sa.Column("about_id", sa.BigInteger(), nullable=True),
        sa.Column("post_count", sa.Integer(), nullable=False),
        sa.Column("last_post_id", sa.BigInteger(), nullable=False),
        sa.Column("last_post_at", UtcDateTime(), nullable=False),
        sa.Column("answer_number", sa.Integer(), nullable=True),
        sa.Column("pinned_at", UtcDateTime(), nullable=True),
        sa.Column("locked_at", UtcDateTime(), nullable=True),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("audience", sa.String(length=10), nullable=False),
        sa.Column("people_set_id", sa.BigInteger(), nullable=True),
        sa.Column("hidden_at", UtcDateTime(), nullable=True),
        sa.CheckConstraint(
            "audience IN ('public', 'followers', 'friends', 'people', 'me')",
            name=op.f("ck_topics_audience"),
        ),
        sa.CheckConstraint(
            "answer_number BETWEEN 2 AND post_count", name=op.f("ck_topics_answer_number")
        ),
        sa.CheckConstraint("post_count >= 0", name=op.f("ck_topics_post_count")),
        sa.ForeignKeyConstraint(
            ["board_id"], ["boards.id"], name=op.f("fk_topics_board_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["profiles.id"], name=op.f("fk_topics_owner_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["people_set_id"],
            ["people_sets.id"],
            name=op.f("fk_topics_people_set_id"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topics")),
    )
    with op.batch_alter_table("topics", schema=None) as batch_op:
        batch_op.create_index(
            "ix_topics_about", ["about_kind", "about_id", "last_post_id"], unique=False
        )
        batch_op.create_index("ix_topics_board_latest", ["board_id", "last_post_id"], unique=False)
        batch_op.create_index("ix_topics_latest", ["last_post_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_topics_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_topics_people_set_id"), ["people_set_id"], unique=False
        )

    op.create_table(
        "posts",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("topic_id", sa.BigInteger(), nullable=False),
        sa.Column("owner_id", sa.BigInteger(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=8000), nullable=False),
        sa.Column("html", sa.String(length=49152), nullable=False),
        sa.Column("quoted_id", sa.BigInteger(), nullable=True),
        sa.Column("quote", sa.String(length=400), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.Column("edited_at", UtcDateTime(), nullable=True),
        sa.Column("removed_at", UtcDateTime(), nullable=True),
        sa.Column("hidden_at", UtcDateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["owner_id"], ["profiles.id"], name=op.f("fk_posts_owner_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["quoted_id"], ["posts.id"], name=op.f("fk_posts_quoted_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("fk_posts_topic_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint("topic_id", "number", name=op.f("uq_posts_topic_id_number")),
    )
    with op.batch_alter_table("posts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_posts_owner_id"), ["owner_id"], unique=False)
        batch_op.create_index("ix_posts_quoted_id", ["quoted_id"], unique=False)

    op.create_table(
        "topic_readers",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("topic_id", sa.BigInteger(), nullable=False),
        sa.Column("profile_id", sa.BigInteger(), nullable=False),
        sa.Column("read_number", sa.Integer(), nullable=False),
        sa.Column("is_subscribed", sa.Boolean(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["profiles.id"],
            name=op.f("fk_topic_readers_profile_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["topic_id"], ["topics.id"], name=op.f("fk_topic_readers_topic_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_topic_readers")),
        sa.UniqueConstraint(
            "topic_id", "profile_id", name=op.f("uq_topic_readers_topic_id_profile_id")
        ),
    )
    with op.batch_alter_table("topic_readers", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_topic_readers_profile_id"), ["profile_id"], unique=False
        )
        batch_op.create_index(
            "ix_topic_readers_subscribed",
            ["topic_id", "profile_id"],
            unique=False,
            postgresql_where=sa.text("is_subscribed"),
            sqlite_where=sa.text("is_subscribed"),
        )

    op.create_table(
        "post_edits",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("body", sa.String(length=8000), nullable=False),
        sa.Column("html", sa.String(length=49152), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_post_edits_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_edits")),
    )
    with op.batch_alter_table("post_edits", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_post_edits_post_id"), ["post_id"], unique=False)

    op.create_table(
        "post_mentions",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("profile_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_post_mentions_post_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["profile_id"],
            ["profiles.id"],
            name=op.f("fk_post_mentions_profile_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_mentions")),
        sa.UniqueConstraint(
            "post_id", "profile_id", name=op.f("uq_post_mentions_post_id_profile_id")
        ),
    )
    with op.batch_alter_table("post_mentions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_post_mentions_profile_id"), ["profile_id"], unique=False
        )

    op.create_table(
        "post_pictures",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("picture_id", sa.BigInteger(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["picture_id"],
            ["pictures.id"],
            name=op.f("fk_post_pictures_picture_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["post_id"], ["posts.id"], name=op.f("fk_post_pictures_post_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_post_pictures")),
        sa.UniqueConstraint(
            "post_id", "picture_id", name=op.f("uq_post_pictures_post_id_picture_id")
        ),
    )
    with op.batch_alter_table("post_pictures", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_post_pictures_picture_id"), ["picture_id"], unique=False
        )


def downgrade() -> None:
    for table in (
        "post_pictures",
        "post_mentions",
        "post_edits",
        "topic_readers",
        "posts",
        "topics",
        "forum_drafts",
        "boards",
    ):
        op.drop_table(table)

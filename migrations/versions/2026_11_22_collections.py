"""Collections

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

from community.core.clock import UtcDateTime

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def _id() -> sa.Column:
    return sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False)


def _number(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _words(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _count(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False)


def _moment(name: str, nullable: bool = True) -> sa.Column:
    return sa.Column(name, UtcDateTime(), nullable=nullable)


def _to(table: str, column: str, target: str, on_delete: str = "CASCADE") -> sa.Constraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=on_delete
    )


def upgrade() -> None:
    op.create_table(
        "collections",
        _id(),
        _words("title", 80),
        _words("body", 2000),
        _words("html", 32_768),
        _count("piece_count"),
        _count("follower_count"),
        _count("comment_count"),
        _number("source_id", nullable=True),
        _number("source_owner_id", nullable=True),
        _words("source_title", 80),
        _words("source_name", 60),
        _moment("archived_at"),
        _moment("created_at", nullable=False),
        _number("owner_id"),
        _words("audience", 10),
        _number("people_set_id", nullable=True),
        _moment("hidden_at"),
        sa.CheckConstraint(
            "audience IN ('public', 'followers', 'friends', 'people', 'me')",
            name=op.f("ck_collections_audience"),
        ),
        sa.CheckConstraint("piece_count >= 0", name=op.f("ck_collections_piece_count")),
        sa.CheckConstraint("follower_count >= 0", name=op.f("ck_collections_follower_count")),
        _to("collections", "owner_id", "profiles"),
        _to("collections", "people_set_id", "people_sets", "SET NULL"),
        _to("collections", "source_id", "collections", "SET NULL"),
        _to("collections", "source_owner_id", "profiles", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collections")),
    )
    for column in ("owner_id", "people_set_id", "source_id"):
        op.create_index(op.f(f"ix_collections_{column}"), "collections", [column])
    op.create_index("ix_collections_owner_newest", "collections", ["owner_id", "id"])
    _make_people("collaborators", _words("role", 10),
                 sa.CheckConstraint("role IN ('editor')", name=op.f("ck_collaborators_role")))  # fmt: skip
    _make_people("collection_follows")
    _make_tags()
    _make_pieces()


def _make_people(table: str, *more: sa.Column | sa.Constraint) -> None:
    """Who has to do with a collection."""
    op.create_table(
        table,
        _id(),
        _number("collection_id"),
        _number("profile_id"),
        _moment("created_at", nullable=False),
        *more,
        _to(table, "collection_id", "collections"),
        _to(table, "profile_id", "profiles"),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")),
        sa.UniqueConstraint(
            "collection_id", "profile_id", name=op.f(f"uq_{table}_collection_id_profile_id")
        ),
    )
    op.create_index(op.f(f"ix_{table}_profile_id"), table, ["profile_id"])


def _make_tags() -> None:
    op.create_table(
        "collection_tags",
        _id(),
        _number("collection_id"),
        _words("tag", 30),
        _to("collection_tags", "collection_id", "collections"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_collection_tags")),
        sa.UniqueConstraint(
            "collection_id", "tag", name=op.f("uq_collection_tags_collection_id_tag")
        ),
    )
    op.create_index("ix_collection_tags_tag", "collection_tags", ["tag", "collection_id"])


def _make_pieces() -> None:
    op.create_table(
        "pieces",
        _id(),
        _number("collection_id"),
        _words("sort", 8),
        _number("product_id", nullable=True),
        _number("offer_id", nullable=True),
        _number("added_by_id", nullable=True),
        _words("title", 300),
        _words("why", 1000),
        _number("amount", nullable=True),
        _words("currency", 3),
        _number("picture_id", nullable=True),
        _count("position"),
        _moment("created_at", nullable=False),
        _moment("removed_at"),
        sa.CheckConstraint("sort IN ('product', 'picture', 'note')", name=op.f("ck_pieces_sort")),
        sa.CheckConstraint("amount IS NULL OR amount >= 0", name=op.f("ck_pieces_amount")),
        _to("pieces", "collection_id", "collections"),
        _to("pieces", "product_id", "products", "SET NULL"),
        _to("pieces", "offer_id", "offers", "SET NULL"),
        _to("pieces", "added_by_id", "profiles", "SET NULL"),
        _to("pieces", "picture_id", "pictures", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pieces")),
        sa.UniqueConstraint(
            "collection_id", "product_id", name=op.f("uq_pieces_collection_id_product_id")
        ),
    )
    op.create_index(
        "ix_pieces_collection_order", "pieces", ["collection_id", "removed_at", "position"]
    )
    op.create_index("ix_pieces_product_collections", "pieces", ["product_id", "collection_id"])
    op.create_index("ix_pieces_added_by", "pieces", ["added_by_id", "id"])


def downgrade() -> None:
    for table in (
        "pieces",
        "collection_tags",
        "collection_follows",
        "collaborators",
        "collections",
    ):
        op.drop_table(table)

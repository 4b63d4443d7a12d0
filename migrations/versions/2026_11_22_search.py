"""Search

Revision ID: 0009
Revises: 0008
"""

import logging

import sqlalchemy as sa
from alembic import op
from sqlalchemy.exc import DBAPIError

from community.core.clock import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

log = logging.getLogger("alembic.runtime.migration")

# SQLite: an index beside the table, which triggers keep as the table is, whoever writes there.
# Words are folded and separated by spaces before they come here, so the simplest reader will do.
SQLITE = """
CREATE VIRTUAL TABLE fulltext_search_rows USING fts5(
    words, content='search_rows', content_rowid='id', tokenize='ascii', detail='none', prefix='2 3'
);;
CREATE VIRTUAL TABLE fulltext_search_rows_terms USING fts5vocab(fulltext_search_rows, 'row');;
CREATE TRIGGER fulltext_search_rows_insert AFTER INSERT ON search_rows BEGIN
    INSERT INTO fulltext_search_rows (rowid, words) VALUES (new.id, new.words);
END;;
CREATE TRIGGER fulltext_search_rows_delete AFTER DELETE ON search_rows BEGIN
    INSERT INTO fulltext_search_rows (fulltext_search_rows, rowid, words)
        VALUES ('delete', old.id, old.words);
END;;
CREATE TRIGGER fulltext_search_rows_update AFTER UPDATE OF words ON search_rows BEGIN
    INSERT INTO fulltext_search_rows (fulltext_search_rows, rowid, words)
        VALUES ('delete', old.id, old.words);
    INSERT INTO fulltext_search_rows (rowid, words) VALUES (new.id, new.words);
END
"""
POSTGRES = (
    "CREATE INDEX fulltext_search_rows ON search_rows"
    " USING gin (array_to_tsvector(string_to_array(words, ' ')))"
)
TRIGRAMS = (
    "CREATE EXTENSION IF NOT EXISTS pg_trgm",
    "CREATE INDEX fulltext_search_rows_near ON search_rows USING gin (title gin_trgm_ops)",
)


def upgrade() -> None:
    op.create_table(
        "search_rows",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("thing_id", sa.BigInteger(), nullable=False),
        sa.Column("title", sa.String(length=300), nullable=False),
        sa.Column("words", sa.String(length=8000), nullable=False),
        sa.Column("created_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_rows")),
        sa.UniqueConstraint("kind", "thing_id", name=op.f("uq_search_rows_kind_thing_id")),
    )
    if op.get_bind().dialect.name == "sqlite":
        for statement in SQLITE.split(";;"):
            op.execute(statement)
        return
    op.execute(POSTGRES)
    _find_what_is_nearly_right()


def _find_what_is_nearly_right() -> None:
    """A database's owner may make this extension; where somebody else owns it, search does without
    until it is there and `flask search-rebuild` has been run."""
    bind = op.get_bind()
    try:
        with bind.begin_nested():
            for statement in TRIGRAMS:
                bind.exec_driver_sql(statement)
    except DBAPIError as error:
        log.warning(
            "pg_trgm could not be created (%s): search will find no misspelt words.",
            type(error.orig).__name__,
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        for table in ("fulltext_search_rows_terms", "fulltext_search_rows"):
            op.execute(f"DROP TABLE {table}")
    op.drop_table("search_rows")

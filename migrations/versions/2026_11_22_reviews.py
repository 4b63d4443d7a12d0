"""Reviews

Revision ID: 0019
Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

from community.core.clock import UtcDateTime

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

AUDIENCES = "audience IN ('public', 'followers', 'friends', 'people', 'me')"
COUNTED = (
    "count", "total", "fives", "fours", "threes", "twos", "ones",
    "fit_small", "fit_true", "fit_large",
)  # fmt: skip


def _number(name: str, nullable: bool = False) -> sa.Column:
    return sa.Column(name, sa.BigInteger(), nullable=nullable)


def _words(name: str, length: int) -> sa.Column:
    return sa.Column(name, sa.String(length=length), nullable=False)


def _count(name: str) -> sa.Column:
    return sa.Column(name, sa.Integer(), nullable=False)


def _moment(name: str, nullable: bool = True) -> sa.Column:
    return sa.Column(name, UtcDateTime(), nullable=nullable)


def _check(table: str, name: str, condition: str) -> sa.Constraint:
    return sa.CheckConstraint(condition, name=op.f(f"ck_{table}_{name}"))


def _once(table: str, *columns: str) -> sa.Constraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))


def _to(table: str, column: str, target: str, on_delete: str = "CASCADE") -> sa.Constraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"), ondelete=on_delete
    )


def _owned(table: str) -> list[sa.Column | sa.Constraint]:
    return [
        _number("owner_id"),
        _words("audience", 10),
        _number("people_set_id", nullable=True),
        _moment("hidden_at"),
        _check(table, "audience", AUDIENCES),
        _to(table, "owner_id", "profiles"),
        _to(table, "people_set_id", "people_sets", "SET NULL"),
    ]


def _make(table: str, *parts: sa.Column | sa.Constraint, indexed: tuple[str, ...] = ()) -> None:
    key = sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False)
    op.create_table(table, key, *parts, sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{table}")))
    for column in indexed:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def upgrade() -> None:
    _ratings()
    _reviews()
    _around_reviews()
    _questions()
    _make(
        "helpful_votes", _words("kind", 20), _number("thing_id"), _number("profile_id"),
        _moment("created_at", nullable=False), _to("helpful_votes", "profile_id", "profiles"),
        _once("helpful_votes", "profile_id", "kind", "thing_id"),
    )  # fmt: skip
    op.create_index("ix_helpful_votes_thing", "helpful_votes", ["kind", "thing_id"])


def _ratings() -> None:
    table = "ratings"
    _make(
        table, _number("product_id"), *map(_count, COUNTED),
        _to(table, "product_id", "products"), _once(table, "product_id"),
        _check(table, "total", "total BETWEEN count AND 10 * count"),
        _check(table, "bars", "fives + fours + threes + twos + ones = count"),
    )  # fmt: skip


def _reviews() -> None:
    table = "reviews"
    _make(
        table, *_owned(table), _number("product_id"), _count("stars"), _words("title", 120),
        _words("body", 4000), _words("html", 32_768), _words("pros", 600), _words("cons", 600),
        _words("fit", 5), _words("size", 20), _words("incentive", 5), _moment("proved_at"),
        _count("helpful_count"), _count("picture_count"), _moment("ask_at"),
        _moment("created_at", nullable=False), _moment("edited_at"), _moment("removed_at"),
        _to(table, "product_id", "products"),
        _check(table, "stars", "stars BETWEEN 1 AND 10"),
        _check(table, "fit", "fit IN ('', 'small', 'true', 'large')"),
        _check(table, "incentive", "incentive IN ('', 'said', 'given')"),
        _check(table, "helpful_count", "helpful_count >= 0"),
        _once(table, "owner_id", "product_id"),
        indexed=("owner_id", "people_set_id", "ask_at", "removed_at"),
    )  # fmt: skip
    op.create_index("ix_reviews_product_helpful", table, ["product_id", "helpful_count", "id"])


def _around_reviews() -> None:
    table = "review_pictures"
    _make(
        table, _number("review_id"), _number("picture_id"), _count("position"),
        _to(table, "review_id", "reviews"), _to(table, "picture_id", "pictures"),
        _once(table, "review_id", "picture_id"), indexed=("picture_id",),
    )  # fmt: skip
    table = "review_followups"
    _make(
        table, _number("review_id"), _count("months"), _words("happy", 4), _words("body", 1000),
        _moment("created_at", nullable=False), _moment("answered_at"),
        _to(table, "review_id", "reviews"), _once(table, "review_id", "months"),
        _check(table, "months", "months IN (1, 6)"),
        _check(table, "happy", "happy IN ('', 'yes', 'so', 'no')"),
    )  # fmt: skip
    table = "review_replies"
    _make(
        table, _number("review_id"), _number("retailer_id"), _number("by_id", nullable=True),
        _words("body", 2000), _moment("created_at", nullable=False), _moment("edited_at"),
        _moment("hidden_at"), _to(table, "review_id", "reviews"),
        _to(table, "retailer_id", "retailers"), _to(table, "by_id", "profiles", "SET NULL"),
        _once(table, "review_id", "retailer_id"), indexed=("retailer_id", "by_id"),
    )  # fmt: skip


def _questions() -> None:
    table = "questions"
    _make(
        table, *_owned(table), _number("product_id"), _words("body", 500), _count("answer_count"),
        _moment("created_at", nullable=False), _moment("removed_at"),
        _to(table, "product_id", "products"),
        _check(table, "answer_count", "answer_count >= 0"),
        indexed=("owner_id", "people_set_id"),
    )  # fmt: skip
    op.create_index("ix_questions_product", table, ["product_id", "id"])
    table = "question_answers"
    _make(
        table, _number("question_id"), _number("owner_id"), _number("retailer_id", nullable=True),
        sa.Column("is_shops", sa.Boolean(), nullable=False), _words("body", 2000),
        _count("helpful_count"), _moment("created_at", nullable=False), _moment("thanked_at"),
        _moment("removed_at"), _moment("hidden_at"), _to(table, "question_id", "questions"),
        _to(table, "owner_id", "profiles"), _to(table, "retailer_id", "retailers", "SET NULL"),
        _check(table, "helpful_count", "helpful_count >= 0"),
        indexed=("owner_id", "retailer_id"),
    )  # fmt: skip
    columns = ["question_id", "helpful_count", "id"]
    op.create_index("ix_question_answers_helpful", table, columns)


def downgrade() -> None:
    for table in (
        "question_answers", "questions", "helpful_votes", "review_replies", "review_followups",
        "review_pictures", "reviews", "ratings",
    ):  # fmt: skip
        op.drop_table(table)

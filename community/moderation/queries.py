"""Selects of the moderators' pages."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Select, func, literal, or_, select, union_all
from sqlalchemy.orm import aliased, contains_eager, joinedload, selectinload

from community.accounts.models import Profile
from community.catalog.models import Likeness, LinkDomain, Merge, Product
from community.catalog.models.merge import stands
from community.core.pagination import SIZE, Page, below, by_id, page_of, start_of
from community.extensions import db
from community.moderation.models import Appeal, Case, Decision, Report

STATES = ("open", "settled")


def cases(state: str, kind: str, reason: str, after: str | None) -> Page[Case]:
    """The queue, newest first; `kind` and `reason` may be empty."""
    query = select(Case).options(joinedload(Case.subject))
    query = query.where(Case.state == "open" if state == "open" else Case.state != "open")
    if kind:
        query = query.where(Case.kind == kind)
    if reason:
        query = query.where(Case.id.in_(select(Report.case_id).where(Report.reason == reason)))
    return by_id(query, Case.id, after)


def first_reports(case_ids: list[int]) -> dict[int, Report]:
    """One report of each case, whose copy stands for it in the queue."""
    first = select(func.min(Report.id)).where(Report.case_id.in_(case_ids)).group_by(Report.case_id)
    rows = db.session.scalars(select(Report).where(Report.id.in_(first)))
    return {report.case_id: report for report in rows}


def reports_of(case_id: int) -> list[Report]:
    query = select(Report).where(Report.case_id == case_id).options(joinedload(Report.reporter))
    return list(db.session.scalars(query.order_by(Report.id).limit(50)))


def history_of(subject_id: int | None) -> list[Decision]:
    """What was decided about a member before; the last ten."""
    if subject_id is None:
        return []
    query = select(Decision).where(Decision.subject_id == subject_id)
    return list(db.session.scalars(query.order_by(Decision.id.desc()).limit(10)))


def decisions_of(case_id: int) -> list[Decision]:
    query = select(Decision).where(Decision.case_id == case_id)
    query = query.options(joinedload(Decision.moderator)).order_by(Decision.id)
    return list(db.session.scalars(query))


def log(after: str | None) -> Page[Any]:
    """For everybody: neither names nor words, only what kind of thing and what was done."""
    decided = _logged(Decision, Decision.act, Decision.kind)
    merged = _logged(Merge, literal("merge").label("act"), literal(Product.kind).label("kind"))
    rows = union_all(select(decided), select(merged)).subquery()
    newest = select(rows).order_by(rows.c.id.desc()).limit(SIZE + 1)
    return page_of(list(db.session.execute(newest, start_of(after))))


def _logged(model: Any, act: Any, kind: Any) -> Any:
    query = select(model.id, act, kind, model.undone_at, model.created_at)
    return below(query, model.id).subquery()


def likenesses(after: str | None) -> Page[Likeness]:
    """Pairs that wait to be looked at; what is merged or hidden meanwhile is no pair."""
    one, other = aliased(Product), aliased(Product)
    query = select(Likeness).join(one, Likeness.one).join(other, Likeness.other)
    query = query.where(Likeness.state == "open", *stands(one), *stands(other))
    pairs = query.options(
        contains_eager(Likeness.one.of_type(one)).selectinload(one.offers),
        contains_eager(Likeness.other.of_type(other)).selectinload(other.offers),
    )
    return by_id(pairs, Likeness.id, after)


def likened_to(product: Product) -> list[Product]:
    """What somebody took for the same."""
    pairs = select(Likeness).where(
        or_(Likeness.one_id == product.id, Likeness.other_id == product.id),
        Likeness.state == "open",
    )
    found = db.session.scalars(pairs.limit(SIZE)).all()
    ids = {pair.one_id for pair in found} | {pair.other_id for pair in found}
    others = select(Product).where(Product.id.in_(ids), Product.id != product.id, *stands(Product))
    return list(db.session.scalars(others.options(selectinload(Product.offers))))


def product(product_id: int) -> Product:
    return db.session.get_one(Product, product_id)


def merges(after: str | None) -> Page[Merge]:
    together = [joinedload(Merge.loser), joinedload(Merge.survivor), joinedload(Merge.by)]
    return by_id(select(Merge).options(*together), Merge.id, after)


def open_appeals(after: str | None) -> Page[Appeal]:
    query = select(Appeal).where(Appeal.state == "open")
    together = joinedload(Appeal.decision).joinedload(Decision.subject)
    together = together.joinedload(Profile.account)
    return by_id(query.options(together), Appeal.id, after)


def appeal_on(decision_id: int) -> Appeal | None:
    return db.session.scalar(select(Appeal).where(Appeal.decision_id == decision_id))


def count_open() -> int:
    return db.session.scalar(_count(Case).where(Case.state == "open")) or 0


def count_appeals() -> int:
    return db.session.scalar(_count(Appeal).where(Appeal.state == "open")) or 0


def _count(model: type[Case] | type[Appeal]) -> Select[int]:
    return select(func.count()).select_from(model)


def domains(state: str, after: str | None) -> Page[LinkDomain]:
    query = select(LinkDomain)
    if state:
        query = query.where(LinkDomain.state == state)
    return by_id(query, LinkDomain.id, after)

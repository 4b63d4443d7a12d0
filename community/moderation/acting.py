"""What a decision does, and how it is taken back. All inside one `writing()`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import update

from community.accounts.models import Account, AccountSession, Profile
from community.core import audit, clock
from community.core.db import change
from community.core.events import publish
from community.core.kinds import kind_named
from community.extensions import db
from community.moderation.copying import can_hide
from community.moderation.events import CaseSettled, DecidedAbout, Hidden, TakenBack
from community.moderation.models import Act, Case, Decision


def decide(
    case: Case, by: Profile, act: Act, words: str, until: datetime | None = None
) -> Decision | None:
    """Settle the case and do it; None when another moderator was faster, and nothing is done."""
    if not case.settle("kept" if act == Act.KEEP else "acted"):
        return None
    decision = Decision(case_id=case.id, subject_id=case.subject_id, moderator_id=by.id)
    decision.act, decision.kind, decision.thing_id = act.value, case.kind, case.thing_id
    decision.words, decision.until = words, until
    db.session.add(decision)
    db.session.flush()
    _do(decision)
    audit.record(by.id, f"case.{act.value}", case.kind, case.thing_id)
    publish(CaseSettled(case.id, decision.id))
    if act != Act.KEEP and case.subject_id:
        publish(DecidedAbout(decision.id, case.subject_id))
    return decision


def decide_about(
    member: Profile, by: Profile, act: Act, words: str, until: datetime | None = None
) -> Decision | None:
    """Without a report; None when they are shut out already, and nothing is done."""
    if act in (Act.SUSPEND, Act.BAN) and not _is_free(member, act):
        return None
    decision = Decision(subject_id=member.id, moderator_id=by.id, act=act.value, words=words)
    decision.kind, decision.thing_id, decision.until = "profile", member.id, until
    db.session.add(decision)
    db.session.flush()
    _do(decision)
    audit.record(by.id, f"member.{act.value}", "profile", member.id)
    publish(DecidedAbout(decision.id, member.id))
    return decision


def _is_free(member: Profile, act: Act) -> bool:
    """Asked under the account's lock: of two who decide at once the second finds it done."""
    held = db.select(Account).where(Account.id == member.account_id).with_for_update()
    account = db.session.scalars(held.execution_options(populate_existing=True)).one()
    return not account.is_judged if act == Act.SUSPEND else account.banned_at is None


def let_in_again(member: Profile, by: Profile) -> None:
    """Whatever keeps them out is taken back; they are told of the latest."""
    let_in(member.id)
    keeping = Decision.act.in_((Act.SUSPEND.value, Act.BAN.value)), Decision.undone_at.is_(None)
    query = db.select(Decision).where(Decision.subject_id == member.id, *keeping)
    standing = db.session.scalars(query.order_by(Decision.id)).all()
    undone = [decision for decision in standing if decision.undo()]
    if undone:
        publish(TakenBack(undone[-1].id, member.id))


def take_back(decision: Decision, by: Profile, *, say: bool = True) -> bool:
    """Undo what it did, once; False when it was undone. `say` it to the member, unless something
    else does."""
    if not decision.undo():
        return False
    if say and decision.subject_id and decision.act != Act.KEEP:
        publish(TakenBack(decision.id, decision.subject_id))
    if decision.act == Act.HIDE:
        show(decision.kind, decision.thing_id)
    elif decision.act in (Act.SUSPEND, Act.BAN) and decision.subject_id:
        let_in(decision.subject_id)
    audit.record(by.id, f"undo.{decision.act}", decision.kind, decision.thing_id)
    return True


def _do(decision: Decision) -> None:
    if decision.act == Act.HIDE:
        hide(decision.kind, decision.thing_id)
    elif decision.act == Act.SUSPEND and decision.subject_id:
        shut_out(decision.subject_id, suspended_until=decision.until)
    elif decision.act == Act.BAN and decision.subject_id:
        shut_out(decision.subject_id, banned_at=clock.now())


def hide(kind: str, thing_id: int) -> None:
    """Out of everybody's sight but its owner's."""
    _set_hidden(kind, thing_id, clock.now())


def show(kind: str, thing_id: int) -> None:
    _set_hidden(kind, thing_id, None)


def _set_hidden(kind: str, thing_id: int, moment: datetime | None) -> None:
    if can_hide(kind):
        model: Any = kind_named(kind).model
        change(update(model).where(model.id == thing_id).values(hidden_at=moment))
        kind_named(kind).recount(model.id == thing_id)
        publish(Hidden(kind, thing_id))


def shut_out(profile_id: int, **moments: datetime | None) -> None:
    """Their browsers are signed out and their sockets cut, wherever they are."""
    account_id = _account_of(profile_id)
    if account_id is not None:
        change(update(Account).where(Account.id == account_id).values(**moments))
        AccountSession.end_all(account_id)


def let_in(profile_id: int) -> None:
    account_id = _account_of(profile_id)
    free = update(Account).where(Account.id == account_id)
    change(free.values(banned_at=None, suspended_until=None))


def _account_of(profile_id: int) -> int | None:
    return db.session.scalar(db.select(Profile.account_id).where(Profile.id == profile_id))

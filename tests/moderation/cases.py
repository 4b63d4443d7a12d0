"""Cases as moderators find them."""

from __future__ import annotations

from typing import Any

from flask import current_app

from community.accounts.models import Profile
from community.core import outbox
from community.core.db import writing
from community.core.kinds import kind_of
from community.extensions import db
from community.moderation import acting
from community.moderation.copying import copy_of, owner_of
from community.moderation.models import Act, Appeal, Case, Decision, Report


def reported(thing: Any, by: Profile, reason: str = "unkind", note: str = "") -> Case:
    with writing():
        copy = copy_of(thing)
        case = Case.open_for(kind_of(thing).name, thing.id, owner_of(thing))
        said = {"reason": reason, "note": note}
        Report.make(case, by, copy_title=copy.title, copy_text=copy.text, **said)
    return case


def decided_about(thing: Any, by: Profile, act: Act = Act.BAN, words: str = "No.") -> Decision:
    """By somebody who reported it as well, which is nothing to these tests."""
    case = reported(thing, by)
    with writing():
        return acting.decide(db.session.get(Case, case.id), by, act, words)


def appeal_on(decision: Decision, words: str = "It was a joke.") -> Appeal:
    with writing():
        appeal = Appeal(decision_id=decision.id, words=words)
        db.session.add(appeal)
    return appeal


def deliver() -> None:
    """As the worker does it."""
    with current_app.test_request_context():
        outbox.deliver_all()

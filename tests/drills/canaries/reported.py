"""What is reported, decided and appealed against, and who may read the words that are said then."""

from __future__ import annotations

from community.accounts.models import Profile
from community.catalog.models import LinkDomain
from community.core.db import writing
from community.core.outbox import Delivery
from community.extensions import db
from community.moderation.acting import decide
from community.moderation.models import Act, Appeal, Case, Report
from tests.drills.canaries.planting import Stage
from tests.world import list_by

MODERATORS = ("mo", "ada")
CONCERNED = ("ana", *MODERATORS)


def plant_reports(stage: Stage) -> None:
    """Two cases: one that is open, one that was settled with a warning and an appeal."""
    hatch, world = stage.aviary.hatch, stage.world
    open_one, settled = (_case(stage, title) for title in ("Shed", "Attic"))
    with writing():
        mo = db.session.get_one(Profile, world.mo.id)
        decision = decide(settled, mo, Act.WARN, hatch("decisions.words", "me", CONCERNED))
        assert decision is not None
        appeal = Appeal(decision_id=decision.id, words=hatch("appeals.words", "me", CONCERNED))
        db.session.add(appeal)
        db.session.flush()
    for name, row in (("decision", decision), ("appeal", appeal), ("case", open_one)):
        stage.put(name, row)
    stage.put("case", settled)
    with writing():
        domain = f"{stage.aviary.word('link_domains.domain', 'me', MODERATORS)}.example"
        LinkDomain.decide(domain, "pending", hatch("link_domains.note", "me", MODERATORS))
    stage.things["delivery"] = [db.session.query(Delivery.id).limit(1).scalar() or 1]


def _case(stage: Stage, title: str) -> Case:
    """The copy reads otherwise than the thing, so that it is known where words came from."""
    hatch, world = stage.aviary.hatch, stage.world
    wishlist = list_by(world.ana, title, audience="public")
    with writing():
        case = Case.open_for("list", wishlist.id, world.ana.id)
        report = Report.make(
            case,
            world.cleo,
            reason="other",
            note=hatch("reports.note", "me", ("cleo", *MODERATORS)),
            copy_title=hatch("reports.copy_title", "me", ("cleo", *CONCERNED)),
            copy_text=hatch("reports.copy_text", "me", ("cleo", *CONCERNED)),
        )
    stage.put("report", report)
    return case

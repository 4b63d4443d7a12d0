"""What is reported, decided and appealed against, and who may read the words that are said then."""

from __future__ import annotations

from community.accounts.models import Profile
from community.catalog.models import Likeness, LinkDomain, Merge, Product, Selector
from community.core import clock
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
    _plant_twins(stage)
    with writing():
        selector = Selector(domain="pots.example", field="price", path="b.sum")
        db.session.add(selector)
    stage.put("selector", selector)
    stage.things["delivery"] = [db.session.query(Delivery.id).limit(1).scalar() or 1]


def _plant_twins(stage: Stage) -> None:
    """Products of no shop, one pair that waits and one that was made one."""
    with writing():
        twins = [Product(title="A twin", listed_at=clock.now()) for _number in range(4)]
        db.session.add_all(twins)
        db.session.flush()
        Likeness.suggest(twins[0].id, twins[1].id, "title")
        mo = db.session.get_one(Profile, stage.world.mo.id)
        merge = Merge.make(twins[2].id, twins[3].id, mo)
        assert merge is not None
        likeness = db.session.scalars(db.select(Likeness)).one()
    stage.put("merge", merge)
    stage.put("likeness", likeness)


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

"""Plants what moderators see: who minds the house, what was reported, and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from community.accounts.models import Role
from community.catalog.models import LinkDomain
from community.core.audit import AuditEntry
from community.demo.cast import PEOPLE
from community.demo.news import News
from community.demo.story import Story
from community.moderation.models import Act, Case, Decision, Reason, Report

MODERATOR, ADMIN = "priya", "ingrid"
ROLES = {MODERATOR: Role.MODERATOR, ADMIN: Role.ADMIN}

BIOS = {person.handle: person.bio for person in PEOPLE}


@dataclass(frozen=True)
class DemoReport:
    """`about` is a product's key where nobody is meant, else the handle of a member."""

    reporter: str
    kind: str
    about: str
    title: str
    text: str
    reason: Reason
    note: str
    days: float
    act: Act | None = None
    words: str = ""


REPORTS = (
    DemoReport(
        "jonas", "profile", "tomas", "Tomás Teixeira", BIOS["tomas"], Reason.OTHER,
        "He asked me to vote for his own shop’s kettle three times this week.", 0.3,
    ),
    DemoReport(
        "ada", "profile", "jonas", "Jonas Nyberg", BIOS["jonas"], Reason.SPAM,
        "Is “too many mugs” an advert? I am new here and want to be sure.", 6, Act.KEEP,
    ),
    DemoReport(
        "jonas", "profile", "ada", "Ada Osei", BIOS["ada"], Reason.PRIVATE,
        "She wrote our street into a comment. By mistake, I think.", 11, Act.WARN,
        "You named the street a friend lives in. Please take it out, and ask before you "
        "write where somebody lives.",
    ),
)  # fmt: skip

DOMAINS = (
    ("approved", "etsy.com", "Many small makers."),
    ("pending", "mega-lamp-outlet.example", "Lamps at a tenth of the price. Really?"),
    ("blocked", "free-phones-today.example", "Asks for a card number before it shows anything."),
)


def role_of(handle: str, *, development: bool) -> str:
    """The demo's admin has a password everybody knows, so there is one in development only."""
    role = ROLES.get(handle, Role.MEMBER)
    return Role.MEMBER.value if role == Role.ADMIN and not development else role.value


def plant_minding(story: Story, news: News) -> None:
    for report in REPORTS:
        _plant_report(story, news, report)
    for state, domain, note in DOMAINS:
        story.add(LinkDomain, story.before(days=9), domain=domain, state=state, note=note)


def _plant_report(story: Story, news: News, report: DemoReport) -> None:
    at = story.before(days=report.days)
    settled_at = at + timedelta(hours=5) if report.act else None
    state = "open" if report.act is None else "kept" if report.act == Act.KEEP else "acted"
    thing = story.id_of(report.kind, report.about)
    about = {"kind": report.kind, "thing_id": thing}
    case = story.add(Case, at, **about, subject_id=thing, report_count=1, state=state,
                     settled_at=settled_at)  # fmt: skip
    reporter = story.id_of("profile", report.reporter)
    told = story.add(
        Report, at, **about, case_id=case, reporter_id=reporter, reason=report.reason.value,
        note=report.note, copy_title=report.title, copy_text=report.text,
    )  # fmt: skip
    if report.act and settled_at:
        by = story.id_of("profile", MODERATOR)
        decision = story.add(Decision, settled_at, **about, case_id=case, subject_id=thing,
                             moderator_id=by, act=report.act.value, words=report.words)  # fmt: skip
        story.add(AuditEntry, settled_at, actor_id=by, act=f"case.{report.act.value}", **about)
        news.tell(reporter, "report_settled", "report", told, None, settled_at)
        if report.act != Act.KEEP:
            news.tell(thing, "judged", "decision", decision, None, settled_at)

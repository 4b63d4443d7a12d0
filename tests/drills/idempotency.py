"""Drill 7: one form 50 times at once, and again a day later: one row, one mail, one notice.

The control sends the same form without its key, and must make more than one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select

from community.core import clock
from community.core.db import writing
from community.core.idempotency.models import AnsweredKey, forget_old_keys
from community.core.ids import encode
from community.core.outbox import Delivery
from community.extensions import db
from community.friends.models import ShareLink
from community.notifications.models import Notification
from community.polls.models import Poll
from community.reactions.models import Comment
from community.wishlists.models import Wish, Wishlist
from tests.core.live.member import cookie_for
from tests.drills.copies.sender import Browser, all_alike, keyless
from tests.drills.frame import Report, own_folder, wait_until
from tests.services.database import new_database
from tests.services.mail import Postbox, open_postbox
from tests.services.site import Site
from tests.world import befriend, list_by, person, poll_by

SHORT = {"copies": 10, "controls": 3, "databases": ("sqlite", "postgres")}
LONG = {"copies": 50, "controls": 50, "databases": ("sqlite", "postgres"), "rounds": 5}

ANA, BEN = "ana@example.com", "ben@example.com"


@dataclass(frozen=True)
class Act:
    """A form on `page`, what is typed into it, and how many there are of what it makes."""

    name: str
    page: str
    path: str
    typed: dict[str, str]
    made: Callable[[], int]
    is_signed_in: bool = True


@dataclass
class Scene:
    site: Site
    postbox: Postbox
    ana: Browser
    acts: list[Act]


def run(
    report: Report,
    *,
    copies: int,
    controls: int,
    databases: Sequence[str],
    rounds: int = 1,
) -> None:
    for kind in databases:
        with ExitStack() as stack:
            scene = _scene(kind, stack)
            for _ in range(rounds):
                for act in scene.acts:
                    _try(report, scene, act, kind, copies)
            _clear(report)
            for act in scene.acts[:-1]:
                _control(report, scene, act, kind, controls)


def _scene(kind: str, stack: ExitStack) -> Scene:
    postbox = stack.enter_context(open_postbox())
    folder = own_folder(f"copies-{kind}")
    site = Site(folder / "site", new_database(kind, folder.name), MAIL_URL=postbox.url)
    app = site.app()
    stack.enter_context(app.app_context())
    ana, ben = person("ana"), person("ben")
    befriend(ana, ben)
    poll, wishlist, cookie = poll_by(ana), list_by(ana), cookie_for(app, ana)
    acts = _acts(poll, wishlist)
    db.session.remove()
    site.start()
    stack.callback(site.stop)
    stack.callback(db.session.remove)
    _all_delivered()
    return Scene(site, postbox, Browser(site.url, cookie), acts)


def _acts(poll: Poll, wishlist: Wishlist) -> list[Act]:
    at_poll = f"/polls/{encode(poll.id)}-which-pot"
    on_list = f"/lists/{encode(wishlist.id)}-kitchen"
    lists = _count(Wishlist.title == "Attic")
    saved = {"save": "1", "list": "new", "new_list": "Finds", "currency": "EUR", "title": "A lamp"}
    asked = {"texts-0": "red", "texts-1": "blue", "deadline": "1d", "question": "Which lamp?"}
    return [
        Act("clip", "/clip", "/clip", saved, _count(Wish.title == "A lamp")),
        Act("list", "/lists/new", "/lists/new", {"title": "Attic"}, lists),
        Act("poll", "/polls/new", "/polls/new", asked, _count(Poll.question == "Which lamp?")),
        Act("comment", at_poll, "/comments", {"body": "Red."}, _count(Comment.body == "Red.")),
        Act("wish", on_list, f"{on_list}/wishes", {"title": "Wok"}, _count(Wish.title == "Wok")),
        Act("invite", "/people", "/invite", {}, _count(ShareLink.kind == "invite")),
        Act("letter", "/forgot-password", "/forgot-password", {"email": ANA}, lambda: 0, False),
    ]


def _count(condition: object) -> Callable[[], int]:
    return lambda: int(db.session.scalar(select(func.count()).where(condition)) or 0)


def _try(report: Report, scene: Scene, act: Act, kind: str, copies: int) -> None:
    browser = scene.ana if act.is_signed_in else Browser(scene.site.url)
    before, mails, notices = act.made(), len(scene.postbox.mails), _notices()
    fields = {**browser.form(act.page, act.path), **act.typed}
    answers = browser.post_copies(act.path, fields, copies)
    report.injected += copies - 1
    report.count("answers", len(answers))
    where = f"{act.name} on {kind}"
    report.demand(all_alike(answers), f"{where}: answers {sorted(set(map(str, answers)))}")
    _age(timedelta(hours=24))
    report.demand(browser.post(act.path, fields) == answers[0], f"{where}: another a day later")
    other = browser.post(act.path, {**fields, "beside": "other words"})
    report.demand(other.status == 422, f"{where}: other words got {other.status}")
    expected = {"letter": (0, 1, 0), "poll": (1, 1, 1)}.get(act.name, (1, 0, 0))
    _all_delivered()
    db.session.rollback()
    arrived = (act.made() - before, len(scene.postbox.mails) - mails, _notices() - notices)
    report.demand(arrived == expected, f"{where}: rows, mails, notices {arrived}, not {expected}")
    report.count("rows", arrived[0])
    report.count("mails", arrived[1])


def _notices() -> int:
    count = int(db.session.scalar(select(func.count(Notification.id))) or 0)
    db.session.rollback()
    return count


def _all_delivered() -> None:
    def none_waits() -> bool:
        waiting = db.session.scalar(select(func.count()).where(Delivery.done_at.is_(None)))
        db.session.rollback()
        return not waiting

    wait_until(none_waits, 60)


def _age(by: timedelta) -> None:
    """The site's rows become older instead of the world."""
    with writing():
        for row in db.session.scalars(select(AnsweredKey)):
            row.created_at = row.created_at - by


def _clear(report: Report) -> None:
    """A day old they stay; after two they go."""
    forget_old_keys()
    kept = _keys()
    _age(timedelta(hours=24))
    forget_old_keys()
    report.demand(kept, "keys were forgotten before two days had passed")
    report.demand(not _keys(), "keys are kept longer than two days")


def _keys() -> int:
    db.session.rollback()
    old = AnsweredKey.created_at < clock.now() - timedelta(hours=12)
    return int(db.session.scalar(select(func.count()).where(old)) or 0)


def _control(report: Report, scene: Scene, act: Act, kind: str, copies: int) -> None:
    before = act.made()
    fields = keyless({**scene.ana.form(act.page, act.path), **act.typed})
    scene.ana.post_copies(act.path, fields, copies)
    db.session.rollback()
    extra = act.made() - before
    report.count("control_rows", extra)
    report.demand(extra > 1, f"the control made {extra} of {act.name} on {kind}: it proves nothing")

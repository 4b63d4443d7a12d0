"""Pages that are not the product: bot walls, log-ins, errors, empty shells."""

from __future__ import annotations

import re
from collections.abc import Callable

from community.clipping.document import Page, text_of

SHORT = 1_500  # characters: a product page says more than this, a wall rarely does
LONG = 6_000  # an error page with the shop's whole menu around it
_TITLES = (
    (
        "bot-check",
        (
            r"^just a moment|^attention required|are you (?:a )?(?:human|robot)|robot check|"
            r"^access (?:to this page has been )?denied|bot verification|security check|"
            r"^pardon our interruption|^ddos|captcha|verify you are human|^please wait|"
            r"^один момент|^einen moment|^un momento|^un instant|^checking your browser|"
            r"unusual traffic|^human verification|^request blocked|^403\b|^forbidden$|"
            r"^you are (?:now )?in line|waiting room|^429\b|too many requests"
        ),
    ),
    (
        "blocked",
        (
            r"^451\b|unavailable for legal reasons|"
            r"not available in your (?:country|region|location)"
        ),
    ),
    ("log-in", r"^(?:log ?in|sign ?in|anmelden|connexion|iniciar sesión|accedi|войти|login)\b"),
    (
        "not-found",
        (
            r"^(?:error )?404\b|page (?:was )?not found|^not found|page introuvable|"
            r"seite nicht gefunden|página no encontrada|pagina non trovata|страница не найдена|"
            r"page (?:doesn.t|does not) exist|can.t find (?:that|this|the) page|^410\b|^gone$|"
            r"domain (?:is|may be) for sale|^[\w.-]+\.\w+ is for sale"
        ),
    ),
    (
        "server-error",
        (
            r"^5\d\d\b|service unavailable|bad gateway|gateway time-?out|internal server error|"
            r"^error$|something went wrong|under maintenance|be right back|^account suspended|"
            r"^database error|establishing a database"
        ),
    ),
    ("consent", r"^before you continue|^cookie (?:consent|settings)|^privacy (?:gate|consent)"),
)
_BODIES = (
    (
        "bot-check",
        (
            r"verify (?:that )?you are (?:a )?human|enable javascript and cookies to continue|"
            r"complete the (?:security check|captcha)|not a robot|press (?:&|and) hold|"
            r"enter the characters you see|unusual traffic from your|checking your browser|"
            r"request unsuccessful\. incident|you are now in line|you have been blocked"
        ),
    ),
    (
        "blocked",
        (
            r"(?:not available|unavailable) in your (?:country|region|location)|"
            r"do not (?:ship|sell) to your country"
        ),
    ),
    (
        "consent",
        (
            r"legal drinking age|are you (?:over|at least|older than) (?:18|21)|"
            r"(?:verify|confirm) your age|we and our \d{1,4} partners"
        ),
    ),
    ("log-in", r"(?:please |you must |you need to )(?:log|sign) ?in to (?:continue|view|see)"),
    (
        "not-found",
        (
            r"(?:page|product|item) (?:you (?:requested|are looking for|were looking for) )?"
            r"(?:could not be|cannot be|can.t be|was not) found|404 (?:error|not found)|"
            r"(?:page|product) (?:no longer|does not|doesn.t) exist|"
            r"domain (?:name )?(?:is|may be) for sale"
        ),
    ),
    (
        "server-error",
        (
            r"502 bad gateway|503 service|504 gateway|internal server error|"
            r"down for maintenance|account has been suspended|establishing a database"
        ),
    ),
    (
        "script-shell",
        (
            r"(?:enable|requires?|turn on|activate) javascript|javascript (?:is )?(?:required|"
            r"disabled)|browser is (?:not supported|no longer supported|out of date|too old)"
        ),
    ),
)
_TITLE_RULES = [(reason, re.compile(pattern, re.I)) for reason, pattern in _TITLES]
_BODY_RULES = [(reason, re.compile(pattern, re.I)) for reason, pattern in _BODIES]


def find_wall(page: Page, has_product: bool) -> str | None:
    """The reason a page is no product page; None when it may be one."""
    if has_product:
        return None
    return next((reason for rule in RULES if (reason := rule(page))), None)


def wall_in_title(page: Page) -> str | None:
    if len(page.text) > LONG or is_sold(page):
        return None
    heading = next((text_of(h, 200) for h in page.tree.iter("h1")), "")
    for text in (page.title_tag, heading if len(page.text) < SHORT else ""):
        for reason, pattern in _TITLE_RULES:
            if text and pattern.search(text[:200]):
                return reason
    return None


def is_sold(page: Page) -> bool:
    """Labels that only a page about a thing for sale carries."""
    priced = page.tree.xpath("//meta[contains(@property,'price:amount')]")
    return bool(
        priced or page.tree.xpath("//meta[@property='og:type'][contains(@content,'product')]")
    )


def wall_in_short_body(page: Page) -> str | None:
    if len(page.text) > SHORT or is_sold(page):
        return None
    return next((reason for reason, p in _BODY_RULES if p.search(page.text)), None)


def guard_in_a_frame(page: Page) -> str | None:
    """A page of little else than a frame that is called a captcha or a challenge."""
    if len(page.text) > SHORT or is_sold(page):
        return None
    frames = page.tree.xpath("//iframe")[:20]
    marks = (f"{frame.get('src', '')} {frame.get('title', '')}".lower() for frame in frames)
    return "bot-check" if any("captcha" in m or "challenge" in m for m in marks) else None


def host_as_title(page: Page) -> str | None:
    title = page.title_tag.lower().removeprefix("www.").strip(" /")
    return "host-as-title" if title and title == page.host and len(page.text) < SHORT else None


def log_in_form(page: Page) -> str | None:
    if len(page.text) > SHORT or is_sold(page) or not page.tree.xpath("//input[@type='password']"):
        return None
    return "log-in"


def script_shell(page: Page) -> str | None:
    named = page.tree.xpath("//meta[@property='og:title' or @property='og:image']")
    is_told = named or any(text_of(h, 50) for h in page.tree.iter("h1"))
    if len(page.text) > 200 or is_told or not page.scripts:
        return None
    return "script-shell"


def empty(page: Page) -> str | None:
    named = page.title_tag or page.tree.xpath("//meta[@property='og:title']")
    return "empty" if not page.text and not named else None


RULES: tuple[Callable[[Page], str | None], ...] = (
    wall_in_title,
    wall_in_short_body,
    guard_in_a_frame,
    host_as_title,
    log_in_form,
    script_shell,
    empty,
)

"""Everybody goes everywhere: each address there is, and each link on the pages they got."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from html import unescape
from itertools import product
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit
from zlib import crc32

from flask import Flask
from werkzeug.routing import Rule

from community.core import limits
from tests.drills.canaries.aviary import WORD
from tests.drills.canaries.planting import Stage
from tests.services.client import Visitor
from tests.visibility.rules import RULES
from tests.visibility.who import FORMS, OWN, OWNER, TOKEN

LINK = re.compile(r'(?:href|src|hx-get|data-refresh)="(/[^"]*)"')
# What is a secret itself, changes who one is, or is a file.
UNTRIED = {"static", "links.open", "mail_outbox.show", "mail_outbox.index"}
SEARCHES = ("q",)
WIDGETS = ("product_widgets.", "review_widgets.", "purchase_widgets.")
SEARCHING = ("search", "descriptions", "people", "discover", "boards", "members")
# How many links of one endpoint and query a viewer follows: in the long form, and in the short.
LINKS_OF_A_KIND = {True: 12, False: 1}
# Names in addresses of which much is planted, and how many of the short form's viewers open one.
OFTEN = {
    "kind", "thing", "wishlist", "wish", "poll", "product", "offer", "option", "comment",
    "collection", "piece", "topic", "post",
}  # fmt: skip
SOME = 6
BREATH = 40  # requests, after which what limits counted is forgotten


def undeclared(app: Flask) -> list[str]:
    """Addresses with an argument for which nobody said who may come in."""
    return sorted(
        {rule.endpoint for rule in app.url_map.iter_rules() if rule.arguments} - set(RULES)
    )


class Walk:
    """One viewer's way through the site."""

    def __init__(
        self, app: Flask, stage: Stage, viewer: str, client: Visitor, *, is_long: bool = False
    ) -> None:
        self.app, self.stage, self.viewer, self.client = app, stage, viewer, client
        self._most, self._is_long = LINKS_OF_A_KIND[is_long], is_long
        self.asked: set[str] = set()
        self.statuses: Counter[int] = Counter()
        self._links: Counter[tuple[str, str]] = Counter()

    def read_all(self) -> None:
        """Every GET there is, with everything of ana's; then what is linked, and searches."""
        found: list[str] = []
        for endpoint, path in addresses(self.app, self.stage, self._is_long):
            if self._is_its_turn(endpoint, path):
                found += self._get(path)
        while found:
            found += self._get(found.pop()) if self._is_new(found[-1]) else found.pop()[:0]

    def try_forms(self) -> None:
        """Every form of ana's things, sent by somebody else; what it says is read, too."""
        for endpoint, path in _named(self.app, self.stage, "POST"):
            if RULES.get(endpoint) in (OWNER, OWN):
                self._ask("POST", path, data=FORMS.get(endpoint, {}))

    def _is_its_turn(self, endpoint: str, path: str) -> bool:
        """In the short form all but ana open some of the pages of ana's things, others each time;
        what has no thing in it, or is a team's or a moderator's, is opened by everybody."""
        arguments = self.app.url_map._rules_by_endpoint[endpoint][0].arguments
        if self._is_long or self.viewer == "ana" or not arguments or arguments - OFTEN:
            return True
        return crc32(f"{self.viewer} {path}".encode()) % SOME == 0

    def _get(self, path: str) -> list[str]:
        if path in self.asked:
            return []
        self.asked.add(path)
        return LINK.findall(unescape(self._ask("GET", path)))

    def _ask(self, method: str, path: str, **more: Any) -> str:
        if sum(self.statuses.values()) % BREATH == 0:
            limits.init_app(self.app)
        answer = self.client.open(path, method=method, **more)
        self.statuses[answer.status_code] += 1
        words = answer.get_data(as_text=True) if answer.mimetype.startswith(_READ) else ""
        self.stage.aviary.listen(
            self.viewer, f"{method} {path}", f"{words} {answer.status} {answer.headers}"
        )
        return words

    def _is_new(self, path: str) -> bool:
        """Of one address with the same words in its query, some things are enough."""
        parts = urlsplit(path)
        endpoint = self._endpoint(parts.path)
        if path in self.asked or endpoint in UNTRIED or not endpoint:
            return False
        query = "&".join(
            name + ("" if name in ("after", "id", "thing", "next") else f"={value}")
            for name, value in parse_qsl(parts.query)
        )
        self._links[endpoint, query] += 1
        return self._links[endpoint, query] <= self._most

    def _endpoint(self, path: str) -> str:
        adapter = self.app.url_map.bind("localhost")
        try:
            return str(adapter.match(path)[0])
        except Exception:  # whatever leads nowhere is not walked
            return ""


_READ = ("text/", "application/json", "application/atom+xml", "application/xml", "image/svg")


def addresses(app: Flask, stage: Stage, is_long: bool) -> Iterator[tuple[str, str]]:
    """In the short form, words are looked for only where an address says that it searches."""
    for endpoint, path in _named(app, stage, "GET"):
        yield endpoint, path
        if endpoint.startswith(WIDGETS):
            yield from ((endpoint, f"{path}?url={quote(url)}") for url in stage.sold_at)
        asks = is_long or endpoint.startswith(SEARCHING)
        if asks and not app.url_map._rules_by_endpoint[endpoint][0].arguments:
            yield from ((endpoint, f"{path}?{name}={quote(WORD)}") for name in SEARCHES)


def _named(app: Flask, stage: Stage, method: str) -> Iterator[tuple[str, str]]:
    """(endpoint, address) of each rule with each of ana's things in it."""
    for rule in app.url_map.iter_rules():
        if method not in (rule.methods or ()) or rule.endpoint in UNTRIED:
            continue
        if RULES.get(rule.endpoint) == TOKEN:
            continue
        for values in _arguments(rule, stage):
            with app.test_request_context():
                yield rule.endpoint, app.url_for(rule.endpoint, **values)


def _arguments(rule: Rule, stage: Stage) -> Iterator[dict[str, Any]]:
    names = sorted(rule.arguments)
    if "kind" in names and "thing" in names:
        others = [name for name in names if name not in ("kind", "thing")]
        if not others:
            yield from ({"kind": kind, "thing": thing} for kind, thing in stage.of)
        return
    for values in product(*(stage.things.get(name, []) for name in names)):
        yield dict(zip(names, values, strict=True))


def untried(app: Flask, stage: Stage) -> list[str]:
    """Names in addresses of which nothing was planted."""
    names = {
        name
        for rule in app.url_map.iter_rules()
        if rule.endpoint not in UNTRIED and RULES.get(rule.endpoint) != TOKEN
        for name in rule.arguments
    }
    return sorted(names - set(stage.things) - {"kind", "name", "digest", "step", "rest", "version"})

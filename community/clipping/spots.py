"""Where on a page values stand that a member may mean, so that a correction can be learned.

A spot is (field, path, value). The path names the element by the marks a shop's template gives it
(ids, classes, labels), never by the number of what it holds: on the shop's next page the same path
leads to the same kind of thing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice

from lxml.html import HtmlElement

from community.clipping.document import text_of, tidy
from community.clipping.evidence import Evidence
from community.clipping.pictures import photos
from community.clipping.visible import elements_with_prices

Spot = tuple[str, str, str]

MOST_OF_A_FIELD = 40
MOST_ALIKE = 3
LONGEST_PATH = 230
STEPS = 4
_MARKED = ("id", "itemprop", "data-testid", "data-test", "data-qa", "property")
_STABLE = re.compile(r"^[A-Za-z][A-Za-z_-]{1,39}$")
# Classes that programs make up anew with each release: css-1x9k2, sc-bdVaJa.
_MADE_UP = re.compile(r"^(?:css|sc|jsx|emotion)-|[a-z][A-Z]{2,}[a-z]|__[A-Za-z]{5}$")
_TITLED = (
    "//h1 | //h2 | //*[contains(@class,'title') or contains(@class,'name')"
    " or contains(@itemprop,'name') or contains(@id,'title')]"
)


def find_spots(evidence: Evidence) -> list[Spot]:
    """At most MOST_OF_A_FIELD for each field, in the order of the page."""
    fields = (_prices(evidence), _titles(evidence), _images(evidence))
    return [spot for found in fields for spot in islice(_once(found), MOST_OF_A_FIELD)]


def path_of(element: HtmlElement) -> str:
    """Empty where nothing but its place tells the element from others."""
    steps: list[str] = []
    for each in islice(_upwards(element), 24):
        name = _name(each)
        if name or not steps:
            steps.append(name or str(each.tag))
        if len(steps) == STEPS or "#" in name:
            break
    path = " < ".join(steps)
    is_told = path == "h1" or bool(re.search(r"[.#\[]", path))
    return path if is_told and len(path) <= LONGEST_PATH else ""


def _upwards(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()


def _name(element: HtmlElement) -> str:
    tag = str(element.tag)
    if tag in ("html", "body"):
        return ""
    for attribute in _MARKED:
        value = (element.get(attribute) or "").strip()
        if _STABLE.match(value):
            return f"{tag}#{value}" if attribute == "id" else f"{tag}[{attribute}={value}]"
    classes = [word for word in (element.get("class") or "").split()[:12] if _is_stable(word)]
    return tag + "".join(f".{word}" for word in sorted(classes)[:3]) if classes else ""


def _is_stable(word: str) -> bool:
    return bool(_STABLE.match(word)) and not _MADE_UP.search(word)


def _once(spots: Iterable[Spot]) -> Iterator[Spot]:
    """Several values at one path are told apart by their order, as they will on the next page."""
    seen: Counter[str] = Counter()
    for field, path, value in spots:
        if not path or not value or seen[path] >= MOST_ALIKE:
            continue
        seen[path] += 1
        yield field, path if seen[path] == 1 else f"{path} ~{seen[path]}", value


def _prices(evidence: Evidence) -> Iterator[Spot]:
    """Values are `129.00 GBP`, or `129.00` where no currency stands beside."""
    found = elements_with_prices(evidence.page.tree, evidence.heading_element, evidence.country)
    for element, price in found:
        yield "price", path_of(element), f"{price.amount} {price.currency or ''}".strip()


def _titles(evidence: Evidence) -> Iterator[Spot]:
    for element in islice(evidence.page.tree.xpath(_TITLED), 200):
        yield "title", path_of(element), text_of(element, 300)
    for name in ("og:title", "twitter:title"):
        yield "title", f"meta[property={name}]", tidy(evidence.labels.first(name), 300)


def _images(evidence: Evidence) -> Iterator[Spot]:
    for name in ("og:image", "twitter:image"):
        first = photos(evidence.page, evidence.labels.all(name)[:1])
        yield "image", f"meta[property={name}]", next(iter(first), "")
    for img in islice(evidence.page.tree.iter("img"), 200):
        address = img.get("data-src") or img.get("src") or ""
        yield "image", path_of(img), next(iter(photos(evidence.page, [address])), "")

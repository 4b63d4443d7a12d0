"""Which words are the thing's name, and which are the shop's."""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from community.clipping.document import text_of, tidy

_SPLIT = re.compile(r"\s+[|\-–—:·•«»~>]{1,2}\s+|\s*[|｜»]\s*|:\s+(?=[A-Z]\w{1,30}\.\w{2,3}\b)")
_WORD = re.compile(r"[^\W_]+")
_SLOGAN = re.compile(
    r"^(?:buy|shop|acheter|kaufen|comprar|compra|order|купить|koupit|kúpiť)\b.{0,60}"
    r"\b(?:online|at|from|bei|chez|en|sur)\b",
    re.I,
)
_PREFIX = re.compile(r"^(?:details about|buy|shop|купить)\s+", re.I)
_ON = re.compile(r"\s(?:on|at|from|bei|chez|en|sur|su|na|på|bij)\s(\S{3,30}(?:\s\S{1,20})?)$", re.I)
_PRICE_PART = re.compile(
    r"^\W{0,3}\d[\d.,\s]{0,20}[€$£]?$|^[$€£]\s?\d|^.{0,40}[$€£]\s?\d[\d.,]{0,12}$|^buy\b", re.I
)
_HEADING_HINT = ("product", "title", "name", "item")


def words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def likeness(left: str, right: str) -> float:
    """0 to 1: shared words over all words."""
    a, b = set(words(left)), set(words(right))
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def coverage(part: str, whole: str) -> float:
    a, b = set(words(part)), set(words(whole))
    return len(a & b) / len(a) if a else 0.0


def runs_on(name: str, heading: str) -> bool:
    """The name holds the whole heading, and a description besides."""
    long, short = len(words(name)), len(words(heading))
    if short < 4 or heading.casefold() not in name.casefold():
        return False
    return long >= 1.6 * short or name.casefold().startswith(heading.casefold())


def headings(tree: HtmlElement) -> list[HtmlElement]:
    return [h for h in tree.iter("h1") if text_of(h, 300)][:20]


def find_heading(tree: HtmlElement, title_tag: str) -> HtmlElement | None:
    """The h1 that names the thing: the one nearest to the title tag, product names first."""
    found = headings(tree)
    return max(found, key=lambda h: _heading_score(h, title_tag), default=None)


def heading_text(heading: HtmlElement, title_tag: str) -> str:
    """Of a heading with buttons or subtitles in it, the part that the title tag knows."""
    apart = tidy(" ".join(heading.itertext()), 300)
    whole = max(text_of(heading, 300), apart, key=lambda text: coverage(text, title_tag))
    if coverage(whole, title_tag) >= 0.9:
        return whole
    parts = [text_of(e, 300) for e in heading.iterdescendants() if isinstance(e.tag, str)][:40]
    parts.append(" ".join(heading.xpath("./text()"))[:300].strip())
    known = [p for p in parts if len(words(p)) >= 2 and coverage(p, title_tag) >= 0.9]
    return max(known, key=len, default=whole)


def _heading_score(heading: HtmlElement, title_tag: str) -> float:
    text = text_of(heading, 300)
    hints = (
        f"{heading.get('itemprop', '')} {heading.get('class', '')} {heading.get('id', '')}".lower()
    )
    bonus = 0.3 if any(h in hints for h in _HEADING_HINT) else 0.0
    return 2 * coverage(text, title_tag) + likeness(text, title_tag) + bonus


def site_words(host: str, site_name: str) -> list[str]:
    """The shop's own names, squeezed: 'Kitchen Haus', kitchenhaus.example."""
    labels = [label for label in host.lower().split(".")[:-1] if len(label) > 3] or host.split(".")[
        :1
    ]
    squeezed = ["".join(words(site_name)), *("".join(words(label)) for label in labels)]
    return [s for s in squeezed if s]


def is_shop_name(part: str, shop: list[str]) -> bool:
    squeezed = "".join(words(part))
    for ending in ("com", "couk", "net", "de", "fr", "it", "es"):
        if squeezed.endswith(ending) and squeezed.removesuffix(ending) in shop:
            return True
    return bool(squeezed) and any(
        squeezed == s or (len(s) > 3 and s in squeezed and len(squeezed) < len(s) + 12)
        for s in shop
    )


def without_shop(title: str, shop: list[str], heading: str = "") -> str:
    """Drops parts that are the shop's name or a slogan; never all of them."""
    title = _PREFIX.sub("", title)
    told = _ON.search(title)
    if told and "".join(words(told.group(1))) in shop:
        title = title[: told.start()]
    parts = [(m.start(), m.end()) for m in _SPLIT.finditer(title)]
    if not parts:
        return title
    start, end = 0, len(title)
    while parts and is_foreign(title[parts[-1][1] : end], shop, heading):
        end = parts.pop()[0]
    while parts and is_foreign(title[start : parts[0][0]], shop, heading):
        start = parts.pop(0)[1]
    return title[start:end].strip() or title


def is_foreign(part: str, shop: list[str], heading: str) -> bool:
    part = part.strip()
    if not words(part) or _PRICE_PART.match(part) or _SLOGAN.match(part):
        return True
    if heading and coverage(part, heading) >= 0.5:
        return False
    return is_shop_name(part, shop)


def best_of_title_tag(title: str, shop: list[str], heading: str) -> str:
    """From the title tag: without the shop; and no more than the heading when that is inside."""
    kept = without_shop(title, shop, heading)
    if heading and len(words(heading)) > 1 and heading.casefold() in kept.casefold():
        return heading
    return kept

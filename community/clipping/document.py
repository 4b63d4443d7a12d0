"""HTML of any kind into one bounded tree, with its scripts set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from urllib.parse import urljoin, urlsplit

from lxml import etree
from lxml import html as lxml_html

READ_CAP = 6_000_000  # characters looked at, scripts included
MARKUP_CAP = 2_000_000  # characters of markup that reach the parser
NODE_CAP = 50_000
SCRIPT_CAP = 2_000_000
TAG_CAP = 4_000
SCRIPTS_CAP = 400

_CHARSET = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?([A-Za-z0-9_-]{2,30})")
_OPENING = re.compile(r"<[A-Za-z]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_TURNING = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_SPACE = re.compile(r"\s+")
_NAMES = ("script", "style", "svg", "template")
_SET_ASIDE = re.compile(rf"<({'|'.join(_NAMES)})(?=[\s>/])", re.I)
_CLOSING = {name: re.compile(f"</{name}", re.I) for name in _NAMES}


@dataclass(frozen=True)
class Script:
    tag: str
    body: str

    @property
    def is_json_ld(self) -> bool:
        return "ld+json" in self.tag.lower()


def decode(html: str | bytes, charset: str | None = None) -> str:
    """Text of a page: UTF-8 where it is valid, else what was declared, else Windows-1252."""
    if isinstance(html, str):
        return html[:READ_CAP]
    cut = html[: READ_CAP * 2]
    if cut[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return cut.decode("utf-16", "replace")[:READ_CAP]
    try:
        return cut.decode("utf-8-sig")[:READ_CAP]
    except UnicodeDecodeError as problem:
        if problem.start > len(cut) - 4:
            return cut.decode("utf-8", "ignore")[:READ_CAP]
    return _decode_as(cut, charset or _declared_charset(cut))[:READ_CAP]


def _declared_charset(html: bytes) -> str:
    found = _CHARSET.search(html[:8192])
    return found.group(1).decode("ascii") if found else "cp1252"


def _decode_as(html: bytes, charset: str) -> str:
    try:
        return html.decode(charset, "replace")
    except (LookupError, ValueError):
        return html.decode("cp1252", "replace")


def split_scripts(text: str) -> tuple[str, list[Script]]:
    """Markup without scripts, styles and drawings; and the scripts. One pass, linear."""
    taken: list[Script] = []
    kept, at = [], 0
    for name, start, body, stop, end in _blocks(text):
        kept.append(text[at:start])
        at = end
        if name == "script" and len(taken) < SCRIPTS_CAP and stop - body <= SCRIPT_CAP:
            taken.append(Script(text[start:body], text[body:stop]))
    return "".join([*kept, text[at:]]), taken


def _blocks(text: str) -> Iterator[tuple[str, int, int, int, int]]:
    """(name, where it opens, its body, where that stops, what follows), none within another."""
    at, open_for_ever = 0, set[str]()
    while opening := _SET_ASIDE.search(text, at):
        name, start, at = opening[1].lower(), opening.start(), opening.end()
        body = text.find(">", start, start + TAG_CAP) + 1
        if not body or name in open_for_ever:
            continue
        closing = _CLOSING[name].search(text, body)
        if closing is None:  # the rest of the page is not given away for it
            open_for_ever.add(name)
            continue
        stop = closing.start()
        at = text.find(">", stop, stop + 200) + 1 or closing.end()
        yield name, start, body, stop, at


def _bounded(markup: str) -> str:
    markup = markup[:MARKUP_CAP]
    last = next(islice(_OPENING.finditer(markup), NODE_CAP, None), None)
    return markup[: last.start()] if last else markup


def parse(markup: str) -> lxml_html.HtmlElement:
    parser = lxml_html.HTMLParser(remove_comments=True, remove_pis=True, huge_tree=False)
    clean = _FORBIDDEN.sub("", _bounded(markup)) or "<html></html>"
    try:
        tree = lxml_html.document_fromstring(
            clean.encode("utf-8"),
            parser=lxml_html.HTMLParser(
                encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False
            ),
        )
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        tree = lxml_html.document_fromstring("<html><body></body></html>", parser=parser)
    return tree


def tidy(text: object, limit: int = 500) -> str:
    """One line without controls, half characters and what turns the direction round."""
    line = _SPACE.sub(" ", str(text or "")[: limit * 8])
    return _TURNING.sub("", _FORBIDDEN.sub("", line)).strip()[:limit].strip()


def text_of(element: lxml_html.HtmlElement, limit: int = 500) -> str:
    return tidy("".join(islice(element.itertext(), 400 if limit < 1000 else 20_000)), limit)


class Page:
    """One page, read once; every rule looks at this."""

    def __init__(self, html: str | bytes, url: str, charset: str | None = None) -> None:
        self.url = url
        self.markup, self.scripts = split_scripts(decode(html, charset))
        self.tree = parse(self.markup)

    @cached_property
    def host(self) -> str:
        try:
            return (urlsplit(self.url).hostname or "").removeprefix("www.")
        except ValueError:
            return ""

    @cached_property
    def language(self) -> str:
        return tidy(self.tree.get("lang"), 20)

    @cached_property
    def text(self) -> str:
        return text_of(self.tree, 20_000)

    @cached_property
    def title_tag(self) -> str:
        titles = self.tree.xpath("//title")
        return text_of(titles[0]) if titles else ""

    @cached_property
    def json_ld_texts(self) -> list[str]:
        return [script.body for script in self.scripts if script.is_json_ld]

    def absolute(self, address: str) -> str | None:
        """A complete http(s) address, or None."""
        address = _FORBIDDEN.sub("", address).strip().replace("\\/", "/").replace(" ", "%20")
        try:
            whole = urljoin(self.url, address)
            parts = urlsplit(whole)
        except ValueError:
            return None
        ok = parts.scheme in ("http", "https") and "." in parts.netloc and len(whole) <= 2000
        return whole if ok else None

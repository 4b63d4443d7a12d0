"""The one door for formatted text: Markdown in, HTML that may be shown out.

Three walls: markdown-it renders with raw HTML off, bleach cleans with the allow list, and nh3
cleans what bleach left, since bleach is no longer looked after. CSP stands behind them.
"""

from __future__ import annotations

from collections.abc import Iterator

import bleach
import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

from community.core.text.lines import many_lines
from community.core.text.problems import TextTooBusy, TextTooDeep, TextTooLong

MOST_BYTES = 16 * 1024
MOST_RENDERED = 32 * 1024
DEEPEST = 20
MOST_LINES = 1000
MOST_TAGS = 1200
# Rendering is slow on runs of these, so they are counted first.
MOST_MARKS = 400
MARKS = "[*_`~<!&"

TAGS = frozenset(
    {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "s", "strong", "ul"}
)
ATTRIBUTES = {"a": {"href"}}
SCHEMES = frozenset({"http", "https", "mailto"})
REL = "nofollow ugc noopener noreferrer"


def clean_markdown(text: str) -> str:
    """HTML of a text of at most 16 KB; raises TextTooLong, TextTooDeep or TextTooBusy."""
    if len(text.encode("utf-8", "replace")) > MOST_BYTES:
        raise TextTooLong(MOST_BYTES)
    source = many_lines(text)
    _refuse_busy(source)
    return clean_html(_rendered(source))


def clean_html(html: str) -> str:
    """Bleach, then nh3, by one list. Not for people's own HTML: rendering refuses that earlier."""
    if len(html.encode()) > MOST_RENDERED:
        raise TextTooLong(MOST_BYTES)
    if html.count("<") > MOST_TAGS:
        raise TextTooBusy
    first = bleach.clean(
        html,
        tags=TAGS,
        attributes={tag: list(names) for tag, names in ATTRIBUTES.items()},
        protocols=SCHEMES,
        strip=True,
    )
    second = nh3.clean(
        first,
        tags=set(TAGS),
        attributes=ATTRIBUTES,
        url_schemes=set(SCHEMES),
        url_relative="deny",
        link_rel=REL,
    )
    if len(second.encode()) > MOST_RENDERED:
        raise TextTooLong(MOST_BYTES)
    return second.strip()


def _refuse_busy(source: str) -> None:
    if source.count("\n") > MOST_LINES or any(source.count(mark) > MOST_MARKS for mark in MARKS):
        raise TextTooBusy


def _rendered(source: str) -> str:
    tokens = _markdown.parse(source)
    if max(_levels(tokens), default=0) > DEEPEST:
        raise TextTooDeep
    return str(_markdown.renderer.render(tokens, _markdown.options, {}))


def _levels(tokens: list[Token]) -> Iterator[int]:
    """Depths of blocks, and of what stands inside their lines."""
    for token in tokens:
        yield token.level
        yield from (token.level + child.level for child in token.children or ())


def _make_markdown() -> MarkdownIt:
    # Nesting is allowed a little past the limit: at its own limit the parser drops text silently.
    options = {"html": False, "breaks": True, "maxNesting": DEEPEST + 5}
    markdown = MarkdownIt("commonmark", options).enable("strikethrough")
    markdown.disable(["heading", "lheading", "html_block", "html_inline", "image", "reference"])
    markdown.validateLink = _has_good_scheme  # type: ignore[method-assign]
    return markdown


def _has_good_scheme(url: str) -> bool:
    scheme, colon, _ = url.partition(":")
    return bool(colon) and scheme.strip().lower() in SCHEMES


_markdown = _make_markdown()

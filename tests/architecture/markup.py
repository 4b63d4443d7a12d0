"""A template seen as the page it makes: Jinja's parts become placeholders, lines stay in place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, nodes

SPOKEN = {"alt", "title", "placeholder", "aria-label", "aria-description", "label"}
SILENT = {"script", "style", "code", "kbd", "samp"}
PLACEHOLDER = "¤"
# Names are the same in every language.
NAMES = {"Posy", "UTC", "ISO", "JSON", "CSV", "URL", "QR", "px"}
# A macro may give a tag its attributes, and a block its classes: no one reads these.
ATTRIBUTE = re.compile(r'[\w:-]+="[^"]*"')
CLASSES = re.compile(r"({%-?\s*block\s+\w+_class\s*-?%})(.*?)({%-?\s*endblock)", re.S)
WORD = re.compile(r"[^\W\d_]{2,}")

jinja = Environment(extensions=["jinja2.ext.i18n", "jinja2.ext.do"], autoescape=True)


def untranslated(text: str) -> bool:
    bare = ATTRIBUTE.sub(" ", re.sub(r"&\w+;", " ", text))
    return any(word not in NAMES for word in WORD.findall(bare))


def flattened(source: str) -> str:
    """The HTML of a template without what Jinja puts in; text of {% trans %} left out."""
    flat: list[str] = []
    is_translated, in_block, opening = False, False, False
    for _, kind, value in jinja.lex(CLASSES.sub(r"\1\3", source)):
        if kind == "data":
            flat.append(_lines(value) if is_translated else value)
            continue
        if kind == "variable_begin":
            flat.append(PLACEHOLDER)
        in_block = (in_block or kind == "block_begin") and kind != "block_end"
        if opening and kind == "name":
            is_translated = value == "trans" or (is_translated and value == "pluralize")
        opening = kind == "block_begin" or (opening and kind == "whitespace")
        flat.append(_lines(value))
    return "".join(flat)


def _lines(value: str) -> str:
    return "\n" * value.count("\n")


class Page(HTMLParser):
    """Collects (line, what) of untranslated words and of styles and handlers in attributes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.words: list[tuple[int, str]] = []
        self.inline: list[tuple[int, str]] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        if tag in SILENT:
            self._silent += 1
        for name, value in attributes:
            self._look_at(tag, name, value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT and self._silent:
            self._silent -= 1

    def handle_data(self, text: str) -> None:
        if not self._silent and untranslated(text):
            before = text[: len(text) - len(text.lstrip())].count("\n")
            self.words.append((self.getpos()[0] + before, " ".join(text.split())))

    def _look_at(self, tag: str, name: str, value: str) -> None:
        line = self.getpos()[0]
        if name in SPOKEN and untranslated(value.replace('="', "")):
            self.words.append((line, f'{name}="{value}"'))
        if name == "style" or re.fullmatch(r"on[a-z]+|hx-on.*", name) or "javascript:" in value:
            self.inline.append((line, f'<{tag} {name}="{value}">'))


def read(path: Path) -> Page:
    page = Page()
    page.feed(flattened(path.read_text(encoding="utf-8")))
    page.close()
    return page


def literals(path: Path) -> Iterator[tuple[int, str]]:
    """Words written as a string inside `{{ … }}`, where no gettext sees them."""
    parsed = jinja.parse(path.read_text(encoding="utf-8"))
    for output in parsed.find_all(nodes.Output):
        for expression in output.nodes:
            yield from _spoken(expression)


def _spoken(node: nodes.Node) -> Iterator[tuple[int, str]]:
    if isinstance(node, nodes.Const) and isinstance(node.value, str):
        if re.match(r"[A-Z][a-z]+", node.value) and untranslated(node.value):
            yield node.lineno, node.value
    elif isinstance(node, nodes.CondExpr):
        for branch in (node.expr1, node.expr2):
            if branch is not None:
                yield from _spoken(branch)
    elif isinstance(node, nodes.Concat):
        for part in node.nodes:
            yield from _spoken(part)

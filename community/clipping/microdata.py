"""Microdata and RDFa Lite as JSON-LD’s nodes; a scope keeps its own properties only."""

from __future__ import annotations

from typing import Any

from lxml.html import HtmlElement

from community.clipping.document import text_of, tidy

Node = dict[str, Any]
SCOPES_CAP = 400
_VALUE_ATTRIBUTES = {
    "meta": "content",
    "img": "src",
    "a": "href",
    "link": "href",
    "data": "value",
    "time": "datetime",
    "source": "src",
    "object": "data",
    "meter": "value",
}


class Scopes:
    def __init__(self, tree: HtmlElement, kind: str, name: str, scope: str) -> None:
        self.tree, self.kind, self.name, self.scope = tree, kind, name, scope

    def read(self) -> list[Node]:
        """Outermost and inner scopes alike, in the order of the page."""
        found: dict[HtmlElement, Node] = {}
        for element in self.tree.xpath(f"//*[@{self.scope}]")[:SCOPES_CAP]:
            found[element] = {"@type": _type_name(element.get(self.kind, ""))}
        for element in self.tree.xpath(f"//*[@{self.name}]")[: SCOPES_CAP * 10]:
            self._file(element, found)
        return list(found.values())

    def _file(self, element: HtmlElement, found: dict[HtmlElement, Node]) -> None:
        owner = next((a for a in element.iterancestors() if a in found), None)
        if owner is None:
            return
        value: Any = found.get(element)
        if value is None:
            value = _value_of(element)
        for name in element.get(self.name, "").split()[:5]:
            _add(found[owner], name.rsplit(":", 1)[-1], value)


def _add(node: Node, name: str, value: Any) -> None:
    if value in ("", None):
        return
    if name not in node:
        node[name] = value
    elif isinstance(node[name], list):
        if len(node[name]) < 50:
            node[name].append(value)
    else:
        node[name] = [node[name], value]


def _type_name(kind: str) -> str:
    first = kind.split()[:1]
    return first[0].rstrip("/").rsplit("/", 1)[-1] if first else ""


def _value_of(element: HtmlElement) -> str:
    for attribute in ("content", _VALUE_ATTRIBUTES.get(element.tag, ""), "data-src"):
        if attribute and element.get(attribute):
            return tidy(element.get(attribute), 2000)
    return text_of(element, 2000)


def microdata(tree: HtmlElement) -> list[Node]:
    return Scopes(tree, "itemtype", "itemprop", "itemscope").read()


def rdfa(tree: HtmlElement) -> list[Node]:
    return Scopes(tree, "typeof", "property", "typeof").read()

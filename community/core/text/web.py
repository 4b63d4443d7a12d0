"""Addresses: hosts shown to people, and where to go next on this site."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

import idna

_LONGEST_HOST = 253
_LONGEST_PATH = 2000

# Scripts a label may be shown in, named as Unicode names their letters.
# fmt: off
_SHOWN_SCRIPTS = frozenset((
    "LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "GEORGIAN", "HEBREW", "ARABIC", "DEVANAGARI",
    "BENGALI", "GURMUKHI", "GUJARATI", "TAMIL", "TELUGU", "KANNADA", "MALAYALAM", "SINHALA",
    "THAI", "LAO", "MYANMAR", "KHMER", "EAST-ASIAN",
))
# fmt: on
_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL"})
# Lower-case letters that pass for Latin ones: a label of nothing else is shown in punycode.
_PASS_FOR_LATIN = frozenset("асԁеһіјӏорԛѕԝхугпьѵвкмнт" + "αικνορτυωγχβηε" + "օսհոցզգ")
# Latin letters of other alphabets that look like a b c with a speck on it.
_PLAIN_LATIN = frozenset("abcdefghijklmnopqrstuvwxyzßæœøłđðþ")


def host_for_people(host: str) -> str:
    """A host as people may read it: `bücher.example`, but `xn--pypal-4ve.com` for a look-alike."""
    ascii_host = _in_ascii(host)
    return ".".join(_readable(label) for label in ascii_host.split("."))


def _in_ascii(host: str) -> str:
    lowered = host.strip().rstrip(".").lower()
    if len(lowered) > _LONGEST_HOST:
        lowered = lowered[:_LONGEST_HOST]
    try:
        return idna.encode(lowered, uts46=True).decode("ascii")
    except (idna.IDNAError, UnicodeError):
        return lowered.encode("ascii", "backslashreplace").decode("ascii")


def _readable(label: str) -> str:
    if not label.startswith("xn--"):
        return label
    try:
        people = idna.decode(label)
    except (idna.IDNAError, UnicodeError):
        return label
    return people if _is_honest(people) else label


def _is_honest(label: str) -> bool:
    letters = [char for char in label if unicodedata.category(char)[0] in "LM"]
    scripts = {_script(char) for char in letters if not unicodedata.combining(char)}
    if len(scripts) != 1 or not scripts <= _SHOWN_SCRIPTS:
        return False
    if scripts == {"LATIN"}:
        return all(_is_plain_latin(char) for char in letters)
    return not _PASS_FOR_LATIN.issuperset(letters)


def _script(char: str) -> str:
    first = unicodedata.name(char, "UNKNOWN").split(" ")[0]
    return "EAST-ASIAN" if first in _EAST_ASIAN else first


def _is_plain_latin(char: str) -> bool:
    return unicodedata.normalize("NFD", char)[0] in _PLAIN_LATIN


def safe_next(path: str | None) -> str | None:
    """The path when it leads to this site whichever way a browser reads it, else None.

    One slash at the front, no backslash, no second slash, plain or encoded, no control or space.
    """
    if not path or len(path) > _LONGEST_PATH or not path.startswith("/"):
        return None
    if "\\" in path or any(_is_odd(char) for char in path):
        return None
    front = path.partition("?")[0].partition("#")[0].lower()
    if "//" in front or "%2f" in front or "%5c" in front or "/." in front:
        return None
    return path if _stays_here(path) else None


def _is_odd(char: str) -> bool:
    return char.isspace() or unicodedata.category(char)[0] in "CZ"


def _stays_here(path: str) -> bool:
    try:
        parts = urlsplit(path)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc

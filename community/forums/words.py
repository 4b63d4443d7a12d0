"""What somebody wrote, rendered: Markdown, with links to those whom it names by @handle."""

from __future__ import annotations

import re
from dataclasses import dataclass

from community.accounts.models import Profile
from community.core.text import clean_markdown
from community.extensions import db
from community.friends.queries import people_for
from community.friends.viewer import Viewer

MOST_MENTIONS = 10
MOST_LINKS = 100
_HANDLE = re.compile(r"(?<![\w@/.])@([A-Za-z0-9_]{3,30})\b")
_TAG = re.compile(r"(<[^>]*>)")
# What is written there is nobody's name.
_VERBATIM = ("a", "code", "pre")


@dataclass(frozen=True)
class Words:
    body: str
    html: str
    mentioned: tuple[int, ...] = ()


def rendered(writer: Viewer, body: str) -> Words:
    """Outside of any transaction. Raises TextProblem. Names ten whom the writer may meet."""
    html = clean_markdown(body)
    people = _named(writer, html)
    return Words(body, linked(html, set(people)), tuple(people.values()))


def _named(writer: Viewer, html: str) -> dict[str, int]:
    handles = list(dict.fromkeys(name.lower() for name in _HANDLE.findall(html)))[:MOST_MENTIONS]
    if not handles:
        return {}
    met = people_for(writer).where(Profile.handle.in_(handles))
    rows = db.session.execute(met.with_only_columns(Profile.handle, Profile.id))
    return {row.handle: row.id for row in rows}


def linked(html: str, handles: set[str]) -> str:
    """Only in texts between tags: the HTML was cleaned before."""
    depth, left, pieces = 0, MOST_LINKS, []
    for piece in _TAG.split(html):
        if piece.startswith("<"):
            name = piece.strip("</>").split(" ")[0]
            depth += (name in _VERBATIM) * (-1 if piece.startswith("</") else 1)
        elif not depth and left > 0:
            piece, count = _HANDLE.subn(lambda found: _link(found, handles), piece, count=left)
            left -= count
        pieces.append(piece)
    return "".join(pieces)


def _link(found: re.Match[str], handles: set[str]) -> str:
    handle = found[1].lower()
    return f'<a href="/@{handle}">{found[0]}</a>' if handle in handles else found[0]

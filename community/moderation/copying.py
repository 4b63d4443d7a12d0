"""The copy of a reported piece: its own words, and nothing that hangs on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from community.accounts.models import Profile
from community.core.kinds import kind_named, kind_of

# What rooms call the words of a thing, in the order in which people read them.
WORDS = ("question", "bio", "website", "note", "about", "description", "body", "text", "pros",
         "cons", "size")  # fmt: skip
OWNERS = ("owner_id", "author_id")


@dataclass(frozen=True)
class Copy:
    title: str
    text: str


def copy_of(thing: Any) -> Copy:
    """As it reads now. Pieces inside it (wishes, options, comments) are things of their own."""
    title = str(kind_of(thing).title(thing))[:300]
    said = (getattr(thing, name, "") for name in WORDS)
    words = [word for word in said if isinstance(word, str) and word and word != title]
    return Copy(title, "\n\n".join(words)[:4000])


def owner_of(thing: Any) -> int | None:
    """Whose words they are; None for what belongs to nobody, as products do."""
    if isinstance(thing, Profile):
        return thing.id
    return next((getattr(thing, name) for name in OWNERS if getattr(thing, name, None)), None)


def can_hide(kind_name: str) -> bool:
    return hasattr(kind_named(kind_name).model, "hidden_at")

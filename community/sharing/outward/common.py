"""What several kinds say alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from community.accounts.models import Profile
from community.core.mail import on_site
from community.sharing.outward.entry import Data


def is_shown_to_all(thing: Any) -> bool:
    """Of a thing with an audience."""
    return thing.is_public and thing.hidden_at is None


def owner_of(thing: Any) -> Any:
    return thing.owner


def profile_address(person: Profile) -> str:
    return on_site(url_for("profiles.show", handle=person.handle))


def person(profile: Profile) -> Data:
    return {"@type": "Person", "name": profile.name, "url": profile_address(profile)}


def trail(title: Callable[[], str], path: str, name: str, address: str) -> Data:
    """Breadcrumbs: the site's section, then the thing."""
    steps = [(title(), on_site(path)), (name, address)]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": words, "item": where}
            for place, (words, where) in enumerate(steps, 1)
        ],
    }


def item_list(name: str, address: str, count: int, parts: list[tuple[str, str]]) -> Data:
    """`parts` are the first of `count`, each its name and address."""
    return {
        "@type": "ItemList",
        "name": name,
        "url": address,
        "numberOfItems": count,
        "itemListElement": [
            {"@type": "ListItem", "position": place, "name": words, "url": where}
            for place, (words, where) in enumerate(parts, 1)
        ],
    }


def section(tab: str) -> tuple[Callable[[], str], str]:
    """A tab of Discover, for `trail`."""
    names: dict[str, Callable[[], str]] = {
        "finds": lambda: _("Finds"),
        "lists": lambda: _("Lists"),
        "collections": lambda: _("Collections"),
        "polls": lambda: _("Polls"),
        "people": lambda: _("People"),
    }
    return names[tab], url_for("discover.index", tab=tab)


def picture_address(picture: Any) -> str | None:
    """The whole address of a picture; one on private terms has none that lasts."""
    return None if picture is None or picture.is_private else on_site(picture.url(960))

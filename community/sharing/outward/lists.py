"""A public list as the world sees it."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from community.sharing.outward.common import is_shown_to_all, owner_of
from community.sharing.outward.entry import Look, Outward
from community.sharing.outward.holding import Holding
from community.wishlists.models import Wish, Wishlist
from community.wishlists.queries import covers

WISHES = Holding(
    of="list",
    tab="lists",
    part=Wish,
    holder=Wish.list_id,
    part_name="wish",
    count=lambda wishlist: wishlist.wish_count,
    title=lambda wish: wish.title,
    words=lambda wish: wish.note,
)


def _text(wishlist: Wishlist) -> str:
    told = _("%(title)s, a list by %(name)s", title=wishlist.title, name=wishlist.owner.name)
    return " ".join(wishlist.note.split()) or told


def _look(wishlist: Wishlist) -> Look:
    count = ngettext("%(num)s thing", "%(num)s things", wishlist.wish_count)
    line = _("A list by %(name)s · %(count)s", name=wishlist.owner.name, count=count)
    return Look(wishlist.title, line, tuple(covers([wishlist])[wishlist.id]))


LISTS = Outward(
    name="list",
    endpoint="list_pages.show",
    argument="wishlist",
    is_open=is_shown_to_all,
    text=_text,
    look=_look,
    data=WISHES.data,
    author=owner_of,
    entries=WISHES.entries,
    changed=WISHES.changed,
    is_mapped=lambda model: model.archived_at.is_(None),
    widget="thing_widgets.wishlist",
)

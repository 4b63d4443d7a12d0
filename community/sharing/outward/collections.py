"""A public collection as the world sees it."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from community.collections.models import Collection, Piece
from community.collections.queries import covers
from community.sharing.outward.common import is_shown_to_all, owner_of
from community.sharing.outward.entry import Look, Outward
from community.sharing.outward.holding import Holding

PIECES = Holding(
    of="collection",
    tab="collections",
    part=Piece,
    holder=Piece.collection_id,
    part_name="piece",
    count=lambda collection: collection.piece_count,
    title=lambda piece: piece.name,
    words=lambda piece: piece.why,
)


def _text(collection: Collection) -> str:
    told = _(
        "%(title)s, a collection by %(name)s", title=collection.title, name=collection.owner.name
    )
    return " ".join(collection.body.split()) or told


def _look(collection: Collection) -> Look:
    count = ngettext("%(num)s piece", "%(num)s pieces", collection.piece_count)
    line = _("A collection by %(name)s · %(count)s", name=collection.owner.name, count=count)
    return Look(collection.title, line, tuple(covers([collection])[collection.id]))


COLLECTIONS = Outward(
    name="collection",
    endpoint="collection_pages.show",
    argument="collection",
    is_open=is_shown_to_all,
    text=_text,
    look=_look,
    data=PIECES.data,
    author=owner_of,
    entries=PIECES.entries,
    changed=PIECES.changed,
    is_mapped=lambda model: model.archived_at.is_(None),
    widget="thing_widgets.collection",
)

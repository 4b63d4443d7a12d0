"""What somebody bought and tells everyone, as the world sees it."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import false

from community.purchases.models import Purchase
from community.sharing.outward.common import is_shown_to_all, owner_of, person
from community.sharing.outward.entry import Data, Look, Outward


def _is_open(purchase: Purchase) -> bool:
    return is_shown_to_all(purchase) and purchase.is_told and not purchase.is_kept


def _text(purchase: Purchase) -> str:
    name, thing = purchase.owner.first_name, purchase.product.title
    return " ".join(purchase.note.split()) or _("%(name)s bought %(thing)s", name=name, thing=thing)


def _look(purchase: Purchase) -> Look:
    picture = purchase.product.picture
    line = _("%(name)s bought this", name=purchase.owner.name)
    return Look(purchase.product.title, line, (picture.shown,) if picture else ())


def _data(purchase: Purchase) -> list[Data]:
    said: Data = {
        "@type": "SocialMediaPosting",
        "headline": purchase.product.title,
        "text": _text(purchase),
        "author": person(purchase.owner),
        "datePublished": purchase.created_at.isoformat(),
        "url": PURCHASES.address(purchase),
    }
    return [said]


PURCHASES = Outward(
    name="purchase",
    endpoint="purchases.show",
    argument="purchase",
    is_open=_is_open,
    text=_text,
    look=_look,
    data=_data,
    author=owner_of,
    og_type="article",
    is_mapped=lambda model: false(),  # a line about a product, which has a page of its own
)

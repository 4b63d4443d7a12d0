"""What the rest of the house hears of marks and purchases."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from community.accounts.models import Profile
from community.catalog.events import ShopVisited
from community.catalog.merging import moves_with_product
from community.core import cache
from community.core.events import subscribe
from community.core.kinds import Kind, register_kind
from community.extensions import db
from community.friends.audience import visible_to
from community.friends.events import AudienceChanged
from community.friends.viewer import Viewer
from community.purchases import jobs
from community.purchases.events import Bought, Marked
from community.purchases.models import Consent, Mark, Proof, Purchase, Secret
from community.purchases.queries import for_cards, listed, purchase_cards, shows
from community.purchases.seeing import may_meet, may_open
from community.purchases.seeing import shows as purchases_show

__all__ = ["jobs", "register"]


def register() -> None:
    moves_with_product(Mark.product_id, one_per=(Mark.owner_id,))
    moves_with_product(Purchase.product_id)
    moves_with_product(Proof.product_id)
    cache.unseen(Consent, Proof, Secret)
    cache.may_lag(Purchase, "comment_count", "confirmed_at")
    subscribe(Marked, _freshen, name="pages")
    subscribe(Bought, _freshen, name="pages")
    subscribe(ShopVisited, _confirm, name="confirm-shares", durable=True)
    subscribe(AudienceChanged, _show_after_change, name="show-purchases", durable=True)
    register_kind(
        Kind(
            name=Mark.kind,
            model=Mark,
            noun=lambda: _("mark on a product"),
            visible=lambda viewer: visible_to(Mark, viewer),
            listed=listed,
            address=lambda mark: url_for("product_pages.show", product=mark.product),
            title=lambda mark: mark.product.title,
            card="marks/_card.html",
            preload=for_cards,
            shows=shows,
        )
    )
    register_kind(
        Kind(
            name=Purchase.kind,
            model=Purchase,
            noun=lambda: _("purchase"),
            visible=may_open,
            listed=may_meet,
            address=lambda purchase: url_for("purchases.show", purchase=purchase),
            card="purchases/_card.html",
            title=lambda purchase: purchase.product.title,
            preload=purchase_cards,
            shows=purchases_show,
        )
    )


def _freshen(said: Any) -> None:
    cache.touch("product", said.product_id)


def _show_after_change(said: AudienceChanged) -> None:
    purchase = db.session.get(Purchase, said.thing_id) if said.kind == Purchase.kind else None
    if purchase is not None:
        purchase.put_on_show()
        if purchase.is_proved:
            purchase.confirm()


def _confirm(said: ShopVisited) -> None:
    """Somebody else, who may see it, came to the shop by what was shared at its checkout."""
    visitor = db.session.get(Profile, said.visitor_id)
    if visitor is None:
        return
    asked = Purchase.id == said.via_id, Purchase.product_id == said.product_id
    query = select(Purchase).where(*asked, Purchase.owner_id != visitor.id)
    purchase = db.session.scalar(query.where(may_open(Viewer(visitor))))
    if purchase is not None:
        purchase.confirm()

"""What the rest of the house hears of marks and purchases."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from community.catalog.merging import moves_with_product
from community.core import cache
from community.core.events import subscribe
from community.core.kinds import Kind, register_kind
from community.friends.audience import visible_to
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
            address=lambda purchase: url_for("product_pages.show", product=purchase.product),
            title=lambda purchase: purchase.product.title,
            preload=purchase_cards,
            shows=purchases_show,
        )
    )


def _freshen(said: Any) -> None:
    cache.touch("product", said.product_id)

"""What the rest of the house hears of marks."""

from __future__ import annotations

from flask import url_for
from flask_babel import gettext as _

from community.catalog.merging import moves_with_product
from community.core import cache
from community.core.events import subscribe
from community.core.kinds import Kind, register_kind
from community.friends.audience import visible_to
from community.purchases.events import Marked
from community.purchases.models import Mark
from community.purchases.queries import for_cards, listed, shows


def register() -> None:
    moves_with_product(Mark.product_id, one_per=(Mark.owner_id,))
    subscribe(Marked, lambda said: cache.touch("product", said.product_id), name="pages")
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

"""A shop's page, whether somebody has claimed it or not."""

from __future__ import annotations

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from community.core.access import public
from community.core.answers import is_htmx, page
from community.core.cache import for_strangers
from community.core.pagination import page_of, start_of
from community.deals.queries import offers_at
from community.forums.queries import topics_about
from community.friends.viewer import current_viewer
from community.retailers.access import find_shop
from community.retailers.queries import SIZE, follows, products_at, retailer_at
from community.reviews.selling import lately_at
from community.wishlists.queries import own_wishes_of

bp = Blueprint("shops", __name__)


@bp.get("/shops/<thing:shop>")
@public
@for_strangers("after", kind="shop", thing="shop")
def show(shop: int) -> ResponseReturnValue:
    viewer, after = current_viewer(), request.args.get("after")
    found = find_shop(viewer, shop)
    rows = products_at.scalars(viewer, shop=found.id, **start_of(after)).unique()
    products = page_of(list(rows), SIZE)
    return page(
        "shops/_products.html" if is_htmx() and after else "shops/show.html",
        shop=found,
        retailer=retailer_at(found) if found.verified_at else None,
        followed=follows(viewer, found),
        page=products,
        reviews=lately_at(viewer, found.id),
        **({} if after else offers_at(viewer, found)),
        topics=topics_about(viewer, "shop", found.id),
        saved=own_wishes_of(viewer, [product.id for product in products.items]),
    )

from __future__ import annotations

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from community.core.answers import answer
from community.core.db import writing
from community.core.limits import limit
from community.friends.access import me
from community.friends.viewer import current_viewer
from community.retailers.access import find_shop
from community.retailers.models import ShopFollow

bp = Blueprint("shop_follows", __name__)


@bp.post("/shops/<thing:shop>/follow")
def create(shop: int) -> ResponseReturnValue:
    return _set(shop, follows=True)


@bp.post("/shops/<thing:shop>/unfollow")
def destroy(shop: int) -> ResponseReturnValue:
    return _set(shop, follows=False)


def _set(shop: int, *, follows: bool) -> ResponseReturnValue:
    viewer = current_viewer()
    find_shop(viewer, shop)
    limit("follow", viewer.profile_id)
    with writing():
        found = find_shop(viewer, shop)
        (ShopFollow.begin if follows else ShopFollow.end)(found.id, me(viewer).id)
    to = url_for("shops.show", shop=found)
    return answer("shops/_follow.html", to=to, shop=found, followed=follows)

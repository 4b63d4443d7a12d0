"""Keeping a clip: a wish on a list, with its product and offer where there is an address."""

from __future__ import annotations

from community.accounts.models import Profile
from community.catalog.adding import offer_at
from community.catalog.models import Clip
from community.core.ids import decode
from community.core.images.models import Picture
from community.core.images.prepare import Prepared
from community.friends.viewer import Viewer
from community.pages.forms import NEW_LIST, ClipForm
from community.wishlists.access import find_own_list
from community.wishlists.models import Wish, Wishlist


def keep(
    form: ClipForm, viewer: Viewer, by: Profile, clip: Clip | None, photo: Prepared | None
) -> Wish:
    """Inside `writing()`, after `form.validate()`."""
    wishlist = _list_chosen(form, viewer, by)
    offer = offer_at(form.url.data, by, clip=clip, title=form.title.data) if form.url.data else None
    wish = Wish(
        title=form.title.data,
        note=form.note.data,
        size=form.size.data,
        quantity=form.quantity.data or 1,
        offer=offer,
        product=offer.product if offer else None,
    )
    money = form.money
    wish.amount, wish.currency = (money.amount, money.currency) if money else (None, "")
    wish.picture = Picture.of(photo) if photo else _picture(clip, wish)
    wish.add_to(wishlist)
    return wish


def _list_chosen(form: ClipForm, viewer: Viewer, by: Profile) -> Wishlist:
    if form.list.data != NEW_LIST:
        return find_own_list(viewer, decode(form.list.data))
    return Wishlist.begin(by, form.new_list.data)


def _picture(clip: Clip | None, wish: Wish) -> Picture | None:
    if clip and clip.picture:
        return clip.picture
    return wish.product.picture if wish.product else None

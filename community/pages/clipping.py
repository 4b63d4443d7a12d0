"""Keeping a clip: a wish on a list, with its product and offer where there is an address."""

from __future__ import annotations

from community.accounts.models import Profile
from community.catalog.adding import offer_at, twin_of
from community.catalog.learning import learn_from
from community.catalog.models import Clip, Offer
from community.core.ids import decode, encode
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
    offer = _offer(form, by, clip, wishlist) if form.url.data else None
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
    chosen = _chosen(form, clip)
    wish.picture = Picture.of(photo) if photo else (chosen or _picture(clip, wish))
    wish.add_to(wishlist)
    if clip:
        learn_from(clip, _saved(form, clip, chosen), by.id)
    return wish


def _offer(form: ClipForm, by: Profile, clip: Clip | None, wishlist: Wishlist) -> Offer | None:
    """What is kept for oneself alone adds no shop to what others see."""
    twin = twin_of(clip) if clip and form.same.data and wishlist.audience != "me" else None
    is_same = twin is not None and encode(twin.id) == form.same.data
    return offer_at(
        form.url.data, by, clip=clip, title=form.title.data, same_as=twin if is_same else None
    )


def _saved(form: ClipForm, clip: Clip, chosen: Picture | None) -> dict[str, str]:
    """What the member let stand or put right, in the reader's words."""
    money = form.money
    saved = {"title": form.title.data}
    if money:
        saved["price"] = f"{money.decimal()} {money.currency}"
    look = clip.look if chosen else None
    for each in look.pictures if look else ():
        if chosen and each.picture_id == chosen.id:
            saved["image"] = each.address
    return saved


def _chosen(form: ClipForm, clip: Clip | None) -> Picture | None:
    choices = clip.choices if clip and form.picture.data else []
    return next((each for each in choices if encode(each.id) == form.picture.data), None)


def _list_chosen(form: ClipForm, viewer: Viewer, by: Profile) -> Wishlist:
    if form.list.data != NEW_LIST:
        return find_own_list(viewer, decode(form.list.data))
    return Wishlist.begin(by, form.new_list.data)


def _picture(clip: Clip | None, wish: Wish) -> Picture | None:
    if clip and clip.picture:
        return clip.picture
    return wish.product.picture if wish.product else None

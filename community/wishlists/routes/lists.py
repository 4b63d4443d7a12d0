"""A member's lists: making, changing, putting away and deleting them."""

from __future__ import annotations

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import invalid, page, see_other
from community.core.db import writing
from community.core.events import publish
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.friends.access import me
from community.friends.events import AudienceChanged
from community.friends.viewer import current_viewer
from community.wishlists.access import find_own_list
from community.wishlists.forms import ListForm
from community.wishlists.models import Occasion, Wishlist
from community.wishlists.queries import archived_of, covers, owned_by
from community.wishlists.showing import show_products_of
from community.wishlists.wording import day_words, days_away, occasion_words

bp = Blueprint("lists", __name__)
bp.add_app_template_filter(occasion_words)
bp.add_app_template_filter(day_words)
bp.add_app_template_filter(days_away)


@bp.get("/lists")
def index() -> ResponseReturnValue:
    owner = me(current_viewer())
    lists, archived = owned_by(owner.id), archived_of(owner.id)
    pictures = covers(lists + archived) if lists or archived else {}
    return page("lists/index.html", lists=lists, archived=archived, covers=pictures)


@bp.get("/lists/new")
def new() -> ResponseReturnValue:
    form = ListForm()
    wanted = request.args.get("occasion", "")
    form.occasion.data = wanted if wanted in set(Occasion) else Occasion.WISHES.value
    return page("lists/new.html", form=form)


@bp.post("/lists/new")
@once
def create() -> ResponseReturnValue:
    form = ListForm()
    if not form.validate():
        return invalid("lists/new.html", form=form)
    limit("write", current_viewer().profile_id)
    with writing_once():
        wishlist = Wishlist.begin(me(current_viewer()), form.title.data or "")
        form.fill(wishlist)
        wishlist.announce_change()
        to = keep_answer(url_for("list_pages.show", wishlist=wishlist))
    return see_other(to)


@bp.get("/lists/<thing:wishlist>/edit")
def edit(wishlist: int) -> ResponseReturnValue:
    found = find_own_list(current_viewer(), wishlist)
    form = ListForm()
    form.take_list(found)
    return page("lists/edit.html", form=form, wishlist=found)


@bp.post("/lists/<thing:wishlist>/edit")
@once
def update(wishlist: int) -> ResponseReturnValue:
    found = find_own_list(current_viewer(), wishlist)
    form = ListForm()
    if not form.validate():
        return invalid("lists/edit.html", form=form, wishlist=found)
    limit("write", current_viewer().profile_id)
    with writing_once():
        found = find_own_list(current_viewer(), wishlist)
        _change(found, form)
        to = keep_answer(url_for("list_pages.show", wishlist=found))
    flash(_("Saved."))
    return see_other(to)


@bp.get("/lists/<thing:wishlist>/delete")
def confirm(wishlist: int) -> ResponseReturnValue:
    return page("lists/delete.html", wishlist=find_own_list(current_viewer(), wishlist))


@bp.post("/lists/<thing:wishlist>/delete")
@once
def destroy(wishlist: int) -> ResponseReturnValue:
    with writing_once():
        found = find_own_list(current_viewer(), wishlist)
        title = found.title
        found.remove()
        to = keep_answer(url_for("lists.index"))
    flash(_("“%(title)s” is gone, with its wishes.", title=title))
    return see_other(to)


@bp.post("/lists/<thing:wishlist>/archive")
def archive(wishlist: int) -> ResponseReturnValue:
    """Put away, or taken out again when `back` is sent."""
    with writing():
        found = find_own_list(current_viewer(), wishlist)
        found.unarchive() if "back" in request.form else found.archive()
        found.announce_change()
    flash(_("The list is back.") if "back" in request.form else _("Put away. Its page stays."))
    return see_other(url_for("list_pages.show", wishlist=found))


def _change(wishlist: Wishlist, form: ListForm) -> None:
    before = (wishlist.audience, wishlist.people_set_id)
    form.fill(wishlist)
    if (wishlist.audience, wishlist.people_set_id) != before or wishlist.people_set:
        publish(AudienceChanged(wishlist.kind, wishlist.id))
    if wishlist.is_public:
        show_products_of(wishlist)
    wishlist.announce_change()

"""A member's collections: making, changing, putting away and deleting them."""

from __future__ import annotations

from flask import Blueprint, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.collections.access import find_edited, find_own_collection
from community.collections.forms import CollectionForm, WordsForm
from community.collections.models import Collection
from community.collections.queries import covers, shelf_of
from community.collections.showing import show_products_of
from community.core.answers import invalid, page, see_other
from community.core.db import writing
from community.core.events import publish
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.friends.access import me
from community.friends.events import AudienceChanged
from community.friends.viewer import current_viewer

bp = Blueprint("collections", __name__)


@bp.get("/collections")
def index() -> ResponseReturnValue:
    shelf = shelf_of(current_viewer())
    shown = list(shelf)
    return page("collections/index.html", shelf=shelf, covers=covers(shown) if shown else {})


@bp.get("/collections/new")
def new() -> ResponseReturnValue:
    return page("collections/new.html", form=CollectionForm())


@bp.post("/collections/new")
@once
def create() -> ResponseReturnValue:
    form = CollectionForm()
    if not form.validate():
        return invalid("collections/new.html", form=form)
    limit("write", current_viewer().profile_id)
    with writing_once():
        collection = Collection.begin(me(current_viewer()), form.title.data or "")
        form.fill_words(collection)
        form.show(collection)
        to = keep_answer(url_for("collection_pages.show", collection=collection))
    return see_other(to)


@bp.get("/collections/<thing:collection>/edit")
def edit(collection: int) -> ResponseReturnValue:
    found = find_edited(current_viewer(), collection)
    form = _form(found)
    form.take_words(found)
    if isinstance(form, CollectionForm):
        form.take(found)
    return page("collections/edit.html", form=form, collection=found)


@bp.post("/collections/<thing:collection>/edit")
@once
def update(collection: int) -> ResponseReturnValue:
    found = find_edited(current_viewer(), collection)
    form = _form(found)
    if not form.validate():
        return invalid("collections/edit.html", form=form, collection=found)
    limit("write", current_viewer().profile_id)
    with writing_once():
        found = find_edited(current_viewer(), collection)
        _change(found, form)
        to = keep_answer(url_for("collection_pages.show", collection=found))
    flash(_("Saved."))
    return see_other(to)


@bp.get("/collections/<thing:collection>/delete")
def confirm(collection: int) -> ResponseReturnValue:
    found = find_own_collection(current_viewer(), collection)
    return page("collections/delete.html", collection=found)


@bp.post("/collections/<thing:collection>/delete")
@once
def destroy(collection: int) -> ResponseReturnValue:
    with writing_once():
        found = find_own_collection(current_viewer(), collection)
        title = found.title
        found.remove()
        to = keep_answer(url_for("collections.index"))
    flash(_("“%(title)s” is gone, with its pieces.", title=title))
    return see_other(to)


@bp.post("/collections/<thing:collection>/archive")
def archive(collection: int) -> ResponseReturnValue:
    """Put away, or taken out again when `back` is sent."""
    with writing():
        found = find_own_collection(current_viewer(), collection)
        found.unarchive() if "back" in request.form else found.archive()
        found.announce_change()
    back = "back" in request.form
    flash(_("The collection is back.") if back else _("Put away. Its page stays."))
    return see_other(url_for("collection_pages.show", collection=found))


def _form(collection: Collection) -> WordsForm:
    return CollectionForm() if current_viewer().owns(collection) else WordsForm()


def _change(collection: Collection, form: WordsForm) -> None:
    form.fill_words(collection)
    if isinstance(form, CollectionForm):
        _show(collection, form)
    collection.keep_credits()
    collection.announce_change()


def _show(collection: Collection, form: CollectionForm) -> None:
    before = (collection.audience, collection.people_set_id)
    form.show(collection)
    if (collection.audience, collection.people_set_id) != before or collection.people_set:
        publish(AudienceChanged(collection.kind, collection.id))
    if collection.is_public:
        show_products_of(collection)

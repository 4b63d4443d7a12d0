"""One's own collection, begun with what somebody else has gathered."""

from __future__ import annotations

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue

from community.collections.access import find_collection
from community.collections.copying import remix
from community.collections.forms import CollectionForm
from community.collections.models import Collection
from community.collections.showing import show_products_of
from community.core.answers import invalid, page, see_other
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.friends.access import me
from community.friends.viewer import current_viewer

bp = Blueprint("remixes", __name__)


@bp.get("/collections/<thing:collection>/remix")
def new(collection: int) -> ResponseReturnValue:
    found = find_collection(current_viewer(), collection)
    form = CollectionForm()
    form.title.data = found.title
    form.tags.data = ", ".join(each.tag for each in found.tags)
    return page("collections/remix.html", form=form, source=found)


@bp.post("/collections/<thing:collection>/remix")
@once
def create(collection: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_collection(viewer, collection)
    form = CollectionForm()
    if not form.validate():
        return invalid("collections/remix.html", form=form, source=found)
    limit("write", viewer.profile_id)
    with writing_once():
        source = find_collection(viewer, collection)
        made = Collection.begin(me(viewer), form.title.data or "")
        form.fill_words(made)
        form.show(made)
        remix(source, made, me(viewer))
        if made.is_public:
            show_products_of(made)
        to = keep_answer(url_for("collection_pages.show", collection=made))
    return see_other(to)

"""“I have it”: one mark a member and product, beside what their friends say of it."""

from __future__ import annotations

from flask import Blueprint, flash
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.catalog.access import find_product
from community.catalog.models import Product
from community.core.answers import answer, invalid, page
from community.core.db import writing
from community.core.events import publish
from community.core.idempotency import keep_answer, once, writing_once
from community.core.kinds import kind_of
from community.core.limits import limit
from community.extensions import db
from community.friends.access import me
from community.friends.audience import Audience
from community.friends.events import AudienceChanged
from community.friends.viewer import Viewer, current_viewer
from community.pages.marking import marks_on, who_says
from community.purchases.forms import MarkForm
from community.purchases.models import Mark
from community.wishlists.queries import wished_for_by

bp = Blueprint("marks", __name__)
bp.add_app_template_global(who_says)


@bp.get("/products/<thing:product>/mark")
def edit(product: int) -> ResponseReturnValue:
    """The whole form, with who sees it."""
    viewer = current_viewer()
    found = find_product(viewer, product)
    return page("marks/edit.html", form=_form(viewer, found), product=found)


@bp.post("/products/<thing:product>/mark")
@once
def create(product: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_product(viewer, product)
    form = _form(viewer, found)
    if not form.validate():
        return invalid("marks/edit.html", form=form, product=found)
    limit("write", viewer.profile_id)
    with writing_once():
        found = find_product(viewer, product)
        _put(form, viewer, found)
        to = keep_answer(kind_of(found).address(found))
    flash(_("Noted."))
    return _answer(viewer, found, to)


@bp.post("/products/<thing:product>/unmark")
def destroy(product: int) -> ResponseReturnValue:
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing():
        found = find_product(viewer, product)
        to = kind_of(found).address(found)
        mark = Mark.of(me(viewer).id, found.id)
        if mark:
            mark.remove()
    return _answer(viewer, found, to)


def _put(form: MarkForm, viewer: Viewer, product: Product) -> None:
    mark = Mark.put(product, me(viewer), form.state.data, form.usual)
    if form.names_audience:
        form.show(mark)
        db.session.flush()
        publish(AudienceChanged(mark.kind, mark.id))
    if mark.is_public:
        product.put_on_show()


def _form(viewer: Viewer, product: Product) -> MarkForm:
    return MarkForm(Mark.of(me(viewer).id, product.id), usual=_usual_audience(viewer, product))


def _usual_audience(viewer: Viewer, product: Product) -> str:
    """Friends; but what a friend wishes for may be a present, so one is told nothing by default."""
    wanted = db.session.scalar(wished_for_by(viewer, product.id).limit(1))
    return (Audience.ME if wanted else Audience.FRIENDS).value


def _answer(viewer: Viewer, product: Product, to: str) -> ResponseReturnValue:
    return answer(
        "marks/_marks.html", to=to, product=product, oob=True, **marks_on(viewer, product)
    )

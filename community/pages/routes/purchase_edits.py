"""What its owner does with a purchase: undo it, put it right, take it away, let it be known."""

from __future__ import annotations

from flask import Blueprint, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.answers import invalid, see_other
from community.core.db import writing
from community.core.events import publish
from community.core.idempotency import keep_answer, once, writing_once
from community.core.kinds import kind_of
from community.core.limits import limit
from community.friends.events import AudienceChanged
from community.friends.viewer import current_viewer
from community.purchases.access import find_own_purchase
from community.purchases.buying import WordsForm
from community.purchases.jobs import tell_it

bp = Blueprint("purchase_edits", __name__)


@bp.post("/purchases/<thing:purchase>/undo")
@once
def undo(purchase: int) -> ResponseReturnValue:
    """Within ten minutes; who is too late is told so, and may still take it away."""
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing_once():
        found = find_own_purchase(viewer, purchase)
        product, here = kind_of(found.product).address(found.product), kind_of(found).address(found)
        is_undone = found.undo()
        to = keep_answer(product if is_undone else here)
    if is_undone:
        flash(_("Undone. Nobody was told."))
    else:
        flash(_("It is told already. You can still remove it."))
    return see_other(to)


@bp.post("/purchases/<thing:purchase>/tell")
def tell(purchase: int) -> ResponseReturnValue:
    """For who will not wait: from now on it can be removed, and not undone."""
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing():
        found = find_own_purchase(viewer, purchase)
        tell_it(found)
        to = kind_of(found).address(found)
    return see_other(to)


@bp.get("/purchases/<thing:purchase>/edit")
def edit(purchase: int) -> ResponseReturnValue:
    found = find_own_purchase(current_viewer(), purchase)
    form = WordsForm(note=found.note, shows_price=found.shows_price)
    form.take(found)
    return render_template("purchases/edit.html", purchase=found, form=form)


@bp.post("/purchases/<thing:purchase>/edit")
@once
def update(purchase: int) -> ResponseReturnValue:
    viewer, form = current_viewer(), WordsForm()
    found = find_own_purchase(viewer, purchase)
    if not form.validate():
        return invalid("purchases/edit.html", purchase=found, form=form)
    limit("write", viewer.profile_id)
    with writing_once():
        found = find_own_purchase(viewer, purchase)
        found.note, found.shows_price = form.note.data, form.shows_price.data
        form.show(found)
        publish(AudienceChanged(found.kind, found.id))
        to = keep_answer(kind_of(found).address(found))
    return see_other(to)


@bp.post("/purchases/<thing:purchase>/reveal")
def reveal(purchase: int) -> ResponseReturnValue:
    """Let those see it from whom it was kept: the present is given."""
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing():
        found = find_own_purchase(viewer, purchase)
        found.reveal()
        to = kind_of(found).address(found)
    flash(_("It is kept from nobody any more."))
    return see_other(to)


@bp.post("/purchases/<thing:purchase>/remove")
@once
def destroy(purchase: int) -> ResponseReturnValue:
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing_once():
        found = find_own_purchase(viewer, purchase)
        to = keep_answer(url_for("profiles.show", handle=found.owner.handle, tab="bought"))
        found.remove()
    flash(_("Removed."))
    return see_other(to)

"""Two products that are one thing: found, looked at side by side, made one, and taken back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.catalog.access import merged_into
from community.catalog.merging import alike
from community.catalog.models import Likeness, Merge, Product
from community.core import audit
from community.core.answers import invalid, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.ids import decode
from community.extensions import db
from community.friends.viewer import current_viewer
from community.moderation import queries
from community.moderation.access import find_merge, find_on_show, moderator
from community.moderation.forms import MergeForm, OtherPageForm

bp = Blueprint("merges", __name__)


@bp.get("/moderation/merges")
def index() -> ResponseReturnValue:
    """Pairs that wait to be looked at, or those that were made one."""
    moderator(current_viewer())
    is_done, after = request.args.get("state") == "done", request.args.get("after")
    page = queries.merges(after) if is_done else queries.likenesses(after)
    return render_template("moderation/merges.html", page=page, is_done=is_done)


@bp.get("/moderation/products/<thing:product>/merge")
def new(product: int) -> ResponseReturnValue:
    """Which other page it is; with `other`, both side by side."""
    moderator(current_viewer())
    found = find_on_show(product)
    form = OtherPageForm(request.args, meta={"csrf": False}, this=found)
    if not request.args.get("other"):
        form = OtherPageForm(formdata=None, this=found)
    elif form.validate():
        both = _in_order(found, find_on_show(form.other_id))
        return render_template("moderation/merge.html", **_pair(both, _form(both)))
    shown = {"product": found, "form": form, "alike": _candidates(found)}
    status = 422 if form.errors else 200
    return render_template("moderation/merge_with.html", **shown), status


@bp.post("/moderation/products/<thing:product>/merge")
@once
def create(product: int) -> ResponseReturnValue:
    """409 when one of them is not free (any more): merged, hidden, or on its way."""
    by = moderator(current_viewer())
    if stands := merged_into(product) or merged_into(_other_id()):
        flash(_("Another moderator merged one of them meanwhile."))
        return see_other(url_for("product_pages.show", product=db.session.get_one(Product, stands)))
    both = _in_order(find_on_show(product), find_on_show(_other_id()))
    form = _form(both)
    if not form.validate():
        return invalid("moderation/merge.html", **_pair(both, form))
    stays = decode(form.stays.data)
    goes = next(each.id for each in both if each.id != stays)
    with writing_once():
        merge = Merge.make(goes, stays, by)
        if merge:
            audit.record(by.id, "product.merge", "product", goes)
        to = keep_answer(url_for("merges.index", state="done")) if merge else ""
    if not to:
        form.form_errors.append(_("One of them was merged or hidden meanwhile, or is being moved."))
        both = _in_order(*(queries.product(each) for each in (goes, stays)))
        return invalid("moderation/merge.html", status=409, **_pair(both, form))
    flash(_("They are one now. What hangs on the other page follows within moments."))
    return see_other(to)


@bp.post("/moderation/merges/<thing:merge>/undo")
def undo(merge: int) -> ResponseReturnValue:
    """Puts back exactly what was moved; what was added since stays."""
    by = moderator(current_viewer())
    with writing():
        found = find_merge(current_viewer(), merge)
        is_undone = found.undo()
        if is_undone:
            Likeness.dismiss(found.loser_id, found.survivor_id)
            audit.record(by.id, "product.unmerge", "product", found.loser_id)
    flash(_("Taken back.") if is_undone else _("That cannot be taken back now."))
    return see_other(url_for("merges.index", state="done"))


def _form(both: list[Product]) -> MergeForm:
    return MergeForm(both=both, stays=MergeForm.key_of(both[0]))


def _other_id() -> int:
    try:
        return decode(request.form.get("other", ""))
    except ValueError:
        return 0


def _in_order(*products: Product) -> list[Product]:
    """The older first: its address has been passed on for longest."""
    return sorted(products, key=lambda each: each.id)


def _pair(both: list[Product], form: MergeForm) -> dict[str, Any]:
    return {"both": both, "form": form}


def _candidates(product: Product) -> list[Product]:
    found = {each.id: each for each in (*queries.likened_to(product), *alike(product))}
    return list(found.values())

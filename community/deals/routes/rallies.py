"""What several members would buy together: beginning it, its page, taking it back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.catalog.access import find_product
from community.catalog.models import Product
from community.core.access import public
from community.core.answers import invalid, page, see_other
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.core.locales import choose_currency
from community.deals.access import find_own_rally, find_rally
from community.deals.models import Rally
from community.deals.queries import joined_rallies
from community.deals.rally_forms import RallyForm
from community.friends.access import me
from community.friends.viewer import current_viewer

bp = Blueprint("rallies", __name__)


@bp.get("/products/<thing:product>/together")
def new(product: int) -> ResponseReturnValue:
    found = find_product(current_viewer(), product)
    return page("deals/new_rally.html", product=found, form=_form(found))


@bp.post("/products/<thing:product>/together")
@once
def create(product: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_product(viewer, product)
    form = _form(found)
    if not form.validate():
        return invalid("deals/new_rally.html", product=found, form=form)
    limit("ask", viewer.profile_id)
    with writing_once():
        rally = form.rally(find_product(viewer, product))
        rally.owner = me(viewer)
        form.show(rally)
        rally.begin()
        to = keep_answer(url_for("rallies.show", rally=rally))
    return see_other(to)


@bp.get("/rallies/<thing:rally>")
@public
def show(rally: int) -> ResponseReturnValue:
    viewer = current_viewer()
    return page("deals/rally.html", **shown(find_rally(viewer, rally)))


@bp.post("/rallies/<thing:rally>/remove")
@once
def destroy(rally: int) -> ResponseReturnValue:
    viewer = current_viewer()
    with writing_once():
        found = find_own_rally(viewer, rally)
        to = keep_answer(url_for("product_pages.show", product=found.product))
        found.remove()
    flash(_("It is gone."))
    return see_other(to)


def shown(rally: Rally, problem: str = "") -> dict[str, Any]:
    joined = bool(joined_rallies(current_viewer(), [rally]))
    return {"rally": rally, "is_joined": joined, "problem": problem}


def _form(product: Product) -> RallyForm:
    form = RallyForm(product, currency=_currency(product))
    if not form.selling:
        abort(404)  # nobody could be asked
    form.shop.data = form.shop.data or request.args.get("shop")
    return form


def _currency(product: Product) -> str:
    offer = product.offer
    return offer.currency if offer and offer.currency else choose_currency()

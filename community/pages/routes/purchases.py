"""“I bought this”: written down, looked at beforehand, told ten minutes later."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.catalog.access import find_product
from community.catalog.models import Product
from community.core.access import public
from community.core.answers import invalid, is_htmx, page, see_other
from community.core.cache import for_strangers
from community.core.idempotency import keep_answer, once, writing_once
from community.core.images.uploads import keep_upload
from community.core.kinds import kind_of
from community.core.limits import limit
from community.core.locales import choose_currency
from community.friends.access import me
from community.friends.models import ShareLink
from community.friends.viewer import Viewer, current_viewer
from community.pages.bought_words import WORDS
from community.purchases.access import find_purchase
from community.purchases.awaiting import who_awaits
from community.purchases.buying import PurchaseForm
from community.purchases.models import Purchase
from community.reactions.queries import comments_under
from community.retailers.queries import stores_of
from community.wishlists.queries import lists_holding

bp = Blueprint("purchases", __name__)
for word in WORDS:
    bp.add_app_template_global(word)


@bp.get("/products/<thing:product>/bought")
def new(product: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_product(viewer, product)
    return page("purchases/new.html", **form_parts(viewer, found, _form(viewer, found)))


@bp.post("/products/<thing:product>/bought")
def create(product: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_product(viewer, product)
    form = _form(viewer, found)
    if "preview" in request.form:
        return look_at(viewer, found, form, "purchases/new.html")
    return _save(viewer, product, form)


@once
def _save(viewer: Viewer, product_id: int, form: PurchaseForm) -> ResponseReturnValue:
    photo = keep_upload(form.photo, viewer.profile_id) if form.validate() else None
    found = find_product(viewer, product_id)
    if form.errors:
        return invalid("purchases/new.html", **form_parts(viewer, found, form))
    limit("buy", viewer.profile_id)
    with writing_once():
        form.product = find_product(viewer, product_id)
        form.awaiting = who_awaits(viewer, form.product.id)
        purchase = form.write_down(me(viewer), photo)
        to = keep_answer(kind_of(purchase).address(purchase))
    flash(_("Written down. In ten minutes it is told; until then you can undo it."))
    return see_other(to)


@bp.get("/purchases/<thing:purchase>")
@public
@for_strangers("after", kind="purchase", thing="purchase")
def show(purchase: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_purchase(viewer, purchase)
    is_mine = viewer.owns(found)
    return page(
        "purchases/show.html",
        purchase=found,
        is_mine=is_mine,
        link=ShareLink.of(Purchase.kind, found.id) if is_mine else None,
        comments=comments_under(viewer, "purchase", found.id, request.args.get("after")),
    )


def _form(viewer: Viewer, product: Product) -> PurchaseForm:
    form = PurchaseForm(
        product, who_awaits(viewer, product.id), stores_of(o.shop for o in product.offers),
        choose_currency(),
    )  # fmt: skip
    if not form.is_submitted():
        form.ends_wish.data = "wish" in request.args
    return form


def look_at(
    viewer: Viewer, product: Product, form: PurchaseForm, template: str, **more: Any
) -> ResponseReturnValue:
    """As friends would see it; nothing is kept, and what is missing is said when it is saved."""
    form.validate()
    parts = form_parts(viewer, product, form)
    if is_htmx():
        return page("purchases/_preview.html", **parts)
    for field in form:
        field.errors = []
    return render_template(template, **parts, **more)


def form_parts(viewer: Viewer, product: Product, form: PurchaseForm) -> dict[str, Any]:
    return {
        "form": form,
        "product": product,
        "preview": form.purchase(me(viewer)),
        "lists": lists_holding(me(viewer).id, product.id),
    }

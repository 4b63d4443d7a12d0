"""“Share what you bought”: where a shop's checkout leads to. The link writes nothing; what it names
is looked at, agreed to and shared here, and the shop never learns by whom."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.core.access import public
from community.core.answers import invalid, is_htmx, page, see_other
from community.core.idempotency import keep_answer, once, writing_once
from community.core.images.prepare import Prepared
from community.core.images.uploads import keep_upload
from community.core.kinds import kind_of
from community.core.limits import limit
from community.core.locales import choose_currency
from community.friends.access import me
from community.friends.viewer import Viewer, current_viewer
from community.pages.checkout import CheckoutForm, Order, order_of
from community.purchases.awaiting import who_awaits
from community.purchases.incentives import incentive_of
from community.purchases.models import Purchase
from community.purchases.models.proof import TokenIsUsed
from community.purchases.tokens import BadToken
from community.retailers.queries import stores_of
from community.wishlists.queries import lists_holding

bp = Blueprint("bought", __name__)

KEPT = "bought"  # in the cookie, for who signs up first
LONGEST_KEPT = 1500


@bp.get("/new")
@public
def new() -> ResponseReturnValue:
    viewer = current_viewer()
    try:
        order = order_of(viewer, request.args)
    except BadToken as problem:
        return _refuse(str(problem), 422)
    if not viewer.is_member:
        if len(request.full_path) < LONGEST_KEPT:
            session[KEPT] = request.full_path
        return page("purchases/stranger.html", order=order, back=request.full_path)
    session.pop(KEPT, None)
    return page("purchases/checkout.html", **_parts(viewer, order, _form(viewer, order)))


@bp.post("/new")
def create() -> ResponseReturnValue:
    viewer = current_viewer()
    try:
        order = order_of(viewer, request.form)
    except BadToken as problem:
        return _refuse(str(problem), 422)
    form = _form(viewer, order)
    if "preview" in request.form:
        template = "purchases/_preview.html" if is_htmx() else "purchases/checkout.html"
        return page(template, **_parts(viewer, order, form.unblamed()))
    return _save(viewer, order, form)


@once
def _save(viewer: Viewer, order: Order, form: CheckoutForm) -> ResponseReturnValue:
    photo = keep_upload(form.photo, viewer.profile_id) if form.validate() else None
    if form.errors:
        return invalid("purchases/checkout.html", **_parts(viewer, order, form))
    limit("buy", viewer.profile_id)
    try:
        with writing_once():
            purchase = _share(viewer, form, photo)
            to = keep_answer(kind_of(purchase).address(purchase))
    except BadToken as problem:
        return _refuse(str(problem), 422)
    except TokenIsUsed:
        return _refuse(_("This token has been used already; each is good for one purchase."), 409)
    flash(_("Written down. In ten minutes it is told; until then you can undo it."))
    return see_other(to)


def _share(viewer: Viewer, form: CheckoutForm, photo: Prepared | None) -> Purchase:
    order = order_of(viewer, request.form)  # as it stands in this transaction
    product = order.offer_for(me(viewer), form.title.data or "").product
    form.settle_on(product, who_awaits(viewer, product.id))
    purchase = form.write_down(me(viewer), photo)
    order.settle(purchase, me(viewer))
    return purchase


def _form(viewer: Viewer, order: Order) -> CheckoutForm:
    product = order.product
    awaiting = who_awaits(viewer, product.id) if product else []
    stores = stores_of(offer.shop for offer in product.offers) if product else []
    form = CheckoutForm(product, awaiting, stores, choose_currency())
    form.begin(order)
    return form


def _parts(viewer: Viewer, order: Order, form: CheckoutForm) -> dict[str, Any]:
    product = order.product
    lists = lists_holding(me(viewer).id, product.id) if product else []
    preview = form.purchase(me(viewer)) if product else None
    gain = incentive_of(order.retailer.id if order.retailer else None)
    form_parts = {"order": order, "form": form, "product": product, "lists": lists}
    return {**form_parts, "preview": preview, "incentive": gain}


def _refuse(words: str, status: int) -> ResponseReturnValue:
    """In words, and with the way to share it without the shop's proof."""
    said = {**request.args, **request.form}
    url = said.get("url", "")
    plain = url_for("bought.new", url=url) if url.startswith(("http://", "https://")) else ""
    return render_template("purchases/refused.html", words=words, plain=plain), status

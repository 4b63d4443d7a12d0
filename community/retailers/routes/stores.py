from __future__ import annotations

from flask import Blueprint, abort, flash, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import func, select

from community.core.answers import invalid, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.limits import limit
from community.extensions import db
from community.friends.viewer import current_viewer
from community.retailers.access import find_retailer, find_store
from community.retailers.forms import StoreForm
from community.retailers.models import Retailer, Store
from community.retailers.models.store import MOST_STORES

bp = Blueprint("stores", __name__)


@bp.get("/retailers/<thing:retailer>/stores")
def index(retailer: int) -> ResponseReturnValue:
    found = find_retailer(current_viewer(), retailer)
    return render_template("retailers/stores.html", retailer=found, form=StoreForm())


@bp.post("/retailers/<thing:retailer>/stores")
@once
def create(retailer: int) -> ResponseReturnValue:
    form, viewer = StoreForm(), current_viewer()
    found = find_retailer(viewer, retailer)
    if not form.validate():
        return invalid("retailers/stores.html", retailer=found, form=form)
    limit("write", viewer.profile_id)
    with writing_once():
        found = find_retailer(viewer, retailer)
        _refuse_too_many(found)
        store = Store(retailer_id=found.id)
        form.populate_obj(store)
        db.session.add(store)
        to = keep_answer(url_for("stores.index", retailer=found))
    flash(_("%(store)s is on your page.", store=store.name))
    return see_other(to)


@bp.get("/stores/<thing:store>/edit")
def edit(store: int) -> ResponseReturnValue:
    found = find_store(current_viewer(), store)
    return _form(found, StoreForm(obj=found))


@bp.post("/stores/<thing:store>/edit")
def update(store: int) -> ResponseReturnValue:
    form, viewer = StoreForm(), current_viewer()
    found = find_store(viewer, store)
    if not form.validate():
        return invalid("retailers/store.html", retailer=found.retailer, store=found, form=form)
    limit("write", viewer.profile_id)
    with writing():
        found = find_store(viewer, store)
        form.populate_obj(found)
    return see_other(url_for("stores.index", retailer=found.retailer))


@bp.post("/stores/<thing:store>/remove")
@once
def destroy(store: int) -> ResponseReturnValue:
    with writing_once():
        found = find_store(current_viewer(), store)
        to = keep_answer(url_for("stores.index", retailer=found.retailer))
        db.session.delete(found)
    return see_other(to)


def _form(store: Store, form: StoreForm) -> ResponseReturnValue:
    return render_template("retailers/store.html", retailer=store.retailer, store=store, form=form)


def _refuse_too_many(retailer: Retailer) -> None:
    retailer.lock()
    count = db.session.scalar(select(func.count(Store.id)).where(Store.retailer_id == retailer.id))
    if (count or 0) >= MOST_STORES:
        abort(409)

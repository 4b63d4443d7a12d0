"""The keys by which a shop signs its purchase tokens: shown once, followed by others, revoked."""

from __future__ import annotations

from typing import Any

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
from community.retailers.access import demand_lead, find_retailer, find_signing_key
from community.retailers.examples import EXAMPLES
from community.retailers.forms import KeyForm
from community.retailers.models import Retailer, SigningKey
from community.retailers.models.signing_key import MOST_KEYS
from community.retailers.queries import keys_of, proved_by

bp = Blueprint("signing_keys", __name__)
bp.add_app_template_global(lambda: EXAMPLES, "signing_examples")


@bp.get("/retailers/<thing:retailer>/keys")
def index(retailer: int) -> ResponseReturnValue:
    found = find_retailer(current_viewer(), retailer)
    return render_template("retailers/keys.html", **_parts(found, KeyForm()))


@bp.post("/retailers/<thing:retailer>/keys")
@once
def create(retailer: int) -> ResponseReturnValue:
    form, viewer = KeyForm(), current_viewer()
    found = find_retailer(viewer, retailer)
    demand_lead(viewer, found)
    if not form.validate():
        return invalid("retailers/keys.html", **_parts(found, form))
    limit("write", viewer.profile_id)
    with writing_once():
        found = _led(retailer)
        _refuse_too_many(found)
        SigningKey.make(found, form.name.data or "")
        to = keep_answer(_page(found))
    return see_other(to)


@bp.post("/retailers/<thing:retailer>/keys/<thing:signing_key>/put-away")
def put_away(retailer: int, signing_key: int) -> ResponseReturnValue:
    """The team has taken it down; it is shown no more."""
    with writing():
        found = _led(retailer)
        find_signing_key(found, signing_key).put_away()
    return see_other(_page(found))


@bp.post("/retailers/<thing:retailer>/keys/<thing:signing_key>/rotate")
@once
def rotate(retailer: int, signing_key: int) -> ResponseReturnValue:
    with writing_once():
        found = _led(retailer)
        _refuse_too_many(found)
        find_signing_key(found, signing_key).rotate()
        to = keep_answer(_page(found))
    flash(_("The old key works for a week more."))
    return see_other(to)


@bp.post("/retailers/<thing:retailer>/keys/<thing:signing_key>/revoke")
def revoke(retailer: int, signing_key: int) -> ResponseReturnValue:
    with writing():
        found = _led(retailer)
        find_signing_key(found, signing_key).revoke()
    flash(_("Nothing signed with this key is believed any more."))
    return see_other(_page(found))


def _led(retailer_id: int) -> Retailer:
    viewer = current_viewer()
    found = find_retailer(viewer, retailer_id)
    demand_lead(viewer, found)
    return found


def _page(retailer: Retailer) -> str:
    return url_for("signing_keys.index", retailer=retailer)


def _parts(retailer: Retailer, form: KeyForm) -> dict[str, Any]:
    shops = proved_by(retailer)
    return {"retailer": retailer, "form": form, "keys": keys_of(retailer), "shops": shops}


def _refuse_too_many(retailer: Retailer) -> None:
    retailer.lock()
    mine = SigningKey.retailer_id == retailer.id, SigningKey.is_good()
    if (db.session.scalar(select(func.count(SigningKey.id)).where(*mine)) or 0) >= MOST_KEYS:
        abort(409)

"""Settling in after the address is confirmed: three steps, each of which may be skipped. Where it
goes on is kept, and home says so until it is done or declined."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from community.accounts.events import ProfileChanged
from community.accounts.models import Profile
from community.accounts.settings_forms import ProfileForm
from community.catalog.access import is_listed
from community.catalog.models import Product
from community.core.answers import invalid, page, see_other
from community.core.db import writing
from community.core.events import publish
from community.core.limits import limit
from community.extensions import db
from community.friends.access import me
from community.friends.queries import relations
from community.friends.routes.invites import has_invite, invite_link_of
from community.friends.viewer import current_viewer
from community.insights.suggestions import suggestions_for
from community.wishlists.queries import own_wishes_of

bp = Blueprint("welcome", __name__)

STEPS = ("profile", "people", "things")
MOST_THINGS = 12
MOST_PEOPLE = 5


@bp.get("/welcome")
def resume() -> ResponseReturnValue:
    """Where one left off; home once it is done."""
    step = current_user.account.welcome_step
    return see_other(
        url_for("welcome.show", step=STEPS[step - 1]) if step else url_for("home.show")
    )


@bp.get("/welcome/<any(profile, people, things):step>")
def show(step: str) -> ResponseReturnValue:
    return page(f"welcome/{step}.html", step=STEPS.index(step) + 1, **MATERIAL[step]())


@bp.post("/welcome/profile")
def update() -> ResponseReturnValue:
    form = ProfileForm()
    limit("write", current_user.account.id)
    if not form.validate():
        return invalid("welcome/profile.html", step=1, form=form)
    with writing():
        profile = me(current_viewer())
        for name in ("name", "pronouns", "bio", "website"):
            setattr(profile, name, form[name].data or "")
        publish(ProfileChanged(profile.id))
        current_user.account.welcome_step = 2
    return see_other(url_for("welcome.show", step="people"))


@bp.post("/welcome/<any(profile, people, things):step>/skip")
def skip(step: str) -> ResponseReturnValue:
    """On to the next; after the last it is done."""
    place = STEPS.index(step) + 1
    with writing():
        current_user.account.welcome_step = place + 1 if place < len(STEPS) else 0
    return see_other(url_for("welcome.resume"))


@bp.post("/welcome/end")
def end() -> ResponseReturnValue:
    with writing():
        current_user.account.welcome_step = 0
    return see_other(url_for("home.show"))


def _profile() -> dict[str, Any]:
    own: Profile = current_user.profile
    return {"form": ProfileForm(formdata=None, obj=own)}


def _people() -> dict[str, Any]:
    viewer = current_viewer()
    rows = suggestions_for(viewer, MOST_PEOPLE)
    return {
        "suggestions": rows,
        "relations": relations(viewer, [row.person for row in rows]),
        "invited": has_invite(viewer),
        "invite": invite_link_of(me(viewer)),
    }


def _things() -> dict[str, Any]:
    """What others have found lately, to keep with one press."""
    query = select(Product).where(is_listed(), Product.picture_id.is_not(None))
    newest = query.order_by(Product.id.desc()).limit(MOST_THINGS)
    products = list(db.session.scalars(newest.options(selectinload(Product.offers))).unique())
    ids = [product.id for product in products]
    return {"products": products, "saved": own_wishes_of(current_viewer(), ids)}


MATERIAL = {"profile": _profile, "people": _people, "things": _things}

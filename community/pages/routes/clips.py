"""The clip form: one way in for everything, usable at once, filled in when the page was read."""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from community.catalog.access import find_own_clip
from community.catalog.models import Clip
from community.core.answers import invalid, is_htmx, page, see_other
from community.core.db import writing
from community.core.idempotency import keep_answer, once, writing_once
from community.core.ids import decode, encode
from community.core.images.uploads import keep_upload
from community.core.kinds import kind_of
from community.core.limits import limit
from community.core.locales import choose_currency
from community.friends.access import me
from community.friends.viewer import current_viewer
from community.pages.clipping import keep
from community.pages.forms import ClipForm
from community.wishlists.models import Wish
from community.wishlists.queries import owned_by

bp = Blueprint("clips", __name__)


@bp.get("/clip")
def new() -> ResponseReturnValue:
    """Empty, or with what the bookmark, a share sheet or a link brought along."""
    form = _form()
    is_seen = form.take_brought(request.args)
    wanted = request.args.get("list", "")
    if wanted in dict(form.list.choices):
        form.list.data = wanted
    return render_template("clips/new.html", form=form, clip=None, is_seen=is_seen)


@bp.post("/clip")
def create() -> ResponseReturnValue:
    form = _form()
    if "look" in request.form:
        return _look(form)
    if "fill" in request.form:
        return _fill(form)
    return _save(form)


@bp.get("/clip/<thing:clip>")
def show(clip: int) -> ResponseReturnValue:
    """The form again, as it was left; without script the page's facts are fetched by a button."""
    found = find_own_clip(current_viewer(), clip)
    form = _form()
    form.take_typed({"url": found.url, **found.typed})
    return render_template("clips/new.html", form=form, clip=found)


@bp.get("/clip/<thing:clip>/found")
def found(clip: int) -> ResponseReturnValue:
    """What the worker has found so far, for the open form."""
    return page("clips/_found.html", clip=find_own_clip(current_viewer(), clip))


def _look(form: ClipForm) -> ResponseReturnValue:
    """Keep what is typed and have the page read. The form need not be complete."""
    viewer = current_viewer()
    if not form.has_address():
        return invalid("clips/new.html", partial="clips/_refused.html", form=form, clip=None)
    limit("clip", viewer.profile_id)
    with writing():
        clip = Clip.ask(me(viewer), form.url.data, form.typed(), form.pictures_brought)
    if is_htmx():
        return page("clips/_found.html", clip=clip)
    return see_other(url_for("clips.show", clip=clip))


def _fill(form: ClipForm) -> ResponseReturnValue:
    limit("write", current_viewer().profile_id)
    with writing():
        clip = _clip_of(form) or abort(404)
        if form.is_about(clip):
            form.fill(clip.found)
        clip.typed = form.typed()
    return see_other(url_for("clips.show", clip=clip))


@once
def _save(form: ClipForm) -> ResponseReturnValue:
    clip = _clip_of(form)
    if clip and not form.is_about(clip):
        clip = None  # the address was changed since: what was found belongs to another page
    photo = keep_upload(form.photo, current_viewer().profile_id) if form.validate() else None
    if form.errors:
        return _again(form, clip)
    viewer = current_viewer()
    limit("write", viewer.profile_id)
    with writing_once():
        wish = keep(form, viewer, me(viewer), clip, photo)
        to = keep_answer(_after(wish))
    if not _asked_about(wish):
        flash(_("Saved to %(list)s.", list=wish.wishlist.title))
    return see_other(to)


def _asked_about(wish: Wish) -> int | None:
    return wish.product_id if "ask" in request.form else None


def _after(wish: Wish) -> str:
    if "bought" in request.form and wish.product:
        return url_for("purchases.new", product=wish.product, wish=1)
    product_id = _asked_about(wish)
    if product_id:
        return url_for("polls.new", product=encode(product_id))
    return kind_of(wish.wishlist).address(wish.wishlist)


def _form() -> ClipForm:
    lists = owned_by(me(current_viewer()).id)
    return ClipForm(lists=lists, currency=choose_currency())


def _clip_of(form: ClipForm) -> Clip | None:
    try:
        clip_id = decode(form.clip.data or "")
    except ValueError:
        return None
    return find_own_clip(current_viewer(), clip_id)


def _again(form: ClipForm, clip: Clip | None = None) -> Response:
    return invalid("clips/new.html", form=form, clip=clip)

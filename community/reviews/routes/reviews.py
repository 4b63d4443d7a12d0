"""Reviews: read, written, changed, taken back."""

from __future__ import annotations

from dataclasses import replace

from flask import Blueprint, abort, flash, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal
from flask_babel import gettext as _

from community.catalog.access import find_product
from community.catalog.models import Product
from community.core.access import public
from community.core.answers import invalid, is_htmx, page, see_other
from community.core.cache import for_strangers
from community.core.db import writing
from community.core.events import publish
from community.core.idempotency import keep_answer, once, writing_once
from community.core.images.models import Picture
from community.core.images.prepare import Prepared
from community.core.limits import limit
from community.friends.access import me
from community.friends.events import AudienceChanged
from community.friends.viewer import Viewer, current_viewer
from community.purchases.queries import is_proved as is_bought
from community.purchases.rewarding import is_rewarded
from community.reviews.access import (
    find_own_review,
    find_review,
    may_review,
    teams_for,
    teams_to_reply,
)
from community.reviews.cards import fit_words, happy_words, helpful, star_words, stars
from community.reviews.forms import MOST_PICTURES, ReviewForm, TeamForm, keep_photos
from community.reviews.models import Review
from community.reviews.queries import Filter, friends_among
from community.reviews.showing import reviews_page
from community.reviews.words import is_worn

bp = Blueprint("reviews", __name__)
FITTING = ("small", "true", "large")
for piece in (fit_words, happy_words, helpful, star_words, stars, is_worn):
    bp.add_app_template_global(piece)
bp.add_app_template_filter(format_decimal, "decimal")


@bp.get("/products/<thing:product>/reviews")
@public
@for_strangers("after", "stars", "fit", "photos", "verified", kind="product", thing="product")
def index(product: int) -> ResponseReturnValue:
    viewer, after = current_viewer(), request.args.get("after")
    found = find_product(viewer, product)
    parts = reviews_page(viewer, found, _filter(), after)
    name = "reviews/_rows.html" if is_htmx() and after else "reviews/index.html"
    return page(name, teams=teams_for(viewer, found.id), **parts)


def _filter() -> Filter:
    said = request.args
    number, fit = said.get("stars", "", type=str), said.get("fit", "")
    return Filter(
        stars=int(number) if number in ("1", "2", "3", "4", "5") else 0,
        fit=fit if fit in FITTING else "",
        with_photos=said.get("photos") == "1",
        verified=said.get("verified") == "1",
    )


@bp.get("/reviews/<thing:review>")
@public
def show(review: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = find_review(viewer, review)
    return review_page(viewer, found)


def review_page(viewer: Viewer, review: Review, **parts: object) -> ResponseReturnValue:
    """One review by itself, with what its author or a shop is asked there."""
    teams = teams_to_reply(viewer, review)
    whole = {
        "is_friend": bool(friends_among(viewer, [review.owner_id])),
        "teams": teams,
        "reply_form": TeamForm(teams) if teams else None,
        "waiting": _waiting(viewer, review),
    }
    status = 422 if parts else 200
    return page("reviews/show.html", status=status, review=review, **{**whole, **parts})


def _waiting(viewer: Viewer, review: Review) -> object:
    """What the author has been asked last and has not answered."""
    if not viewer.owns(review):
        return None
    open_ones = [each for each in review.followups if each.answered_at is None]
    return open_ones[-1] if open_ones else None


@bp.get("/products/<thing:product>/review")
def new(product: int) -> ResponseReturnValue:
    """Whoever has written one goes on with that."""
    viewer = current_viewer()
    found = find_product(viewer, product)
    own = Review.of(me(viewer).id, found.id)
    if own is not None and own.removed_at is None:
        return see_other(url_for("reviews.edit", review=own.id))
    return _form_page(viewer, found, ReviewForm())


@bp.post("/products/<thing:product>/review")
@once
def create(product: int) -> ResponseReturnValue:
    viewer, form = current_viewer(), ReviewForm()
    found = find_product(viewer, product)
    if not may_review(viewer, found.id):
        abort(403)
    kept = keep_photos(form, viewer.profile_id) if form.validate() else []
    if form.errors:
        return _form_page(viewer, found, form)
    limit("review", viewer.profile_id)
    to = _written(viewer, product, form, kept)
    if to is None:
        own = Review.of(me(viewer).id, found.id) or abort(404)
        flash(_("You have written about this already; here is what you said."))
        return see_other(url_for("reviews.edit", review=own.id))
    flash(_("Your review is there."))
    return see_other(to)


def _written(viewer: Viewer, product_id: int, form: ReviewForm, kept: list[Prepared]) -> str | None:
    """Where it stands; None when they had written one."""
    with writing_once():
        product = find_product(viewer, product_id)
        author = me(viewer)
        is_proved = is_bought(author.id, product.id)
        said = form.said
        if is_rewarded(author.id, product.id):
            said = replace(said, incentive="given")
        review = Review.write(product, author, said, is_proved=is_proved)
        if review is None:
            return None
        review.hang([Picture.of(each) for each in kept], MOST_PICTURES)
        _show_to(review, form.audience.data)
        return keep_answer(url_for("reviews.show", review=review.id))


@bp.get("/reviews/<thing:review>/edit")
def edit(review: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = _standing(viewer, review)
    return _form_page(viewer, found.product, ReviewForm(found), review=found)


@bp.post("/reviews/<thing:review>/edit")
def update(review: int) -> ResponseReturnValue:
    viewer = current_viewer()
    found = _standing(viewer, review)
    form = ReviewForm(found)
    kept = keep_photos(form, viewer.profile_id) if form.validate() else []
    if form.errors:
        return _form_page(viewer, found.product, form, review=found)
    limit("write", viewer.profile_id)
    with writing():
        found = _standing(viewer, review)
        found.take_down(form.to_take_down)
        found.hang([Picture.of(each) for each in kept], MOST_PICTURES)
        found.edit(form.said)
        _show_to(found, form.audience.data)
    flash(_("Kept."))
    return see_other(url_for("reviews.show", review=review))


def _show_to(review: Review, audience: str) -> None:
    if review.audience != audience:
        review.show_to(audience)
        review.tell_of_change()
        publish(AudienceChanged(review.kind, review.id))
    if review.is_public:
        review.product.put_on_show()


@bp.post("/reviews/<thing:review>/remove")
def destroy(review: int) -> ResponseReturnValue:
    with writing():
        found = find_own_review(current_viewer(), review)
        found.remove()
        product = found.product
    flash(_("Your review is gone. It can be put back for a day, from the product’s page."))
    return see_other(url_for("product_pages.show", product=product, _anchor="reviews"))


@bp.post("/reviews/<thing:review>/restore")
def restore(review: int) -> ResponseReturnValue:
    with writing():
        found = find_own_review(current_viewer(), review)
        found.restore()
    return see_other(url_for("reviews.show", review=review))


def _standing(viewer: Viewer, review_id: int) -> Review:
    review = find_own_review(viewer, review_id)
    return review if review.removed_at is None else abort(404)


def _form_page(
    viewer: Viewer, product: Product, form: ReviewForm, review: Review | None = None
) -> ResponseReturnValue:
    name, may = "reviews/edit.html", bool(review) or may_review(viewer, product.id)
    if form.errors:
        return invalid(name, product=product, review=review, form=form, may_review=may)
    return page(name, product=product, review=review, form=form, may_review=may)

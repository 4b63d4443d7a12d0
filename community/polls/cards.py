"""Poll cards, drawn once for all who see the same of a poll."""

from __future__ import annotations

from collections.abc import Hashable

from flask import render_template
from markupsafe import Markup
from sqlalchemy import inspect, select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.attributes import set_committed_value

from community.catalog.models import Product
from community.core.fragments import fragment, values_of
from community.extensions import db
from community.friends.viewer import current_viewer
from community.polls.access import may_answer
from community.polls.models import Option, Poll
from community.polls.sight import Sight, polls_of_page, sight_of


def poll_card(poll: Poll, is_page: bool = False) -> Markup:
    """For templates; `is_page` where the question is the page's heading.

    What is kept follows from the poll's row (its version moves with its options and votes), its
    owner and what the viewer sees of it. Guests by link are few: theirs is drawn each time.
    """
    viewer = current_viewer()
    if viewer.links or viewer.guest:
        return Markup(_draw(poll, is_page))  # noqa: S704 - drawn by Jinja
    sight = sight_of(poll)
    rights = (viewer.is_member, may_answer(viewer, poll), poll.looks_open, is_page)
    key: tuple[Hashable, ...] = (
        "poll", *values_of(poll), poll.owner.face, *rights, *_of_sight(sight),
    )  # fmt: skip
    return fragment(key, lambda: _draw(poll, is_page))


def load_material(polls: list[Poll]) -> None:
    """What cards are drawn from: a fixed number of selects for all of them."""
    own: dict[int, list[Option]] = {poll.id: [] for poll in polls}
    with_offers = joinedload(Option.product).selectinload(Product.offers)
    query = select(Option).where(Option.poll_id.in_(own)).order_by(Option.position)
    for option in db.session.scalars(query.options(with_offers)).unique():
        own[option.poll_id].append(option)
    products = _products({poll.product_id for poll in polls if poll.product_id})
    for poll in polls:
        set_committed_value(poll, "options", own[poll.id])
        set_committed_value(poll, "product", products.get(poll.product_id or 0))


def _products(ids: set[int]) -> dict[int, Product]:
    if not ids:
        return {}
    query = select(Product).where(Product.id.in_(ids)).options(selectinload(Product.offers))
    return {product.id: product for product in db.session.scalars(query).unique()}


def _draw(poll: Poll, is_page: bool) -> str:
    if "options" in inspect(poll).unloaded:
        load_material([each for each in polls_of_page() if "options" in inspect(each).unloaded])
    return render_template("polls/_card.html", poll=poll, is_page=is_page)


def _of_sight(sight: Sight) -> tuple[Hashable, ...]:
    voters = tuple((option, tuple(few)) for option, few in sight.voters.items())
    return sight.mine, sight.shows_results, voters

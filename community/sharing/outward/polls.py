"""A public poll as the world sees it: a question somebody put to everyone."""

from __future__ import annotations

from flask_babel import gettext as _
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from community.catalog.models import Product
from community.extensions import db
from community.polls.models import Option, Poll
from community.sharing.outward.common import is_shown_to_all, owner_of, person, section, trail
from community.sharing.outward.entry import Data, Look, Outward

MOST_SHOWN = 4


def _text(poll: Poll) -> str:
    return _("%(name)s asks: %(question)s", name=poll.owner.first_name, question=poll.question)


def _look(poll: Poll) -> Look:
    shown = [
        (option.letter, option.product.picture.shown)
        for option in _options(poll)
        if option.product and option.product.picture
    ]
    letters = "".join(letter for letter, _picture in shown)
    pictures = [picture for _letter, picture in shown]
    product = db.session.get(Product, poll.product_id) if poll.product_id else None
    if product and product.picture:
        pictures, letters = [product.picture.shown], ""
    line = _("%(name)s asks: which one?", name=poll.owner.name)
    if poll.sort == "buy":
        line = _("%(name)s asks: buy it or not?", name=poll.owner.name)
    return Look(poll.question, line, tuple(pictures[:MOST_SHOWN]), letters[:MOST_SHOWN])


def _options(poll: Poll) -> list[Option]:
    query = select(Option).where(Option.poll_id == poll.id).order_by(Option.position)
    return list(db.session.scalars(query.options(joinedload(Option.product))).unique())


def _data(poll: Poll) -> list[Data]:
    address = POLLS.address(poll)
    said: Data = {
        "@type": "DiscussionForumPosting",
        "headline": poll.question,
        "text": poll.note or poll.question,
        "author": person(poll.owner),
        "datePublished": poll.created_at.isoformat(),
        "url": address,
        "commentCount": poll.comment_count,
    }
    return [said, trail(*section("polls"), poll.question, address)]


POLLS = Outward(
    name="poll",
    endpoint="poll_pages.show",
    argument="poll",
    is_open=is_shown_to_all,
    text=_text,
    look=_look,
    data=_data,
    author=owner_of,
    og_type="article",
    changed=lambda model: func.coalesce(model.decided_at, model.closed_at, model.created_at),
    widget="thing_widgets.poll",
)

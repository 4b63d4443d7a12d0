"""What the marks' part of a product's page shows."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from community.accounts.models import Profile
from community.catalog.models import Product
from community.friends.viewer import Viewer
from community.purchases.models import Mark, State
from community.purchases.queries import buyers_of, people_with


def marks_on(viewer: Viewer, product: Product) -> dict[str, Any]:
    buyers, people = buyers_of(viewer, product.id), people_with(viewer, product.id)
    if State.HAVE in people:  # who bought it has it
        people[State.HAVE] = [each for each in people[State.HAVE] if each not in buyers]
    return {
        "mark": Mark.of(viewer.profile_id, product.id) if viewer.is_member else None,
        "people_with": people,
        "buyers": buyers,
    }


def who_says(state: str, people: list[Profile]) -> str:
    """The people, at least one, and what they say of the product."""
    names = {"one": people[0].first_name, "two": people[-1].first_name}
    if len(people) == 1:
        return _ONE[State(state)](people[0].name)
    if len(people) == 2:
        return _TWO[State(state)](names)
    names["two"] = people[1].first_name
    return _MORE[State(state)](len(people) - 2, names)


_ONE = {
    State.HAVE: lambda name: _("%(name)s has it", name=name),
    State.HAD: lambda name: _("%(name)s had it", name=name),
    State.WANT: lambda name: _("%(name)s wants this", name=name),
}
_TWO = {
    State.HAVE: lambda names: _("%(one)s and %(two)s have it", **names),
    State.HAD: lambda names: _("%(one)s and %(two)s had it", **names),
    State.WANT: lambda names: _("%(one)s and %(two)s want this", **names),
}
_MORE = {
    State.HAVE: lambda more, names: ngettext(
        "%(one)s, %(two)s and %(num)s other have it",
        "%(one)s, %(two)s and %(num)s others have it",
        more,
        **names,
    ),
    State.HAD: lambda more, names: ngettext(
        "%(one)s, %(two)s and %(num)s other had it",
        "%(one)s, %(two)s and %(num)s others had it",
        more,
        **names,
    ),
    State.WANT: lambda more, names: ngettext(
        "%(one)s, %(two)s and %(num)s other you follow want this",
        "%(one)s, %(two)s and %(num)s others you follow want this",
        more,
        **names,
    ),
}

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, RadioField, SelectField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from community.accounts.models import Profile
from community.core.ids import decode, encode
from community.core.text import plain_line
from community.extensions import db
from community.friends.audience import Audience
from community.friends.models import PeopleSet
from community.friends.queries import people_for
from community.friends.viewer import Viewer, current_viewer

MOST_NAMED = 50

AUDIENCES = (
    (Audience.PUBLIC, _l("Everyone")),
    (Audience.FOLLOWERS, _l("Followers")),
    (Audience.FRIENDS, _l("Friends")),
    (Audience.PEOPLE, _l("Chosen people")),
    (Audience.ME, _l("Only me")),
)


class CircleForm(FlaskForm):
    name = StringField(
        _l("Name"),
        filters=[lambda text: plain_line(text or "", 60)],
        validators=[DataRequired(_l("Give the circle a name.")), Length(max=60)],
    )


class PrivacyForm(FlaskForm):
    is_closed = BooleanField(
        _l("I decide who follows me"),
        description=_l(
            "People ask first, and asking opens nothing to them. Whoever follows you already"
            " goes on. What you show to everyone stays open to everyone."
        ),
    )
    is_suggested = BooleanField(
        _l("Show me to friends of my friends"),
        description=_l("They see your name, your picture and which friends you share."),
    )


class AudienceForm(FlaskForm):
    """A mixin: who may see it. "Chosen people" are a circle, or members named by handle."""

    audience = RadioField(_l("Who can see it"), default=Audience.FRIENDS.value)
    circle = SelectField(_l("Circle"), default="")
    people = StringField(
        _l("Or these people"),
        description=_l("Handles with commas between, such as @jonas, @priya"),
        validators=[Length(max=1600)],
    )

    def __init__(self, *args: Any, allowed: tuple[Audience, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.audience.choices = [
            (audience.value, label)
            for audience, label in AUDIENCES
            if not allowed or audience in allowed
        ]
        self.circle.choices = [
            ("", _l("No circle")),
            *((encode(circle_id), name) for circle_id, name in _circles()),
        ]
        self._named: list[Profile] = []

    def validate_people(self, field: StringField) -> None:
        if self.audience.data != Audience.PEOPLE or self.circle.data:
            return
        handles = handles_in(field.data or "")
        if not handles:
            raise ValidationError(_l("Choose a circle or name at least one person."))
        if len(handles) > MOST_NAMED:
            raise ValidationError(_l("At most 50 people; make a circle for more."))
        self._named = people_with_handles(current_viewer(), handles)
        missing = sorted(handles - {person.handle for person in self._named})
        if missing:
            raise ValidationError(_l("Nobody here is called @%(handle)s.", handle=missing[0]))

    def show(self, thing: Any) -> None:
        """Give `thing` the audience that was chosen; inside `writing()`, after `validate()`."""
        audience = self.audience.data or Audience.FRIENDS.value
        thing.show_to(audience, self._chosen() if audience == Audience.PEOPLE else None)

    def take(self, thing: Any) -> None:
        """Show the present audience of `thing` in a form that was not sent."""
        self.audience.data = thing.audience
        people = thing.people_set
        if people is not None and people.sort == "circle":
            self.circle.data = encode(people.id)
        elif people is not None:
            self.people.data = ", ".join(f"@{person.handle}" for person in people.people)

    def _chosen(self) -> PeopleSet | None:
        if self.circle.data:
            return db.session.get(PeopleSet, decode(self.circle.data))
        owner = current_viewer().profile
        return PeopleSet.named(owner, [person.id for person in self._named]) if owner else None


def _circles() -> list[tuple[int, str]]:
    """Ids and names alone: who is in them is not asked for on every form."""
    own = db.select(PeopleSet.id, PeopleSet.name).where(
        PeopleSet.owner_id == current_viewer().profile_id, PeopleSet.sort == "circle"
    )
    rows = db.session.execute(own.order_by(PeopleSet.name, PeopleSet.id))
    return [(circle_id, name) for circle_id, name in rows]


def handles_in(text: str) -> set[str]:
    words = text.replace(",", " ").split()
    return {word.lstrip("@").lower() for word in words if word.strip("@")}


def people_with_handles(viewer: Viewer, handles: set[str]) -> list[Profile]:
    query = people_for(viewer).where(Profile.handle.in_(handles), Profile.id != viewer.profile_id)
    return list(db.session.scalars(query))

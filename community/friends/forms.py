from __future__ import annotations

from functools import cached_property
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy import func
from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, Length, ValidationError

from community.accounts.fields import email_field
from community.accounts.models import Profile
from community.core.ids import decode, decode_all, encode
from community.core.text import plain_line
from community.extensions import db
from community.friends.audience import Audience
from community.friends.models import PeopleSet
from community.friends.queries import friends_of, people_for
from community.friends.viewer import Viewer, current_viewer

MOST_NAMED, MOST_TICKED = 50, 60

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


class MailInvitationForm(FlaskForm):
    email = email_field(_l("Their e-mail"))


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
    friends = SelectMultipleField(_l("Or these friends"), validate_choice=False)
    people = StringField(
        _l("Or anybody by handle"),
        description=_l("With commas between, such as @jonas, @priya"),
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
        handles, picked = handles_in(field.data or ""), self._picked()
        if not handles and not picked:
            raise ValidationError(_l("Choose a circle or name at least one person."))
        if len(handles) + len(picked) > MOST_NAMED:
            raise ValidationError(_l("At most 50 people; make a circle for more."))
        named = people_with_handles(current_viewer(), handles)
        missing = sorted(handles - {person.handle for person in named})
        if missing:
            raise ValidationError(_l("Nobody here is called @%(handle)s.", handle=missing[0]))
        self._named = [*named, *picked]

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
            friends = {friend.id for friend in self.friend_choices}
            self.friends.data = [encode(one.id) for one in people.people if one.id in friends]
            others = (person for person in people.people if person.id not in friends)
            self.people.data = ", ".join(f"@{person.handle}" for person in others)

    @cached_property
    def friend_choices(self) -> list[Profile]:
        """Friends to tick, by name; whoever has more of them makes a circle or types a handle."""
        query = friends_of(current_viewer().profile_id or 0)
        return list(db.session.scalars(query.order_by(func.lower(Profile.name)).limit(MOST_TICKED)))

    def _picked(self) -> list[Profile]:
        """Those of the ticked who are friends."""
        ids = ids_in(self.friends.data or [])
        if not ids:
            return []
        query = friends_of(current_viewer().profile_id or 0).where(Profile.id.in_(ids))
        return list(db.session.scalars(query))

    def _chosen(self) -> PeopleSet | None:
        if self.circle.data:
            return db.session.get(PeopleSet, decode(self.circle.data))
        owner = current_viewer().profile
        ids = list(dict.fromkeys(person.id for person in self._named))
        return PeopleSet.named(owner, ids) if owner else None


class ManyForm(AudienceForm):
    """Another audience for many things: “chosen people” are one of one’s circles."""

    friends = people = None
    kinds = SelectMultipleField(_l("Which things"), validate_choice=False)
    before = SelectField(_l("Those that are shown to"), default="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = [(audience.value, label) for audience, label in AUDIENCES]
        self.before.choices = [("", _l("anybody")), *names]
        self.audience.label.text = _l("Show them to")

    def validate_kinds(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError(_l("Choose at least one kind of things."))

    def validate_circle(self, field: SelectField) -> None:
        if self.audience.data == Audience.PEOPLE and not field.data:
            raise ValidationError(_l("Choose one of your circles."))

    @property
    def circle_id(self) -> int | None:
        return decode(self.circle.data) if self.circle.data else None


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


def ids_in(texts: list[str]) -> list[int]:
    """Ids as forms send them; what is none is passed over."""
    return decode_all(texts[:500])


def people_with_handles(viewer: Viewer, handles: set[str]) -> list[Profile]:
    query = people_for(viewer).where(Profile.handle.in_(handles), Profile.id != viewer.profile_id)
    return list(db.session.scalars(query))

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    MultipleFileField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from community.core.ids import decode_all, encode
from community.core.images.prepare import Prepared
from community.core.images.problems import BadPicture
from community.core.images.store import keep_picture
from community.core.limits import limit
from community.core.text import TextProblem, clean_markdown, plain_line, plain_text
from community.extensions import db
from community.friends.audience import Audience
from community.friends.forms import AUDIENCES as ALL_AUDIENCES
from community.friends.viewer import current_viewer
from community.retailers.models import Retailer
from community.reviews.models import Review, Said
from community.reviews.models.review import AUDIENCES, LONGEST_POINTS

LONGEST = 4000
MOST_PICTURES = 6
FITS = (
    SelectChoice("", _l("Not a matter of size")),
    SelectChoice("small", _l("Runs small")),
    SelectChoice("true", _l("True to size")),
    SelectChoice("large", _l("Runs large")),
)
HAPPY = (
    SelectChoice("yes", _l("Yes, still happy")),
    SelectChoice("so", _l("So-so")),
    SelectChoice("no", _l("No longer")),
)


def _lines(text: str | None) -> str:
    """A point a line, without bullets of one's own."""
    lines = (line.strip().lstrip("-*+•–✓✗ ").strip() for line in (text or "").splitlines())
    return plain_text("\n".join(line for line in lines if line), LONGEST_POINTS)


def _words(most: int) -> list[Any]:
    return [lambda text: plain_text(text or "", most)]


class ReviewForm(FlaskForm):
    """`said` is what it says, rendered, after `validate()`."""

    stars = RadioField(
        _l("Your stars"),
        choices=[SelectChoice(str(number), "") for number in range(1, 11)],
        validators=[InputRequired(_l("Give it stars: one click is enough."))],
    )
    title = StringField(
        _l("In one line"),
        filters=[lambda text: plain_line(text or "", 120)],
        validators=[Length(max=120)],
    )
    body = TextAreaField(
        _l("How is it?"),
        filters=_words(LONGEST),
        validators=[DataRequired(_l("Write a few words.")), Length(max=LONGEST)],
        description=_l("What you would tell a friend. *Stars* make italics."),
    )
    pros = TextAreaField(_l("What is good"), filters=[_lines], validators=[Length(max=600)])
    cons = TextAreaField(_l("What is not"), filters=[_lines], validators=[Length(max=600)])
    fit = RadioField(_l("How does it fit?"), choices=list(FITS), default="")
    size = StringField(
        _l("Your size"),
        filters=[lambda text: plain_line(text or "", 20)],
        validators=[Length(max=20)],
        description=_l("Such as M, 42 or 180 × 200"),
    )
    pictures = MultipleFileField(
        _l("Photos"), description=_l("Up to six: JPEG, PNG, WebP or GIF, 10 MB each")
    )
    without = SelectMultipleField(_l("Leave these photos out"), validate_choice=False)
    is_incentivised = BooleanField(
        _l("I was given something for it"),
        description=_l("A discount, a gift, the thing itself: readers are told."),
    )
    audience = RadioField(_l("Who can see it"), default=Audience.PUBLIC.value)

    said = Said(0)

    def __init__(self, review: Review | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        words = dict(ALL_AUDIENCES)
        self.audience.choices = [(each.value, words[each]) for each in AUDIENCES]
        person = current_viewer().profile
        if not self.is_submitted() and person is not None and person.is_closed:
            self.audience.data = Audience.FOLLOWERS.value
        if review is not None and not self.is_submitted():
            self._take(review)

    def _take(self, review: Review) -> None:
        self.stars.data, self.is_incentivised.data = str(review.stars), bool(review.incentive)
        for name in ("title", "body", "pros", "cons", "fit", "size", "audience"):
            self[name].data = getattr(review, name)

    def validate(self, extra_validators: Any = None) -> bool:
        """Renders the words, too, so that it is done before the transaction begins."""
        if not super().validate(extra_validators):
            return False
        try:
            html = clean_markdown(self.body.data or "")
        except TextProblem as problem:
            self.body.errors = [str(problem)]
            return False
        names = ("title", "body", "pros", "cons", "fit", "size")
        words = {name: self[name].data or "" for name in names}
        incentive = "said" if self.is_incentivised.data else ""
        self.said = Said(int(self.stars.data), html=html, incentive=incentive, **words)
        return True

    @property
    def to_take_down(self) -> list[int]:
        return decode_all((self.without.data or [])[:MOST_PICTURES])


class StillHappyForm(FlaskForm):
    happy = RadioField(
        _l("Still happy with it?"),
        choices=list(HAPPY),
        validators=[InputRequired(_l("Choose one."))],
    )
    body = TextAreaField(
        _l("What has become of it?"), filters=_words(1000), validators=[Length(max=1000)]
    )


class QuestionForm(FlaskForm):
    body = TextAreaField(
        _l("Your question"),
        filters=_words(500),
        validators=[DataRequired(_l("Write a question first.")), Length(max=500)],
    )


class TeamForm(FlaskForm):
    """Words said for a shop where the viewer is in the team of one; `team` names which."""

    team = SelectField(_l("For"), validate_choice=False)
    body = TextAreaField(
        _l("Your words"),
        filters=_words(2000),
        validators=[DataRequired(_l("Write a few words first.")), Length(max=2000)],
    )

    def __init__(self, teams: list[Retailer], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.team.choices = [(encode(team.id), team.name) for team in teams]

    @property
    def team_id(self) -> int | None:
        return next(iter(decode_all([self.team.data or ""])), None)


class AnswerForm(TeamForm):
    """A team's member may answer for themselves as well: `team` empty."""

    def __init__(self, teams: list[Retailer], **kwargs: Any) -> None:
        super().__init__(teams, **kwargs)
        self.body.label.text = _l("Your answer")
        if teams:
            self.team.choices = [("", _l("Myself")), *(self.team.choices or [])]


def keep_photos(form: ReviewForm, uploader: int | None) -> list[Prepared]:
    """Decoded and kept, outside any transaction. A file that is no picture leaves its message
    beside the field, so ask `form.errors` after it."""
    field = form.pictures
    files = [file for file in field.data or () if getattr(file, "filename", "")]
    if len(files) > MOST_PICTURES:
        field.errors = [_("Six photos at most.")]
        return []
    kept: list[Prepared] = []
    for file in files:
        limit("upload", uploader)
        db.session.commit()
        try:
            kept.append(keep_picture(file.read(), private=True))
        except BadPicture as problem:
            field.errors = [str(problem)]
    return kept

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import StringField, TextAreaField
from wtforms.validators import DataRequired, Length, ValidationError

from community.accounts.models import Profile
from community.collections.models import Collection, CollectionTag, Piece, Sort
from community.core.rendered_form import RenderedForm
from community.core.text import plain_line, plain_text
from community.extensions import db
from community.friends.audience import are_friends
from community.friends.forms import AudienceForm, handles_in, people_with_handles
from community.friends.viewer import current_viewer

MOST_TAGS = 8
LONGEST_TAG = 30
LONGEST_BODY = 2000


def tags_in(text: str) -> list[str]:
    """“Slow mornings, #Tea” are the tags `slow mornings` and `tea`; each once, in order."""
    words = (plain_line(part.strip().lstrip("#"), 200).lower() for part in text.split(","))
    return list(dict.fromkeys(word for word in words if word))


class WordsForm(RenderedForm):
    """What a collection is called and about: all that its editors change of it."""

    title = StringField(
        _l("What is the collection called?"),
        filters=[lambda text: plain_line(text or "", 80)],
        validators=[DataRequired(_l("Give the collection a name."))],
    )
    body = TextAreaField(
        _l("What holds it together?"),
        filters=[lambda text: plain_text(text or "", LONGEST_BODY)],
        validators=[Length(max=LONGEST_BODY)],
    )
    tags = StringField(
        _l("Tags"),
        description=_l("Words with commas between, such as lamps, rainy days"),
        filters=[lambda text: plain_line(text or "", 400)],
    )

    def validate_tags(self, field: StringField) -> None:
        tags = tags_in(field.data or "")
        if len(tags) > MOST_TAGS:
            raise ValidationError(_l("At most 8 tags."))
        if any(len(tag) > LONGEST_TAG for tag in tags):
            raise ValidationError(_l("A tag has at most 30 letters."))

    def take_words(self, collection: Collection) -> None:
        self.title.data, self.body.data = collection.title, collection.body
        self.tags.data = ", ".join(each.tag for each in collection.tags)

    def fill_words(self, collection: Collection) -> None:
        """Inside `writing()`, after `validate()`."""
        collection.title, collection.body = self.title.data, self.body.data
        collection.html = self.html
        CollectionTag.put(collection.id, tags_in(self.tags.data or ""))
        db.session.expire(collection, ["tags"])


class CollectionForm(WordsForm, AudienceForm):
    """The owner decides who sees it, too."""


class PieceForm(FlaskForm):
    title = StringField(_l("What is it?"), filters=[lambda text: plain_line(text or "", 300)])
    why = TextAreaField(_l("Why this?"), filters=[lambda text: plain_text(text or "", 1000)])

    def __init__(self, *args: Any, piece: Piece, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._piece = piece
        if not self.is_submitted():
            self.title.data, self.why.data = piece.title, piece.why

    def validate_title(self, field: StringField) -> None:
        if self._piece.sort == Sort.PRODUCT and not field.data:
            raise ValidationError(_l("Give it a name, in your own words."))

    def validate_why(self, field: TextAreaField) -> None:
        if self._piece.sort == Sort.NOTE and not field.data:
            raise ValidationError(_l("Write a few words first."))

    def fill(self, piece: Piece) -> None:
        piece.title, piece.why = self.title.data, self.why.data


class NewPieceForm(FlaskForm):
    """A note, or a picture with a few words."""

    why = TextAreaField(_l("A note"), filters=[lambda text: plain_text(text or "", 1000)])
    photo = FileField(_l("Or a picture"), description=_l("JPEG, PNG, WebP or GIF, up to 10 MB"))

    def validate_why(self, field: TextAreaField) -> None:
        if not field.data and not (self.photo.data and self.photo.data.filename):
            raise ValidationError(_l("Write a few words or choose a picture."))


class EditorForm(FlaskForm):
    """Only friends: nobody finds their face on a stranger’s page."""

    handle = StringField(
        _l("Who gathers with you?"),
        description=_l("A friend’s handle, such as @jonas"),
        filters=[lambda text: plain_line(text or "", 60)],
        validators=[DataRequired(_l("Name somebody first."))],
    )
    person: Profile | None = None

    def validate_handle(self, field: StringField) -> None:
        viewer = current_viewer()
        found = people_with_handles(viewer, handles_in(field.data or ""))
        self.person = found[0] if len(found) == 1 else None
        if self.person is None:
            raise ValidationError(_l("Nobody else here has this handle."))
        friends = db.select(are_friends(viewer.profile_id, self.person.id))
        if not db.session.scalar(friends):
            raise ValidationError(_l("Only friends: people who follow each other."))

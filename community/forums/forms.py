from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    MultipleFileField,
    SelectField,
    StringField,
    SubmitField,
    TextAreaField,
)
from wtforms.validators import DataRequired, Length, Optional

from community.core.ids import decode_or_none
from community.core.images.prepare import Prepared
from community.core.images.problems import BadPicture
from community.core.images.store import keep_picture
from community.core.limits import limit
from community.core.text import TextProblem, plain_line, plain_text
from community.extensions import db
from community.forums.models import Board
from community.forums.words import Words, rendered
from community.friends.viewer import current_viewer

LONGEST = 8000
MOST_PICTURES = 4


class PostForm(FlaskForm):
    """A reply. `seen` is the last number on the page it was written on, 0 if more pages follow."""

    quoting = HiddenField()
    unquoted = BooleanField(_l("Leave the quote out"))
    seen = IntegerField(default=0, validators=[Optional()])
    body = TextAreaField(
        _l("Your reply"),
        filters=[lambda text: plain_text(text or "", LONGEST)],
        validators=[DataRequired(_l("Write a few words first.")), Length(max=LONGEST)],
    )
    pictures = MultipleFileField(
        _l("Pictures"), description=_l("Up to four: JPEG, PNG, WebP or GIF, 10 MB each")
    )
    preview = SubmitField(_l("Preview"))

    words = Words("", "")

    def validate(self, extra_validators: Any = None) -> bool:
        """Renders the words, too, so that it is done before the transaction begins."""
        return super().validate(extra_validators) and self.render()

    def render(self) -> bool:
        """The words alone, as for a preview."""
        try:
            self.words = rendered(current_viewer(), self.body.data or "")
        except TextProblem as problem:
            self.body.errors = [str(problem)]
        return not self.body.errors

    @property
    def quoted(self) -> str:
        """The key of the post it answers."""
        return "" if self.unquoted.data else self.quoting.data or ""


class TopicForm(PostForm):
    kind = HiddenField()
    id = HiddenField()
    board = SelectField(
        _l("Board"), validators=[DataRequired(_l("Choose where it belongs."))], default=""
    )
    title = StringField(
        _l("Title"),
        filters=[lambda text: plain_line(text or "", 140)],
        validators=[
            DataRequired(_l("Give it a title that says what it is about.")),
            Length(max=140),
        ],
    )

    def __init__(self, boards: list[Board], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.body.label.text = _l("What is it about?")
        self.board.choices = [("", _l("Choose a board")), *((b.slug, b.title) for b in boards)]

    @property
    def about_id(self) -> int | None:
        return decode_or_none(self.id.data)


class EditForm(PostForm):
    quoting = unquoted = seen = pictures = None


def keep_pictures(field: MultipleFileField, uploader: int | None) -> list[Prepared]:
    """Decoded and kept, outside any transaction. A file that is no picture leaves its message
    beside the field, so ask `field.errors` after it."""
    files = [file for file in field.data or () if getattr(file, "filename", "")]
    if len(files) > MOST_PICTURES:
        field.errors = [_("Four pictures at most.")]
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

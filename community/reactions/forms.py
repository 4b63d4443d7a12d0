from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length

from community.core.ids import decode_or_none
from community.core.rendered_form import RenderedForm
from community.core.text import plain_text

LONGEST = 2000


class CommentForm(RenderedForm):
    kind = HiddenField()
    id = HiddenField()
    body = TextAreaField(
        _l("Say something"),
        filters=[lambda text: plain_text(text or "", LONGEST)],
        validators=[DataRequired(_l("Write a few words first.")), Length(max=LONGEST)],
    )

    @property
    def thing_id(self) -> int:
        return decode_or_none(self.id.data) or 0

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length

from community.core.ids import decode_or_none
from community.core.text import TextProblem, clean_markdown, plain_text

LONGEST = 2000


class CommentForm(FlaskForm):
    kind = HiddenField()
    id = HiddenField()
    body = TextAreaField(
        _l("Say something"),
        filters=[lambda text: plain_text(text or "", LONGEST)],
        validators=[DataRequired(_l("Write a few words first.")), Length(max=LONGEST)],
    )

    html = ""

    def validate(self, extra_validators: Any = None) -> bool:
        """Renders the words, too, so that it is done before the transaction begins."""
        if not super().validate(extra_validators):
            return False
        try:
            self.html = clean_markdown(self.body.data or "")
        except TextProblem as problem:
            self.body.errors = [str(problem)]
        return not self.body.errors

    @property
    def thing_id(self) -> int:
        return decode_or_none(self.id.data) or 0

"""A form whose `body` is Markdown."""

from __future__ import annotations

from typing import Any

from flask_wtf import FlaskForm

from community.core.text import TextProblem, clean_markdown


class RenderedForm(FlaskForm):
    """Its `body` is rendered into `html` as it is validated: before the transaction begins."""

    html = ""

    def validate(self, extra_validators: Any = None) -> bool:
        if not super().validate(extra_validators):
            return False
        try:
            self.html = clean_markdown(self.body.data or "")
        except TextProblem as problem:
            self.body.errors = [str(problem)]
        return not self.body.errors

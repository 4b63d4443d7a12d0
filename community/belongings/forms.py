from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField
from wtforms.validators import DataRequired

from community.accounts.fields import old_password_field


class ArchiveForm(FlaskForm):
    password = old_password_field()


class LeavingForm(FlaskForm):
    """On one page with the other, so its names are its own."""

    password = old_password_field()
    sure = BooleanField(
        _l("Delete my account and all that is mine"),
        [DataRequired(_l("Tick this if you mean it."))],
    )

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(prefix="leaving", **kwargs)

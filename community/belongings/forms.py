from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
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


class ImportForm(FlaskForm):
    file = FileField(
        _l("Your archive"),
        [FileRequired(_l("Choose the archive first."))],
        description=_l("The ZIP file that a Posy has packed for you, up to 64 MB."),
        render_kw={"accept": ".zip,application/zip"},
    )


class BeginForm(FlaskForm):
    """What the member decides before anything comes in."""

    takes_profile = BooleanField(
        _l("Replace my name, picture and words here"),
        description=_l("Otherwise only what is empty here is filled."),
    )
    matches_people = BooleanField(
        _l("Put these people into my circles"),
        description=_l(
            "Only if they are who you mean: the same handle may be somebody else’s here. Without"
            " it circles come empty, and what was for them comes for you alone."
        ),
    )

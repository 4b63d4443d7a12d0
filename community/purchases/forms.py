from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from community.friends.forms import AudienceForm
from community.purchases.models import Mark, State

STATES = (
    (State.HAVE, _l("I have it")),
    (State.WANT, _l("I want it")),
    (State.HAD, _l("I had it")),
)


class MarkForm(AudienceForm):
    """`audience` left out means: as it is, or the one that `usual` gives for a new mark."""

    state = RadioField(
        _l("Do you have it?"),
        choices=[SelectChoice(state.value, label) for state, label in STATES],
        validators=[InputRequired(_l("Say whether you have it."))],
    )

    def __init__(self, mark: Mark | None, *args: Any, usual: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.usual = usual
        self.names_audience = bool(self.audience.raw_data)
        if not self.names_audience:
            self.audience.data = usual
            if mark:
                self.take(mark)
        if mark and not self.is_submitted():
            self.state.data = mark.state

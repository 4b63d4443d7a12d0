"""Why a text was refused, in words for its writer."""

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext


class TextProblem(ValueError):
    """`str()` of it is the message, in the reader's language."""


class TextTooLong(TextProblem):
    def __init__(self, limit: int) -> None:
        self.limit = limit
        super().__init__(
            lazy_ngettext(
                "Please keep this to %(num)s character.",
                "Please keep this to %(num)s characters.",
                limit,
            )
        )


class TextTooDeep(TextProblem):
    def __init__(self) -> None:
        super().__init__(_l("This has quotes or lists inside each other too many times."))


class TextTooBusy(TextProblem):
    def __init__(self) -> None:
        super().__init__(_l("This has too many lines, links or formatting marks. Please cut some."))

"""Why an archive, or a row of it, does not come in, in words for who brought it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

_ARCHIVES = {
    "no-zip": _l("This is no ZIP file. Choose the file that a Posy has packed for you."),
    "broken": _l("This file is damaged. Please download your archive again."),
    "large": _l("This archive is too large. Up to 64 MB can be brought in here."),
    "many": _l("This archive holds more than can be brought in at once."),
    "bomb": _l("This file unpacks to far more than it is. It is not taken in."),
    "odd": _l("This ZIP is not as a Posy packs it: it was changed, locked or put together anew."),
    "foreign": _l("There are files in it that no archive of a Posy holds."),
    "format": _l("This archive is of a version that cannot be read here. Pack a new one there."),
    "busy": _l("An archive is being brought in already. Wait until it is done."),
}

# By reason: why something of an archive stays where it is.
REASONS = {
    "there": _l("here already"),
    "odd": _l("not as an archive holds it"),
    "long": _l("longer than it may be here"),
    "orphan": _l("the list or collection it was on did not come"),
    "removed": _l("had been removed there"),
    "address": _l("without a shop’s address that is taken here"),
    "others": _l("put there by somebody else"),
    "people": _l("nobody of those it was for is known here"),
    "topic": _l("the discussion it belongs to is not here"),
    "picture": _l("its picture cannot be read"),
}


class BadArchive(ValueError):
    """`reason` is one of the words above, `str()` the sentence in the reader's language."""

    def __init__(self, reason: str) -> None:
        self.reason = reason if reason in _ARCHIVES else "broken"
        super().__init__(_ARCHIVES[self.reason])


class RowStays(Exception):
    """A row does not come in; `reason` is a key of `REASONS`."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)

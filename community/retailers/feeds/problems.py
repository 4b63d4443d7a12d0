"""Why a feed or one of its rows was refused, in a sentence for the team."""

from __future__ import annotations

from flask_babel import gettext as _

from community.core.images.problems import BadPicture
from community.core.outbound import Reason

PICTURE = "picture "


def sentence(reason: str) -> str:
    if reason.startswith(PICTURE):
        return str(BadPicture(reason.removeprefix(PICTURE)))
    away = {each.value: str(each.sentence) for each in Reason}
    return {**away, **_of_files(), **_of_rows()}.get(reason, reason)


def _of_files() -> dict[str, str]:
    return {
        "unproved": _("The domain is not proved any more."),
        "dtd": _("The file declares a document type or entities. Leave these lines out."),
        "too deep": _("Its elements are nested more than 20 deep."),
        "names": _("It uses more than 1,000 different names of elements and attributes."),
        "too many": _("It has more than 50,000 items."),
        "xml": _("The XML is not well-formed. A program that checks XML will name the line."),
        "json": _("This is not Shopify’s products.json."),
        "columns": _("The first line must name the columns, with id, title and link among them."),
        "table": _("The table cannot be read: look for quotes that are never closed."),
    }


def _of_rows() -> dict[str, str]:
    return {
        "no id": _("It has no id."),
        "no title": _("It has no title."),
        "no link": _("It has no link."),
        "bad link": _("The link is no web address."),
        "other domain": _("The link leads to another domain."),
        "secret link": _("The link carries a password, a session or a signature."),
        "currency": _("The currency is not known; write it as in “12.90 EUR”."),
        "price": _("The price cannot be read; write it as in “12.90 EUR”."),
        "gtin": _("The GTIN’s last digit does not fit the others."),
        "twice": _("An earlier row has the same id."),
        "text": _("A text is too long."),
    }

"""A picture that came with a form."""

from __future__ import annotations

from flask_wtf.file import FileField

from community.core.images.prepare import Prepared
from community.core.images.problems import BadPicture
from community.core.images.store import keep_picture
from community.core.limits import limit
from community.extensions import db


def keep_upload(field: FileField, uploader: int | None, *, private: bool = True) -> Prepared | None:
    """Decode and keep what was uploaded, outside any transaction; None without a file.

    A photo is private unless told otherwise: only pages that show it sign its address.
    A file that is no picture leaves its message beside the field, so ask `field.errors` after it.
    """
    if not field.data or not field.data.filename:
        return None
    limit("upload", uploader)
    db.session.commit()
    try:
        return keep_picture(field.data.read(), private=private)
    except BadPicture as problem:
        field.errors = [str(problem)]
        return None

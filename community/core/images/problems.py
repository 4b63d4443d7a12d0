"""Why a picture was refused, in words for who gave it."""

from flask_babel import lazy_gettext as _l

_SENTENCES = {
    "heavy": _l("This picture is larger than 10 MB. Please choose a smaller file."),
    "large": _l("This picture has too many pixels. Please make it smaller than 25 megapixels."),
    "frames": _l("This animation has too many frames. Please choose a still picture."),
    "format": _l("This file is no picture we can read. JPEG, PNG, WebP, AVIF and GIF work."),
    "broken": _l("This picture is damaged. Please try another file."),
    "demanding": _l("This picture takes too long to read. Please try another file."),
    "busy": _l("Many pictures are being read just now. Please try again in a minute."),
}


class BadPicture(ValueError):
    """`reason` is one of the words above, `str()` the sentence in the reader's language."""

    def __init__(self, reason: str) -> None:
        self.reason = reason if reason in _SENTENCES else "broken"
        super().__init__(_SENTENCES[self.reason])

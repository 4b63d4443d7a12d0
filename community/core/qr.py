"""QR codes as SVG without style, for the phone across the table; drawn here, asked of nobody."""

from __future__ import annotations

from io import BytesIO

import segno
from markupsafe import Markup

QUIET_ZONE = 2


def qr_code(text: str) -> Markup:
    """An inline picture, dark on light in both themes, since many readers know no other."""
    file = BytesIO()
    segno.make_qr(text, error="m").save(
        file,
        kind="svg",
        xmldecl=False,
        svgns=False,
        omitsize=True,
        border=QUIET_ZONE,
        dark="#2b1c25",
        light="#fff",
        svgclass="qr",
        lineclass=None,
    )
    return Markup(file.getvalue().decode().strip())  # noqa: S704 (of numbers alone, whatever the text)

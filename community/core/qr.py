"""QR codes as SVG without style, for the phone across the table; drawn here, asked of nobody."""

from __future__ import annotations

from io import BytesIO

import segno
from markupsafe import Markup

QUIET_ZONE = 4


def qr_code(text: str, label: str = "") -> Markup:
    """An inline picture, dark on light in both themes, since many readers know no other. `label`
    says what it is where no text beside it does."""
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
    drawn = file.getvalue().decode().strip().removeprefix("<svg")
    named = Markup('<svg role="img" aria-label="{}"').format(label) if label else Markup("<svg")
    return named + Markup(drawn)  # noqa: S704 (of numbers alone, whatever the text)

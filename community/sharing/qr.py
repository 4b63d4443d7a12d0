"""An address as a QR code, drawn into the page: dark on light in both themes."""

from __future__ import annotations

import segno
from markupsafe import Markup


def qr_code(address: str, label: str) -> Markup:
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(
        border=4, scale=4, dark="#000", light="#fff", svgclass=None, lineclass=None
    )
    shape = drawn.removeprefix("<svg").strip()
    start = Markup('<svg role="img" aria-label="{}" ').format(label)
    return start + Markup(shape)  # noqa: S704 - drawn by segno from numbers

"""Answers for machines: one for everybody, asked again each time, a 304 while nothing changed."""

from __future__ import annotations

from flask import Response, request

from community.core.cache.page import CACHE_CONTROL
from community.core.cache.strangers import ASKED


def lasting(body: bytes | str, mimetype: str) -> Response:
    response = Response(body, mimetype=mimetype)
    response.headers["Cache-Control"] = CACHE_CONTROL
    if ASKED in request.environ:
        return response  # the layer of kept pages says whether it changed
    response.add_etag()
    response.make_conditional(request)
    return response

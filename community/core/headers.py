"""Headers of every answer: what a browser may load, show, frame and keep."""

from __future__ import annotations

from flask import Flask, Response, request

CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "frame-ancestors 'none'",
    )
)


def init_app(app: Flask) -> None:
    https = app.extensions["settings"].is_https

    @app.after_request
    def add_headers(response: Response) -> Response:
        headers = response.headers
        headers.setdefault("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        headers.setdefault("X-Content-Type-Options", "nosniff")
        if not _may_be_framed(headers["Content-Security-Policy"]):
            headers.setdefault("X-Frame-Options", "DENY")
        # Not no-referrer: browsers then post our own forms with `Origin: null`, which is refused.
        headers.setdefault("Referrer-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        headers.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
        if https:
            headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
        if request.endpoint != "static" and "Cache-Control" not in headers:
            headers["Cache-Control"] = "private, no-store"
            response.vary.add("Cookie")
        return response


def _may_be_framed(policy: str) -> bool:
    """By somebody. X-Frame-Options can name no origins, so it stands where nobody may."""
    return "frame-ancestors" in policy and "frame-ancestors 'none'" not in policy

"""The application's own door."""

from typing import cast

from flask import Flask, current_app

from community.core.outbound.session import USER_AGENT, Outbound


def init_app(app: Flask, outbound: Outbound | None = None) -> None:
    """OUTBOUND_USER_AGENT, OUTBOUND_PORTS (a collection of ints) widen the defaults."""
    app.extensions["outbound"] = outbound or Outbound(
        user_agent=app.config.get("OUTBOUND_USER_AGENT") or USER_AGENT,
        ports=frozenset(app.config.get("OUTBOUND_PORTS") or (80, 443)),
    )


def get_outbound() -> Outbound:
    return cast(Outbound, current_app.extensions["outbound"])

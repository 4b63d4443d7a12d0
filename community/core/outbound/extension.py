"""The application's own door."""

from typing import cast

from flask import Flask, current_app

from community.core.outbound.session import USER_AGENT, Outbound


def init_app(app: Flask, outbound: Outbound | None = None) -> None:
    """Shops read in our name where to find us. Tests hand in a door of their own."""
    site_url = app.extensions["settings"].site_url
    app.extensions["outbound"] = outbound or Outbound(user_agent=f"{USER_AGENT} +{site_url}")


def get_outbound() -> Outbound:
    return cast(Outbound, current_app.extensions["outbound"])

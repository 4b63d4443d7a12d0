"""The shop as an app of its own: a window, pages of things, and the page after the till."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Blueprint, Flask, Response, abort, current_app, render_template, request
from markupsafe import Markup

from community.demo.art import draw_product
from community.demo.goods.shops import DemoProduct
from community.demo.shop.till import signed

SHOP = "nordlys-studio"
WIDTH = 560
FOLDER = Path(__file__).parent / "templates"

bp = Blueprint("front", __name__)


@dataclass(frozen=True)
class Leads:
    """Where links lead at the site, as whole addresses; empty where it has no such thing. With
    `secret`, one of its signing keys, the shop signs its orders."""

    site: str
    follow: str = ""
    poll: str = ""
    collection: str = ""
    list: str = ""
    secret: str = ""


def front_of(leads: Leads) -> Flask:
    app = Flask("nordlys", template_folder=str(FOLDER), static_folder=None)
    app.config["LEADS"] = leads
    app.register_blueprint(bp)
    app.after_request(_guard)
    app.context_processor(_on_every_page)
    return app


@bp.get("/")
def index() -> str:
    return render_template("window.html", things=_things().values())


@bp.get("/p/<key>")
def product(key: str) -> str:
    thing = _things().get(key) or abort(404)
    return render_template("product.html", thing=thing, said=_said(thing))


@bp.get("/thanks/<key>")
def thanks(key: str) -> str:
    """What is seen after something is bought: nothing is, here."""
    thing = _things().get(key) or abort(404)
    secret = current_app.config["LEADS"].secret
    return render_template("thanks.html", thing=thing, token=secret and signed(secret, thing))


@bp.get("/pictures/<key>.png")
def picture(key: str) -> Response:
    drawn = Response(_drawn(key if key in _things() else abort(404)), mimetype="image/png")
    drawn.cache_control.max_age = 3600
    return drawn


@bp.get("/shop.css")
def style() -> Response:
    return Response(render_template("shop.css"), mimetype="text/css")


@bp.app_template_filter("euro")
def euro(minor: int) -> str:
    return f"€ {minor / 100:.2f}"


@lru_cache(maxsize=32)
def _drawn(key: str) -> bytes:
    return draw_product(key, WIDTH)


@lru_cache(maxsize=1)
def _things() -> dict[str, DemoProduct]:
    from community.demo.catalogue import PRODUCTS

    return {each.key: each for each in PRODUCTS if each.shop.key == SHOP}


def _on_every_page() -> dict[str, Any]:
    """`look=night` is the shop in the dark, and its widgets with it."""
    is_night = request.args.get("look") == "night"
    leads: Leads = current_app.config["LEADS"]
    return {"leads": leads, "theme": "dark" if is_night else "light", "is_night": is_night}


def _said(thing: DemoProduct) -> Markup:
    """For machines, as shops say it."""
    offer = {"@type": "Offer", "price": f"{thing.price_minor / 100:.2f}", "url": thing.url}
    offer["priceCurrency"] = thing.currency
    said = {"@context": "https://schema.org", "@type": "Product", "name": thing.title}
    whole = said | {"brand": thing.brand, "description": thing.description, "offers": offer}
    return Markup(json.dumps(whole).replace("<", "\\u003c"))  # noqa: S704 - no tag can begin in it


def _guard(response: Response) -> Response:
    """A careful shop's policy: it lets in the site's script and frames, and nothing else."""
    site = current_app.config["LEADS"].site
    rules = ("default-src 'self'", f"script-src {site}", f"frame-src {site}", "object-src 'none'")
    response.headers["Content-Security-Policy"] = "; ".join(rules)
    return response

"""The shops of the browser tests, and Posy served with a door that leads to them.

`python -m tests.browser.street` serves the site of the environment as `flask serve` does, in the
embedded shape; STREET names the loopback shop's hosts and ports. Only the door is another.
"""

from __future__ import annotations

import io
import json
import os
import socket
from html import escape
from typing import Any

from PIL import Image, ImageDraw

from community.app import create_app
from community.core.outbound import Outbound
from community.serve import Embedded
from config import from_environment
from tests.shop import LOOPBACK, LoopbackShop, Page

HOST = "harbour.example"
KETTLE = f"http://{HOST}/things/kettle"
LAMP = f"http://{HOST}/things/lamp"
WALLED = f"http://{HOST}/things/walled"
SCRIPTED = f"http://{HOST}/things/scripted"
ODD = "odd.example"
POT, PAN = f"http://{ODD}/pot", f"http://{ODD}/pan"
XSS = "</script><script>alert(1)</script><img src=x onerror=alert(2)>"
WALL = b"<title>Just a moment...</title><h1>Verify you are human</h1><p>Checking your browser.</p>"
# A shop that takes part: its catalogue, and where the proof is looked for.
CATALOGUE = "https://bolts.example/catalogue.csv"
PROOF = "https://bolts.example/.well-known/posy.txt"


def pages() -> dict[str, Page]:
    """A shop with a kettle and a lamp, an odd one, and one with bolts of five thousand kinds."""
    return {
        KETTLE: ("text/html; charset=utf-8", _page("Dripping Kettle", "64.50", "kettle")),
        LAMP: ("text/html; charset=utf-8", _page("Arc Lamp", "129.00", "lamp")),
        SCRIPTED: ("text/html; charset=utf-8", _page(f"Cup {XSS}", "12.50", "lamp")),
        WALLED: ("text/html; charset=utf-8", WALL),
        POT: ("text/html; charset=utf-8", _odd_page("Clay Pot", "20.00", "31.50")),
        PAN: ("text/html; charset=utf-8", _odd_page("Iron Pan", "40.00", "47.25")),
        CATALOGUE: ("text/csv; charset=utf-8", catalogue().encode()),
        f"http://{HOST}/kettle.png": ("image/png", drawn("seagreen")),
        f"http://{HOST}/lamp.png": ("image/png", drawn("goldenrod")),
    }


def catalogue(rows: int = 5_000, bad: int = 20) -> str:
    """As shops export it; the bad rows, all over the file, have no title."""
    every = rows // bad
    lines = ["id,title,link,price"]
    for number in range(1, rows + 1):
        title = "" if number % every == 0 else f"Bolt {number}"
        lines.append(f"b{number},{title},https://bolts.example/b{number},{number / 100:.2f} EUR")
    return "\n".join(lines)


def _odd_page(title: str, stated: str, paid: str) -> bytes:
    """Its labels state what members of its club pay; everybody else pays what stands below."""
    page = f"""<!doctype html><html lang=en><head><title>{title}</title>
    <meta property="og:title" content="{title}"><meta property="og:type" content="product">
    <meta property="product:price:amount" content="{stated}">
    <meta property="product:price:currency" content="EUR"></head><body><h1>{title}</h1>
    <p class="club">€ {stated} for members</p>
    <p class="till">At the till you pay <b class="sum-total">€ {paid}</b></p></body></html>"""
    return page.encode()


def _page(title: str, price: str, picture: str) -> bytes:
    offer = {"@type": "Offer", "price": price, "priceCurrency": "GBP"}
    product = {"@context": "https://schema.org", "@type": "Product", "name": title}
    product |= {"image": f"http://{HOST}/{picture}.png", "offers": offer}  # type: ignore[dict-item]
    said, title = json.dumps(product).replace("</", "<\\/"), escape(title)
    head = f'<title>{title}</title><script type="application/ld+json">{said}</script>'
    return f"<!doctype html><html lang=en><head>{head}</head><h1>{title}</h1></html>".encode()


def drawn(colour: str, width: int = 480, height: int = 600) -> bytes:
    """A PNG: a disc on white."""
    picture = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(picture).ellipse((60, 60, width - 60, height - 60), fill=colour)
    file = io.BytesIO()
    picture.save(file, "PNG")
    return file.getvalue()


def described(shop: LoopbackShop) -> str:
    """For STREET."""
    ports = {port: shop.resolve(HOST, port)[0][1] for port in (80, 443)}
    return json.dumps({"hosts": sorted(shop.hosts), "ports": ports, "ca": shop.ca})


def door_to(street: dict[str, Any]) -> Outbound:
    hosts, ports = set(street["hosts"]), street["ports"]

    def resolve(host: str, asked_port: int) -> list[tuple[str, int]]:
        if host not in hosts:
            raise socket.gaierror(socket.EAI_NONAME, "no such name on this street")
        return [(LOOPBACK, ports[str(asked_port)])]

    doors = frozenset((host, LOOPBACK, port) for host in hosts for port in ports.values())
    return Outbound(resolve=resolve, allow=doors, ca=street["ca"])


def main() -> None:
    app = create_app(from_environment())
    app.extensions["outbound"] = door_to(json.loads(os.environ["STREET"]))
    Embedded(app, app.extensions["settings"]).run()


if __name__ == "__main__":
    main()

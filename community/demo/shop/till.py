"""What the shop signs of an order: no buyer is in it. docs/retailers.md says how, for any language."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time

from community.demo.goods.shops import DemoProduct


def signed(secret: str, thing: DemoProduct) -> str:
    order = secrets.token_hex(8)
    said = {"order": f"N-{order[:6]}", "url": thing.url, "currency": thing.currency}
    said["price"] = f"{thing.price_minor / 100:.2f}"
    words = f"{order}.{int(time.time())}.{_packed(json.dumps(said).encode())}"
    mark = hmac.new(secret.encode(), words.encode(), hashlib.sha256).digest()
    return f"v1.{words}.{_packed(mark)}"


def _packed(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()

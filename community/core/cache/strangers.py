"""A stranger's request, and the mark for views whose pages may be kept for strangers."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import wraps
from threading import Lock
from typing import Any, TypeVar, cast

from flask import current_app, request

from community.core.cache.page import Headers, Page
from community.core.cache.store import Key

V = TypeVar("V", bound=Callable[..., Any])

ASKED = "posy.asked"  # in the WSGI environment, where a stranger asks


@dataclass
class Asked:
    """A stranger's request, from the door to the view and back."""

    key: Key
    turn: Lock | None = None
    version: Hashable | None = None
    tag: str = ""
    endpoint: str = ""
    refusal: str = "no view has offered it"
    page: Page | None = None
    headers: Headers = field(default_factory=list)
    status: str = ""


def for_strangers(*queries: str, thing: str = "", kind: str = "") -> Callable[[V], V]:
    """Let a view's page be kept for those who are not known.

    `queries`: the arguments it reads, any other and the page is not kept. `thing`: the view's
    argument that names the thing it shows, of `kind`; see `touch`.
    """

    def mark(view: V) -> V:
        @wraps(view)
        def run(**arguments: Any) -> Any:
            asked: Asked | None = request.environ.get(ASKED)
            if asked is None or not set(request.args) <= set(queries):
                return view(**arguments)
            asked.tag = f"{kind}:{arguments[thing]}" if thing else ""
            return current_app.extensions["pages"].make(asked, lambda: view(**arguments))

        return cast(V, run)

    return mark

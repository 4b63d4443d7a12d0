"""A member's steps at the clip form, and what stands on the page afterwards."""

from __future__ import annotations

from typing import Any

from lxml import html

from community.core import outbox
from community.extensions import db
from community.wishlists.models import Wish


class Clipper:
    """Goes the way of a browser without script: what a form holds is sent as it stands."""

    def __init__(self, client: Any) -> None:
        self.client = client
        self.page: Any = None
        self.status = 0

    def open(self, address: str = "/clip") -> Clipper:
        return self._take(self.client.get(address))

    def press(self, button: str, **typed: Any) -> Clipper:
        """Type into the form, press a button by its name, and follow where that leads."""
        form = self.page.xpath('//form[@action="/clip"]')[0]
        fields = {**dict(form.form_values()), **typed, button: "1"}
        fields.pop("csrf_token", None)
        return self._take(
            self.client.post("/clip", data=fields, content_type="multipart/form-data")
        )

    def look(self, url: str, **typed: Any) -> Clipper:
        return self.open().press("look", url=url, **typed)

    def work(self) -> Clipper:
        """The worker does what waits."""
        outbox.deliver_all()
        db.session.expire_all()
        return self

    def clip(self, url: str, **typed: Any) -> Clipper:
        """Look, wait, fill in and save."""
        return self.look(url).work().press("fill").press("save", new_list="Finds", **typed)

    def holds(self, name: str) -> str:
        """What a field of the form says."""
        values = dict(self.page.xpath('//form[@action="/clip"]')[0].form_values())
        # HTML drops the line break that a text area begins with.
        return str(values.get(name, "")).lstrip("\n")

    def says(self, words: str) -> bool:
        return words in " ".join(self.page.text_content().split())

    def _take(self, response: Any) -> Clipper:
        while response.status_code == 303:
            response = self.client.get(response.headers["Location"])
        self.status = response.status_code
        self.page = html.fromstring(response.get_data(as_text=True))
        return self


def wishes() -> list[Wish]:
    return list(db.session.scalars(db.select(Wish).order_by(Wish.id)).unique())


def the_wish() -> Wish:
    (wish,) = wishes()
    return wish

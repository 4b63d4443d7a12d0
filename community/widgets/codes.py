"""The widgets of a shop, as its team copies them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import current_app, url_for
from flask_babel import gettext as _
from markupsafe import Markup

from community.catalog.models import Shop
from community.core.mail import on_site
from community.core.site import site_name
from community.core.snippets import LOADER, link_code
from community.widgets.releases import NEWEST, integrity


@dataclass(frozen=True)
class Widget:
    """`endpoint` is where its plain link leads; `words` are what that says."""

    name: str
    endpoint: str
    title: Callable[[], str]
    about: Callable[[], str]
    words: Callable[[], str]
    has_sizes: bool = True

    @property
    def is_here(self) -> bool:
        """The room that it leads to is part of this site."""
        return self.endpoint in current_app.view_functions

    def code(self, shop: Shop, url: str, **options: str) -> Markup:
        if not self.has_sizes:
            options.pop("size", None)
        return link_code(self.name, on_site(self._path(shop, url)), self.words(), **options)

    def _path(self, shop: Shop, url: str) -> str:
        if self.name == "follow":
            return url_for(self.endpoint, shop=shop)
        return url_for(self.endpoint, url=url)


WIDGETS = (
    Widget(
        "save",
        "clips.new",
        lambda: _("Save"),
        lambda: _("Keeps the product on a list. From five people on it says how many do."),
        lambda: _("Save to %(site)s", site=site_name()),
    ),
    Widget(
        "ask",
        "polls.new",
        lambda: _("Ask your friends"),
        lambda: _("Starts a poll about the product among the friends of whoever presses it."),
        lambda: _("Ask your friends"),
    ),
    Widget(
        "follow",
        "shops.show",
        lambda: _("Follow the shop"),
        lambda: _("Leads to your page here, where people follow you."),
        lambda: _("Follow on %(site)s", site=site_name()),
    ),
    Widget(
        "badge",
        "product_widgets.show",
        lambda: _("Stars"),
        lambda: _("What everybody’s reviews of the product come to."),
        lambda: _("Reviews on %(site)s", site=site_name()),
    ),
    Widget(
        "reviews",
        "product_widgets.show",
        lambda: _("Reviews"),
        lambda: _("What people say of the product, good and bad, and the way to say something."),
        lambda: _("Reviews on %(site)s", site=site_name()),
        has_sizes=False,
    ),
    Widget(
        "bought",
        "bought.new",
        lambda: _("Show what you bought"),
        lambda: _("For the page after the till: leads to telling friends, if they like."),
        lambda: _("Show your friends what you bought"),
    ),
    Widget(
        "talk",
        "product_widgets.show",
        lambda: _("Talked about"),
        lambda: _("What everybody can read about the product in the forum."),
        lambda: _("Talked about on %(site)s", site=site_name()),
        has_sizes=False,
    ),
)


def pinned_script() -> Markup:
    """With the digest of its bytes, for those who want to be sure of them."""
    address = on_site(LOADER.replace(".js", f"-{NEWEST}.js"))
    tag = Markup('<script async src="{}" integrity="{}" crossorigin="anonymous"></script>')
    return tag.format(address, integrity())

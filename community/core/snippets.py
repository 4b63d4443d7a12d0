"""What others copy into their pages: a plain link that works by itself, and the script that makes a
widget of it."""

from __future__ import annotations

from markupsafe import Markup

from community.core.mail import on_site

LOADER = "/embed/posy.js"


def link_code(name: str, address: str, words: str, **options: str) -> Markup:
    """`name` is the widget's, `address` a whole one of ours; empty options are left out."""
    chosen = ((option, value) for option, value in options.items() if value)
    more = Markup("").join(Markup(' data-{}="{}"').format(*each) for each in chosen)
    tag = Markup('<a class="posy-{}" href="{}"{}>{}</a>')
    return tag.format(name, address, more, words)


def script_code() -> Markup:
    return Markup('<script async src="{}"></script>').format(on_site(LOADER))

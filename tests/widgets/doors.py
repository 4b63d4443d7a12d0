"""Widgets are made for nobody, so there is nobody to keep out: what is not everybody's is at no
address of theirs (test_widgets.py)."""

from tests.visibility.who import PUBLIC

RULES = dict.fromkeys(
    (
        "loaders.pinned",
        "shop_widgets.follow",
        "shop_widgets.nothing",
        "thing_widgets.poll",
        "thing_widgets.collection",
        "thing_widgets.wishlist",
    ),
    PUBLIC,
)

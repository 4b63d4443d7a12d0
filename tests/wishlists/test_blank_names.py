"""A name of spaces, or of marks nobody sees, is no name."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from community.core.ids import encode
from community.extensions import db
from community.wishlists.models import Wish, Wishlist
from tests.world import list_by, person, signed_in, wish_on

BLANK = ("  ", "\t\n", "\u200b\u00a0")


@pytest.mark.parametrize("name", BLANK)
def test_nothing_is_made_or_renamed_with_a_blank_name(app, new_client, name):
    ana = person("ana")
    wishlist = list_by(ana)
    wish, client = wish_on(wishlist), signed_in(new_client(), ana)
    said = {"title": name, "occasion": "wishes", "audience": "me", "list": encode(wishlist.id)}
    for address in (
        "/lists/new",
        f"/lists/{encode(wishlist.id)}/edit",
        f"/lists/{encode(wishlist.id)}/wishes",
        f"/wishes/{encode(wish.id)}/edit",
        "/clip",
    ):
        client.post(address, data={**said, "currency": "EUR", "quantity": "1"})
        assert db.session.scalars(select(Wishlist.title)).all() == ["Kitchen"], address
        assert db.session.scalars(select(Wish.title)).all() == ["A red pot"], address
    assert db.session.scalar(select(func.count(Wishlist.id))) == 1

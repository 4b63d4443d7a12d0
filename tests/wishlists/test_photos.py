"""A photo on a list is for those who see the list: only their pages sign its address."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
from PIL import Image

from community.core import clock
from community.core.ids import encode
from tests.world import wish_on

TYPED = {"title": "Lamp", "quantity": "1", "priority": "1", "currency": "EUR"}
SIGNED = re.compile(
    r"/pictures/private/[0-9a-f]{64}-\d+\.webp\?until=\d+&(?:amp;)?signature=[\w-]+"
)


@pytest.fixture
def page_of(as_ana, wishlist):
    """The list's page, with a photo of ana's own on it, as a visitor sees it."""
    wish, photo = wish_on(wishlist, "Lamp"), BytesIO()
    Image.new("RGB", (300, 300), "teal").save(photo, "PNG")
    photo.seek(0)
    data = {**TYPED, "photo": (photo, "lamp.png")}
    assert as_ana.post(f"/wishes/{encode(wish.id)}/edit", data=data).status_code == 303
    return lambda visitor: visitor.get(f"/lists/{encode(wishlist.id)}").text


def test_a_friend_sees_the_photo(page_of, as_ben):
    address = SIGNED.search(page_of(as_ben))[0].replace("&amp;", "&")
    assert as_ben.get(address).mimetype == "image/webp"


def test_an_old_address_of_a_photo_opens_nothing(page_of, as_ben, new_client):
    address = SIGNED.search(page_of(as_ben))[0].replace("&amp;", "&")
    with clock.fixed_at(clock.now() + timedelta(minutes=6)):
        assert as_ben.get(address).status_code == 404
    assert new_client().get(address.partition("?")[0]).status_code == 404

import time

import pytest

from community.core.images import routes
from community.core.images.store import picture_url

D = "ab" * 32


@pytest.fixture
def visitor(gallery):
    return gallery.test_client()


def test_a_public_picture_may_be_kept_for_ever(visitor, store, prepared):
    digest = store.save(prepared)
    answer = visitor.get(picture_url(digest, 480))
    assert answer.status_code == 200
    assert answer.data == prepared.renditions[480]
    assert answer.mimetype == "image/webp"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    again = visitor.get(picture_url(digest, 480), headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_private_picture_needs_its_signature(visitor, store, prepared_privately):
    digest = store.save(prepared_privately)
    url = store.signed_url(digest, 480, time.time())
    answer = visitor.get(url)
    assert answer.data == prepared_privately.renditions[480]
    keeping, _, seconds = answer.headers["Cache-Control"].partition(", max-age=")
    assert keeping == "private"
    assert 0 < int(seconds) <= 300
    bare = url.partition("?")[0]
    for closed in (
        bare,
        picture_url(digest, 480),
        url[:-1],
        url.replace("-480", "-240"),
        url + "0",
    ):
        assert visitor.get(closed).status_code == 404


def test_an_old_address_of_a_private_picture_is_closed(visitor, store, prepared_privately):
    digest = store.save(prepared_privately)
    assert visitor.get(store.signed_url(digest, 480, time.time() - 301)).status_code == 404


ODD = [
    *("", "x", "..", "%2e%2e", "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2fetc%2fpasswd"),
    *("..%5c..%5cx", "..%252f..%252fx", f"{D}-480.webp%00", f"{D}-480.webp%0a"),
    *(f"%00{D}-480.webp", f"{D}-480", f"{D}-480.png", f"{D}-480.WEBP", f"{D.upper()}-480.webp"),
    *(f"{D[:-1]}-480.webp", f"{D}0-480.webp", f"{D}-0.webp", f"{D}-0480.webp", f"{D}-9999.webp"),
    *(f"{D}--480.webp", f"{D}-%D9%A4.webp", f"{D[:2]}/{D[2:]}-480.webp", "CON", "NUL.webp"),
    *(f"public/{D[:2]}/x", f"./{D}-480.webp", f"{D}-480.webp/", ".hidden", "C:%5cx"),
    *(f"{D}-480.webp", f"{D}-480.webp::$DATA", "~root", "file:///etc/passwd", "a" * 5000, "%ff%fe"),
]


@pytest.mark.parametrize("folder", ["/pictures/", "/pictures/private/"])
@pytest.mark.parametrize("name", ODD)
def test_an_odd_name_is_not_found(visitor, store, prepared, folder, name):
    store.save(prepared)
    answer = visitor.get(folder + name)
    assert answer.status_code in (404, 308)
    if answer.status_code == 308:
        assert visitor.get(answer.headers["Location"]).status_code == 404


@pytest.mark.parametrize("query", ["until=", "until=x&signature=y", "until=9%00&signature=%ff"])
def test_an_odd_signature_is_not_found(visitor, store, prepared_privately, query):
    digest = store.save(prepared_privately)
    assert visitor.get(f"/pictures/private/{digest}-480.webp?{query}").status_code == 404


def test_nothing_is_written_through_an_address(visitor):
    for send in (visitor.post, visitor.put, visitor.delete, visitor.patch):
        assert send(picture_url(D, 480)).status_code == 405


def test_the_views_say_that_they_need_no_session():
    assert routes.show.is_public
    assert routes.show_private.is_public

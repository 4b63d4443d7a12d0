import pytest
from sqlalchemy import func, select

from community.core.images.models import Picture
from community.core.images.store import picture_url
from community.extensions import db


def test_a_picture_has_one_row_however_often_it_is_given(gallery, prepared):
    first, again = Picture.of(prepared), Picture.of(prepared)
    assert first is again
    assert db.session.scalar(select(func.count()).select_from(Picture)) == 1
    assert (first.width, first.height, first.colour) == (600, 400, prepared.colour)
    assert first.bytes == sum(map(len, prepared.renditions.values()))
    assert first.is_private is False


def test_a_row_made_meanwhile_by_another_is_taken(gallery, prepared, monkeypatch):
    made = Picture.of(prepared)
    db.session.commit()
    look, answers = Picture._with_digest, iter(["not yet"])
    monkeypatch.setattr(
        Picture, "_with_digest", lambda digest: None if next(answers, None) else look(digest)
    )
    assert Picture.of(prepared).id == made.id


def test_addresses_name_the_widths_there_are(gallery, prepared):
    picture = Picture.of(prepared)
    assert picture.widths == list(prepared.renditions) == [240, 320, 480, 600]
    assert picture.url(240) == picture_url(picture.digest, 240)
    assert picture.url(250) == picture_url(picture.digest, 320)
    assert picture.url(5000) == picture_url(picture.digest, 600)
    assert picture.srcset.split(", ")[-1] == f"{picture_url(picture.digest, 600)} 600w"


def test_a_private_picture_has_signed_addresses_only(gallery, store, prepared_privately):
    picture = Picture.of(prepared_privately)
    store.save(prepared_privately)
    assert picture.is_private
    for url in [picture.url(), *(part.split(" ")[0] for part in picture.srcset.split(", "))]:
        assert url.startswith(f"/pictures/private/{picture.digest}-")
        assert gallery.test_client().get(url).status_code == 200


@pytest.mark.parametrize("width", [0, -1])
def test_any_width_asked_for_has_an_address(gallery, prepared, width):
    assert Picture.of(prepared).url(width) == picture_url(prepared.digest, 240)

import io

import pytest
from PIL import Image

from community.core.images.prepare import prepare
from tests.core.images import zoo
from tests.core.images.carriers import CANARY, CARRIERS, profile


@pytest.mark.parametrize("name", CARRIERS)
def test_nothing_told_beside_the_pixels_survives(name):
    data = CARRIERS[name]()
    assert CANARY in data, "the canary must be in the file for this test to mean anything"
    prepared = prepare(data)
    for file in prepared.renditions.values():
        assert b"CANARY" not in file
        assert file[12:16] == b"VP8 ", "one image chunk and nothing else"
        assert len(file) - 20 - int.from_bytes(file[16:20], "little") in (0, 1)


def test_a_packed_profile_is_dropped_too():
    picture = zoo.saved(zoo.photo(), "PNG", icc_profile=profile())
    for file in prepare(picture).renditions.values():
        assert "icc_profile" not in Image.open(io.BytesIO(file)).info

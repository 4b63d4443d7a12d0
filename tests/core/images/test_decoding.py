import io
import json
import subprocess
import sys

import pytest
from PIL import Image, ImageCms

from community.core.images import prepare as room
from community.core.images.prepare import prepare
from community.core.images.problems import BadPicture
from tests.core.images import zoo


def opened(prepared, width):
    return Image.open(io.BytesIO(prepared.renditions[width]))


@pytest.mark.parametrize("name", zoo.REFUSED)
def test_a_hostile_file_is_refused_in_words(name):
    make, reason = zoo.REFUSED[name]
    with pytest.raises(BadPicture) as refusal:
        prepare(make())
    if reason:
        assert refusal.value.reason == reason
    assert len(str(refusal.value)) > 20


@pytest.mark.parametrize("name", zoo.TWO_THINGS)
def test_of_two_things_in_a_file_only_the_picture_is_kept(name):
    data = zoo.TWO_THINGS[name]()
    assert b"CANARY" in data
    prepared = prepare(data)
    for file in prepared.renditions.values():
        assert b"CANARY" not in file
        assert room._is_plain_webp(file)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "AVIF"])
def test_each_known_format_becomes_webp_in_four_widths(kind):
    prepared = prepare(zoo.saved(zoo.photo(1200, 750), kind))
    assert list(prepared.renditions) == [240, 320, 480, 960]
    assert (prepared.width, prepared.height) == (960, 600)
    for width in prepared.renditions:
        picture = opened(prepared, width)
        assert picture.format == "WEBP"
        assert picture.size == (width, width * 600 // 960)


@pytest.mark.parametrize(
    "size, widths",
    [
        ((100, 50), [100]),
        ((300, 300), [240, 300]),
        ((900, 10), [240, 320, 480, 900]),
        ((1, 1), [1]),
    ],
)
def test_nothing_is_ever_enlarged(size, widths):
    prepared = prepare(zoo.saved(Image.new("RGB", size), "PNG"))
    assert (prepared.width, prepared.height) == size
    assert list(prepared.renditions) == widths


@pytest.mark.parametrize("size", [(1, 16_384), (16_384, 1), (750, 15_000), (16_384, 1500)])
def test_long_pictures_fit(size):
    prepared = prepare(zoo.saved(Image.new("L", size), "PNG"))
    assert prepared.width <= 960
    assert prepared.height <= 8000
    for width in prepared.renditions:
        assert opened(prepared, width).width == width


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_turned_photo_is_set_upright(orientation):
    upright = Image.new("RGB", (60, 40), "blue")
    upright.paste("red", (0, 0, 30, 20))
    # How the camera stored it: the inverse of what the tag asks for.
    stored = {
        2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM, 5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90, 7: Image.Transpose.TRANSVERSE, 8: Image.Transpose.ROTATE_270,
    }  # fmt: skip
    picture = upright.transpose(stored[orientation]) if orientation > 1 else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    shown = opened(prepare(zoo.saved(picture, "JPEG", exif=exif, quality=95)), 60)
    assert shown.size == (60, 40)
    red, _, blue = shown.getpixel((10, 10))
    assert red > 150 > blue
    for place in ((50, 10), (10, 30), (50, 30)):
        red, _, blue = shown.getpixel(place)
        assert blue > 150 > red


MODES = ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"]


@pytest.mark.parametrize("mode", MODES)
def test_every_kind_of_png_is_read(mode):
    assert prepare(zoo.saved(Image.new(mode, (30, 20)), "PNG")).width == 30


def test_sixteen_bits_keep_their_brightness():
    assert prepare(zoo.saved(Image.new("I;16", (30, 20), 0x8000), "PNG")).colour == "#808080"


def test_four_colours_of_print_are_read():
    cyan = prepare(zoo.saved(Image.new("CMYK", (30, 20), (255, 0, 0, 0)), "JPEG")).colour
    assert int(cyan[1:3], 16) < 40 < 180 < int(cyan[5:7], 16)


def test_a_colour_profile_is_applied():
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    prepared = prepare(zoo.saved(Image.new("RGB", (30, 20), "#c04060"), "PNG", icc_profile=srgb))
    red, green, blue = bytes.fromhex(prepared.colour[1:])
    assert max(abs(red - 0xC0), abs(green - 0x40), abs(blue - 0x60)) < 4
    broken = zoo.saved(Image.new("RGB", (30, 20), "#c04060"), "JPEG", icc_profile=b"x" * 200)
    assert prepare(broken).width == 30


def test_see_through_is_laid_on_white():
    clear = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    clear.paste((200, 0, 0, 255), (10, 10, 30, 30))
    prepared = prepare(zoo.saved(clear, "PNG"))
    assert prepared.has_alpha
    assert prepared.on_plain_ground
    assert min(opened(prepared, 40).getpixel((2, 2))) > 245


def test_a_photo_is_not_on_plain_ground():
    for colour, is_plain in (("white", True), ("#f6f6f6", True), ("#335577", False)):
        prepared = prepare(zoo.saved(Image.new("RGB", (64, 64), colour), "PNG"))
        assert prepared.on_plain_ground is is_plain
        assert not prepared.has_alpha


def test_the_average_colour_is_the_pictures():
    halves = Image.new("RGB", (64, 64), "#ff0000")
    halves.paste("#0000ff", (0, 0, 32, 64))
    red, green, blue = bytes.fromhex(prepare(zoo.saved(halves, "PNG")).colour[1:])
    assert abs(red - 127) < 4
    assert green < 4
    assert abs(blue - 127) < 4


def test_only_the_first_frame_is_kept():
    prepared = prepare(zoo.animation("GIF", 5, 100))
    assert opened(prepared, 100).n_frames == 1
    assert int(prepared.colour[1:3], 16) < 10


def test_a_picture_has_one_digest_and_a_private_one_a_secret_one():
    data = zoo.saved(zoo.photo(), "PNG")
    first, again = prepare(data), prepare(data)
    private = [prepare(data, private=True) for _ in range(2)]
    assert first.digest == again.digest
    assert len({first.digest, *(own.digest for own in private)}) == 3
    assert all(len(own.digest) == 64 and own.is_private for own in private)


MEASURE = """
import json, resource, sys
from community.core.images.prepare import prepare
from community.core.images.problems import BadPicture
from tests.core.images import zoo
data = open(sys.argv[1], "rb").read()
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    outcome = prepare(data).width
except BadPicture as problem:
    outcome = problem.reason
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
print(json.dumps([outcome, (after - before) // 1024, child // 1024]))
"""


@pytest.mark.parametrize(
    "make, outcome",
    [
        (lambda: zoo.png(5000, 5000, zoo.zeros(15_001 * 5000), colours=2), 960),
        (lambda: zoo.png(5000, 5000, zoo.zeros(20_001 * 5000), colours=6), 960),
        (zoo.REFUSED["png with a bomb for a profile"][0], None),
        (zoo.REFUSED["png with a bomb for a text"][0], None),
        (zoo.REFUSED["gif of 10,000 frames"][0], "frames"),
    ],
)
def test_parent_and_child_stay_small(make, outcome, tmp_path):
    bomb = tmp_path / "bomb"
    bomb.write_bytes(make())
    told = subprocess.run(
        [sys.executable, "-c", MEASURE, str(bomb)], capture_output=True, timeout=60, check=True
    )
    result, parent, child = json.loads(told.stdout)
    assert outcome is None or result == outcome
    assert parent <= 32, f"the parent grew by {parent} MB"
    assert child <= 1024, f"the child took {child} MB"

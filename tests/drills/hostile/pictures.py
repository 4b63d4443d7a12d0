"""Pictures beside those of tests/core/images: big by their word, cut short, or demanding."""

from __future__ import annotations

import gzip
import io
import struct
from collections.abc import Callable

from PIL import Image, TiffImagePlugin

from tests.core.images import zoo
from tests.core.images.carriers import CARRIERS, WORD, segment
from tests.core.images.zoo import chunk, photo, png, saved, zeros

KEPT = "kept"
# How a file may end: kept, or refused for one of the reasons.
REFUSED = frozenset(("heavy", "large", "frames", "format", "broken", "demanding"))
EITHER = REFUSED | {KEPT}
Make = Callable[[], bytes]
FORMATS = ("JPEG", "PNG", "GIF", "WEBP", "AVIF")


def cut(kind: str, part: float) -> Make:
    def make() -> bytes:
        whole = saved(photo(), kind)
        return whole[: int(len(whole) * part)]

    return make


def saying(kind: str, mark: bytes, offset: int, words: bytes) -> Make:
    """A small picture whose header is written over `offset` bytes behind `mark`."""

    def make() -> bytes:
        whole = saved(photo(64, 64), kind)
        at = whole.index(mark) + len(mark) + offset
        return whole[:at] + words + whole[at + len(words) :]

    return make


def many_scans() -> bytes:
    """A progressive JPEG whose last scan is told a thousand times."""
    whole = saved(photo(5000, 5000), "JPEG", progressive=True, quality=1)
    at = whole.rindex(b"\xff\xda")
    return whole[:-2] + whole[at:-2] * min(1000, 9_000_000 // (len(whole) - at)) + whole[-2:]


def exif_of(**entries: object) -> bytes:
    """An EXIF block of one raw directory: tag, type, count, value; and the way to the next."""
    row = struct.pack("<HHII", entries["tag"], entries["kind"], entries["count"], entries["value"])
    first = b"II*\0" + struct.pack("<IH", 8, 1) + row + struct.pack("<I", entries["then"])
    return segment(0xE1, b"Exif\0\0" + first)


def located() -> bytes:
    tags = Image.Exif()
    place = tags.get_ifd(0x8825)
    place[1], place[3] = "N", "E"
    place[2] = place[4] = tuple(TiffImagePlugin.IFDRational(n) for n in (52, 31, 12))
    place[29] = WORD
    tags[0x010E] = WORD
    return saved(photo(), "JPEG", exif=tags)


def interlaced(width: int, height: int) -> bytes:
    whole = bytearray(png(width, height, zeros(width * height * 4), colours=2))
    whole[28] = 1
    head = bytes(whole[12:29])
    return bytes(whole[:8]) + chunk(b"IHDR", head[4:]) + bytes(whole[33:])


def beside(part: bytes, times: int) -> Make:
    return lambda: png(8, 8, zeros(72), extra=part * times)


def text_bomb(kind: bytes, words: bytes) -> Make:
    return lambda: beside(chunk(kind, words + zeros(80 << 20)), 12)()


def palette_without_colours() -> bytes:
    return png(64, 64, zeros(65 * 64), colours=3)


def animated_webp(frames: int) -> bytes:
    one = saved(Image.new("RGB", (1, 1)), "WEBP")[12:]
    frame = bytes(16) + one
    anmf = b"ANMF" + struct.pack("<I", len(frame)) + frame
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\x02\0\0\0" + bytes(6)
    body += b"ANIM" + struct.pack("<I", 6) + bytes(6) + anmf * frames
    return b"RIFF" + struct.pack("<I", len(body)) + body


def broken_profile(size: int) -> bytes:
    return saved(photo(), "JPEG", icc_profile=struct.pack(">I", size) + b"lcms" + bytes(size - 8))


BIG = struct.pack(">II", 65_535, 65_535)
HUGE = {
    "tiff saying 4 gigapixels": lambda: b"II*\0\x08\0\0\0\x02\0"
    + struct.pack("<HHII", 256, 4, 1, 65_535)
    + struct.pack("<HHII", 257, 4, 1, 65_535)
    + bytes(4),
    "bmp saying 4 gigapixels": saying("BMP", b"BM", 16, struct.pack("<ii", 65_535, 65_535)),
    "bmp of negative height": saying("BMP", b"BM", 20, struct.pack("<i", -(2**31))),
    "psd saying 900 megapixels": lambda: b"8BPS\0\1"
    + bytes(6)
    + struct.pack(">HIIHH", 3, 30_000, 30_000, 8, 3),
    "ico with a bomb of a png": lambda: b"\0\0\1\0\1\0\0\0\0\0\1\0\x20\0"
    + struct.pack("<II", 9999, 22)
    + png(20_000, 20_000, zeros(1 << 20)),
    "avif saying 4 gigapixels": saying("AVIF", b"ispe", 4, BIG),
    "avif of no size": saying("AVIF", b"ispe", 4, bytes(8)),
    "webp saying 268 megapixels, lossy": saying("WEBP", b"\x9d\x01\x2a", 0, b"\xff\x3f\xff\x3f"),
    "jpeg of no height": lambda: zoo.jpeg_saying(64, 0),
    "jpeg of one long line": lambda: zoo.jpeg_saying(65_500, 1),
    "png of negative size": lambda: png(2**32 - 64, 2**32 - 64, zeros(99)),
}  # fmt: skip

DEMANDING = {
    "gif of frames of nothing": lambda: zoo.gif(400_000, 1),
    "webp of 10,000 frames": lambda: animated_webp(10_000),
    "gif of no size": saying("GIF", b"GIF87a", 0, bytes(4)),
    "jpeg of a thousand scans": many_scans,
    "png, interlaced, of 24 megapixels": lambda: interlaced(4900, 4900),
    "png with bombs for texts in iTXt": text_bomb(b"iTXt", b"a\0\1\0\0\0"),
    "png with bombs for texts in zTXt": text_bomb(b"zTXt", b"a\0\0"),
    "png with 60,000 texts": beside(chunk(b"tEXt", b"a\0b"), 60_000),
    "png with 100,000 empty chunks": beside(chunk(b"IDAT", b""), 10**5),
    "png with a chunk of 2 GB": lambda: png(8, 8, b"")[:33] + b"\x7f\xff\xff\xffIDATxx",
    "png of 16 bits and 24 megapixels": lambda: png(
        4900, 4900, zeros(39_201 * 4900), bits=16, colours=6
    ),
    "png whose pixels unpack to 200 MB": lambda: png(64, 64, zeros(200 << 20)),
    "jpeg with 9 MB of segments": lambda: segment(0xEA, b"a" * 65_000)[:-2] * 1
    + segment(0xEA, b"a" * 65_000)[2:65_006] * 140,
    "jpeg with EXIF that goes round": lambda: exif_of(tag=0x8769, kind=4, count=1, value=8, then=8),
    "jpeg with EXIF of 4 billion values": lambda: exif_of(
        tag=0x0112, kind=12, count=2**32 - 1, value=8, then=0
    ),
    "jpeg with EXIF of 64 kB": lambda: segment(0xE1, b"Exif\0\0II*\0\x08\0\0\0" + b"\xff" * 65_000),
    "jpeg with a profile of nothing": lambda: broken_profile(60_000),
    "jpeg with a profile in 100 pieces": lambda: broken_profile(6_000_000),
    "gif with 9 MB of comments": lambda: zoo.gif(1, 9)[:-1]
    + b"\x21\xfe" + (b"\xff" + b"a" * 255) * 35_000 + b"\0;",
}  # fmt: skip

WRONG = {
    "svg, packed": lambda: gzip.compress(zoo.REFUSED["svg that laughs"][0]()),
    "svg behind an xml that asks for files": lambda: b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc'
    b'/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;</text></svg>',
    "jpeg 2000": lambda: saved(photo(), "JPEG2000"),
    "heic": lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(99),
    "jpeg xl": lambda: b"\xff\x0a" + bytes(99),
    "pcx saying much": lambda: b"\x0a\5\1\x08\0\0\0\0\xff\xff\xff\xff" + bytes(120),
    "wmf": lambda: b"\xd7\xcd\xc6\x9a" + bytes(60),
    "cursor": lambda: b"\0\0\2\0\1\0" + bytes(60),
    "dds": lambda: b"DDS \x7c\0\0\0" + bytes(120),
    "program": lambda: b"\x7fELF\2\1\1" + bytes(99),
    "php behind gif": lambda: b"GIF89a<?php system($_GET['c']); ?>",
    "picture in another's clothes": lambda: b"\xff\xd8\xff" + saved(photo(), "PNG"),
}  # fmt: skip

GOOD = {
    "jpeg with a place": located,
    "jpeg of print colours": lambda: saved(photo().convert("CMYK"), "JPEG"),
    "jpeg, progressive": lambda: saved(photo(), "JPEG", progressive=True),
    "jpeg in grey": lambda: saved(photo().convert("L"), "JPEG"),
    "png of 16 bits": lambda: saved(Image.new("I;16", (30, 20), 0x8000), "PNG"),
    "png of a palette": lambda: saved(photo().convert("P"), "PNG", transparency=3),
    "png, interlaced": lambda: interlaced(60, 40),
    "png of one bit": lambda: saved(photo().convert("1"), "PNG"),
    "webp without loss": lambda: saved(photo(), "WEBP", lossless=True),
    "webp, moving": lambda: zoo.animation("WEBP", 5, 60),
    "avif, moving": lambda: zoo.animation("AVIF", 5, 64),
    "picture of one pixel": lambda: saved(Image.new("RGB", (1, 1)), "PNG"),
}


def kinds() -> dict[str, tuple[Make, frozenset[str]]]:
    """What a file is -> how to make it, how it may end."""
    parts = {
        f"{int(part * 100)} % of a {kind.lower()}": cut(kind, part)
        for part in (0.01, 0.3, 0.6, 0.9, 0.999)
        for kind in FORMATS
    }
    known = {name: make for name, (make, _) in zoo.REFUSED.items()}
    refused = known | HUGE | WRONG
    kept = GOOD | zoo.TWO_THINGS | {f"{name} with words": make for name, make in CARRIERS.items()}
    demanding = DEMANDING | parts | {"png, palette without colours": palette_without_colours}
    groups = ((refused, REFUSED), (kept, frozenset((KEPT,))), (demanding, EITHER))
    return {name: (make, may) for group, may in groups for name, make in group.items()}


def is_clean(file: bytes) -> bool:
    """Nothing but pixels: no word of ours, and none of the places a file can hold words in."""
    with Image.open(io.BytesIO(file)) as picture:
        silent = not {"exif", "xmp", "icc_profile", "comment"} & set(picture.info)
        return silent and picture.format == "WEBP" and b"CANARY" not in file

"""Hostile files, made by code: no picture, too much of one, or two things in one."""

from __future__ import annotations

import gzip
import io
import random
import struct
import zipfile
import zlib

from PIL import Image

CANARY = b"CANARY<script>alert(1)</script>"


def saved(picture: Image.Image, kind: str, **options) -> bytes:
    file = io.BytesIO()
    picture.save(file, kind, **options)
    return file.getvalue()


def photo(width: int = 600, height: int = 400) -> Image.Image:
    slope, hill = Image.linear_gradient("L"), Image.radial_gradient("L")
    return Image.merge("RGB", (slope, hill, slope.rotate(90))).resize((width, height))


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(
    width: int, height: int, data: bytes, *, bits: int = 8, colours: int = 0, extra=b""
) -> bytes:
    head = struct.pack(">IIBBBBB", width, height, bits, colours, 0, 0, 0)
    parts = chunk(b"IHDR", head) + extra + chunk(b"IDAT", data) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def zeros(length: int) -> bytes:
    squeeze = zlib.compressobj(9)
    block = bytes(1 << 20)
    parts = [
        squeeze.compress(block[: min(1 << 20, length - at)]) for at in range(0, length, 1 << 20)
    ]
    return b"".join(parts) + squeeze.flush()


def gif(frames: int, side: int) -> bytes:
    one = b"\x2c\0\0\0\0\1\0\1\0\0" + b"\x02\x02\x44\x01\0"
    screen = struct.pack("<HHBBB", side, side, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff"
    return b"GIF89a" + screen + one * frames + b";"


def animation(kind: str, frames: int, side: int) -> bytes:
    pictures = [
        Image.new("RGB", (side, side), (at * 97 % 256, at * 31 % 256, 9)) for at in range(frames)
    ]
    return saved(pictures[0], kind, save_all=True, append_images=pictures[1:], duration=40)


def jpeg_saying(width: int, height: int) -> bytes:
    whole = saved(photo(64, 64), "JPEG")
    at = whole.index(b"\xff\xc0") + 5
    return whole[:at] + struct.pack(">HH", height, width) + whole[at + 4 :]


def zipped() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("x.html", CANARY)
    return file.getvalue()


def _cut(kind: str) -> bytes:
    whole = saved(photo(), kind)
    return whole[: len(whole) // 2]


def _laughs() -> bytes:
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    return f'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">{lines}]><svg>&l9;</svg>'.encode()


def _bad_sum() -> bytes:
    whole = bytearray(saved(photo(), "PNG"))
    whole[len(whole) // 2] ^= 255
    return bytes(whole)


def _canvas_lie() -> bytes:
    side = (16383 - 1).to_bytes(3, "little")
    body = b"WEBPVP8X" + struct.pack("<I", 10) + b"\x10\0\0\0" + side + side
    return b"RIFF" + struct.pack("<I", len(body)) + body


def _deep_profile() -> bytes:
    profile = chunk(b"iCCP", b"x\0\0" + zeros(100 << 20))
    return png(8, 8, b"broken", extra=profile)


# What each must be refused as; None where a decoder may judge either way, so long as it refuses.
REFUSED = {
    "png of 90 megapixels": (lambda: png(10_000, 9_000, zeros(1251 * 9000), bits=1), "large"),
    "png of 88 megapixels in colour": (
        lambda: png(11_000, 8_000, zeros(33_001 * 800), colours=2),
        "large",
    ),
    "png saying 179 megapixels": (lambda: png(13_400, 13_400, b""), "large"),
    "png saying 400 megapixels": (lambda: png(20_000, 20_000, b""), "large"),
    "png of one long line": (lambda: png(16_385, 1, zeros(16_386)), "large"),
    "png saying two billion": (lambda: png(2**31 - 1, 2**31 - 1, b""), None),
    "png of no width": (lambda: png(0, 10, b""), None),
    "png with a bad sum": (_bad_sum, "broken"),
    "png with a bomb for a profile": (_deep_profile, None),
    "png with a bomb for a text": (
        lambda: png(8, 8, b"", extra=chunk(b"zTXt", b"a\0\0" + zeros(80 << 20)) * 9),
        None,
    ),
    "jpeg saying 65500 by 65500": (lambda: jpeg_saying(65_500, 65_500), "large"),
    "webp saying 268 megapixels": (_canvas_lie, None),
    "gif of 10,000 frames": (lambda: gif(10_000, 100), "frames"),
    "gif saying 65535 by 65535": (lambda: gif(1, 65_535), "large"),
    "webp of too many frames": (lambda: animation("WEBP", 60, 700), "frames"),
    "png saying 100 frames": (
        lambda: png(900, 900, zeros(901 * 900), extra=chunk(b"acTL", struct.pack(">II", 100, 0))),
        "frames",
    ),
    "half a jpeg": (lambda: _cut("JPEG"), "broken"),
    "half a png": (lambda: _cut("PNG"), "broken"),
    "half a gif": (lambda: _cut("GIF"), "broken"),
    "half a webp": (lambda: _cut("WEBP"), None),
    "half an avif": (lambda: _cut("AVIF"), None),
    "svg": (lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "format"),
    "svg that laughs": (_laughs, "format"),
    "html": (lambda: b"<!doctype html>" + CANARY, "format"),
    "html behind the first bytes of a jpeg": (lambda: b"\xff\xd8\xff\xe0" + CANARY, None),
    "html behind the first bytes of a gif": (lambda: b"GIF89a" + CANARY, None),
    "html behind the first bytes of a png": (lambda: b"\x89PNG\r\n\x1a\n" + CANARY, None),
    "tiff": (lambda: saved(photo(), "TIFF"), "format"),
    "bmp": (lambda: saved(photo(), "BMP"), "format"),
    "ico": (lambda: saved(photo(), "ICO"), "format"),
    "ppm": (lambda: saved(photo(), "PPM"), "format"),
    "tga": (lambda: saved(photo(), "TGA"), "format"),
    "pdf": (lambda: saved(photo(), "PDF"), "format"),
    "eps": (lambda: saved(photo(64, 64), "EPS"), "format"),
    "psd": (lambda: b"8BPS\0\1" + bytes(60), "format"),
    "icns": (lambda: b"icns" + bytes(60), "format"),
    "xpm": (lambda: b'/* XPM */ static char *x[] = {"1 1 1 1", "a c #fff", "a"};', "format"),
    "zip": (zipped, "format"),
    "gzip bomb": (lambda: gzip.compress(bytes(5 << 20)), "format"),
    "video": (lambda: b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + bytes(99), "format"),
    "avif without a picture": (lambda: b"\0\0\0\x18ftypavif\0\0\0\0avifmif1" + bytes(99), None),
    "noise": (lambda: random.Random(7).randbytes(5000), "format"),
    "nothing": (lambda: b"", "format"),
    "one byte": (lambda: b"\xff", "format"),
    "eleven megabytes": (lambda: bytes(11 << 20), "heavy"),
    "a jpeg with eleven megabytes behind": (
        lambda: saved(photo(), "JPEG") + bytes(11 << 20),
        "heavy",
    ),
}

# Good pictures that are something else as well.
TWO_THINGS = {
    "jpeg with html behind": lambda: saved(photo(), "JPEG") + CANARY,
    "jpeg with html as its comment": lambda: saved(photo(), "JPEG", comment=CANARY),
    "png with a zip behind": lambda: saved(photo(), "PNG") + zipped() + CANARY,
    "png with html in a chunk of its own": lambda: png(
        64, 64, zeros(65 * 64), extra=chunk(b"htMl", CANARY)
    ),
    "gif that is a script": lambda: saved(photo(), "GIF", comment=b"*/=1;" + CANARY),
    "webp with html behind": lambda: saved(photo(), "WEBP") + CANARY,
    "avif with html behind": lambda: saved(photo(), "AVIF") + CANARY,
}

"""Turns one untrusted picture into clean ones: `python -I decoder.py < picture > answer`.

It imports nothing of ours and limits itself before it looks at a byte. What comes out is drawn
anew from pixels, so no metadata, comment or second format hidden in the file survives.

The answer: 4 bytes (big-endian length), that much JSON, then the WebP files in the order of
`sizes`. JSON is `{"problem": word}` or `{"width", "height", "colour", "has_alpha",
"on_plain_ground", "sizes": [[width, length], …]}`.
"""

from __future__ import annotations

import io
import json
import resource
import sys
import warnings
from typing import Any

MEMORY = 1024**3
SECONDS = 10
MOST_OUT = 16 * 1024**2
MOST_IN = 10 * 1024**2
MOST_PIXELS = 25_000_000
LONGEST_SIDE = 16_384
FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")
WIDTHS = (240, 320, 480, 960)
TALLEST = 8000
QUALITY = 72


class Refused(Exception):
    """The word the parent turns into a sentence."""


def limit_self() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (MOST_OUT, MOST_OUT))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (32, 32))


def main() -> None:
    limit_self()
    warnings.simplefilter("ignore")
    try:
        answer, files = prepare(sys.stdin.buffer.read(MOST_IN + 1))
    except Refused as refusal:
        answer, files = {"problem": str(refusal)}, []
    except MemoryError:
        answer, files = {"problem": "demanding"}, []
    except Exception:  # decoders raise anything: struct.error, SyntaxError, KeyError …
        answer, files = {"problem": "broken"}, []
    head = json.dumps(answer).encode()
    sys.stdout.buffer.write(len(head).to_bytes(4, "big") + head + b"".join(files))
    sys.stdout.buffer.flush()


def prepare(data: bytes) -> tuple[dict[str, Any], list[bytes]]:
    if len(data) > MOST_IN:
        raise Refused("heavy")
    picture, has_alpha = flattened(upright(opened(data)))
    largest = fitted(picture)
    widths = sorted({min(width, largest.width) for width in WIDTHS})
    files = [webp(narrowed(largest, width)) for width in widths]
    answer = {
        "width": largest.width,
        "height": largest.height,
        "colour": "#{:02x}{:02x}{:02x}".format(*average(largest)),
        "has_alpha": has_alpha,
        "on_plain_ground": is_on_plain_ground(largest),
        "sizes": [[width, len(file)] for width, file in zip(widths, files, strict=True)],
    }
    return answer, files


def opened(data: bytes) -> Any:
    """The first frame, measured before it is decoded."""
    from PIL import AvifImagePlugin, Image

    Image.MAX_IMAGE_PIXELS = None  # `measure` asks for less than Pillow would
    AvifImagePlugin.DEFAULT_MAX_THREADS = 1
    try:
        picture = Image.open(io.BytesIO(data), formats=FORMATS)
    except Image.UnidentifiedImageError:
        raise Refused("format") from None
    measure(picture)
    # A camera's JPEG is decoded at a half or a quarter: no rendition is wider than 960.
    picture.draft("RGB", (2 * WIDTHS[-1], 2 * WIDTHS[-1]))
    picture.load()
    return picture


def measure(picture: Any) -> None:
    width, height = picture.size
    if max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS:
        raise Refused("large")
    if width * height * getattr(picture, "n_frames", 1) > MOST_PIXELS:
        raise Refused("frames")


def upright(picture: Any) -> Any:
    from PIL import Image

    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(orientation(picture))
    if turn is None:
        return picture
    turned = picture.transpose(turn)
    turned.info = picture.info
    return turned


def orientation(picture: Any) -> int:
    try:
        return int(picture.getexif().get(0x0112, 1))
    except Exception:  # broken EXIF is no reason to refuse a good picture
        return 1


def flattened(picture: Any) -> tuple[Any, bool]:
    """sRGB on white, and whether anything was see-through."""
    from PIL import Image

    if picture.mode in ("LA", "La", "PA", "RGBA", "RGBa") or "transparency" in picture.info:
        clear = picture.convert("RGBA")
        alpha = clear.getchannel("A")
        ground = Image.new("RGB", clear.size, "white")
        ground.paste(in_srgb(clear.convert("RGB"), picture.info), mask=alpha)
        return ground, alpha.getextrema()[0] < 255
    return in_srgb(eight_bits(picture), picture.info), False


def eight_bits(picture: Any) -> Any:
    if picture.mode.startswith(("I", "F")):
        return picture.convert("I").point(lambda level: level / 256).convert("L")
    return picture if picture.mode in ("RGB", "CMYK", "L") else picture.convert("RGB")


def in_srgb(picture: Any, info: dict[Any, Any]) -> Any:
    """By the file's colour profile when it has a sound one."""
    from PIL import ImageCms

    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(info["icc_profile"]))
        srgb = ImageCms.createProfile("sRGB")
        turned = ImageCms.profileToProfile(picture, profile, srgb, outputMode="RGB")
    except Exception:  # none, or one that does not fit the picture
        turned = None
    return turned or picture.convert("RGB")


def fitted(picture: Any) -> Any:
    """No wider than the widest rendition, no taller than WebP can be; never enlarged."""
    scale = min(1, WIDTHS[-1] / picture.width, TALLEST / picture.height)
    return resized(picture, round(picture.width * scale), round(picture.height * scale))


def narrowed(picture: Any, width: int) -> Any:
    return resized(picture, width, round(picture.height * width / picture.width))


def resized(picture: Any, width: int, height: int) -> Any:
    from PIL import Image

    size = (max(1, width), max(1, height))
    if size == picture.size:
        return picture
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=3)


def webp(picture: Any) -> bytes:
    from PIL import Image

    drawn_anew = Image.frombytes("RGB", picture.size, picture.tobytes())
    file = io.BytesIO()
    drawn_anew.save(file, "WEBP", quality=QUALITY, method=4)
    return file.getvalue()


def average(picture: Any) -> tuple[int, int, int]:
    from PIL import Image

    red, green, blue = picture.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    return red, green, blue


def is_on_plain_ground(picture: Any) -> bool:
    """Whether nine tenths of the edge are white or nearly: a shop's cut-out, not a photograph."""
    from PIL import Image

    small = picture.resize((32, 32), Image.Resampling.BOX)
    ends = [(at, edge) for at in range(32) for edge in (0, 31)]
    edge = [small.getpixel(place) for x, y in ends for place in ((x, y), (y, x))]
    return sum(min(pixel) >= 240 for pixel in edge) >= 0.9 * len(edge)


if __name__ == "__main__":
    main()

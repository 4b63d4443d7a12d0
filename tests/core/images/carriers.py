"""Good pictures that say something beside their pixels, in every place that can hold words."""

import struct

from PIL import Image, ImageCms, PngImagePlugin

from tests.core.images import zoo

CANARY = b"CANARY-IN-THE-PICTURE"
WORD = CANARY.decode()


def exif():
    tags = Image.Exif()
    tags[0x010E] = tags[0x013B] = tags[0x8298] = WORD
    tags.get_ifd(0x8825)[29] = WORD
    return tags


def profile():
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    at = made.index(b"mluc") + 28
    return made[:at] + CANARY + made[at + len(CANARY) :]


def texts():
    info = PngImagePlugin.PngInfo()
    info.add_text("Comment", WORD)
    info.add_itxt("Title", WORD)
    info.add(b"prIv", CANARY)
    info.add(b"prIw", CANARY, after_idat=True)
    return info


def segment(marker, body):
    """A JPEG with one more segment behind its start."""
    whole = zoo.saved(zoo.photo(), "JPEG")
    return whole[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body + whole[2:]


def iptc():
    record = b"\x1c\x02\x78" + struct.pack(">H", len(CANARY)) + CANARY
    body = b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record
    return segment(0xED, b"Photoshop 3.0\0" + body + b"\0" * (len(record) % 2))


def webp_with(kind):
    plain = zoo.saved(zoo.photo(), "WEBP")
    body = plain[8:] + kind + struct.pack("<I", len(CANARY)) + CANARY + b"\0"
    return b"RIFF" + struct.pack("<I", len(body)) + body


def gif_in_an_app_block():
    whole = zoo.saved(zoo.photo(64, 64), "GIF")
    block = b"\x21\xff\x0bXMP DataXMP" + bytes((len(CANARY),)) + CANARY + b"\0"
    return whole[:-1] + block + b";"


XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">' + CANARY + b"</x:xmpmeta>"

CARRIERS = {
    "EXIF of a JPEG": lambda: zoo.saved(zoo.photo(), "JPEG", exif=exif()),
    "EXIF of a PNG": lambda: zoo.saved(zoo.photo(), "PNG", exif=exif()),
    "EXIF of a WebP": lambda: zoo.saved(zoo.photo(), "WEBP", exif=exif()),
    "EXIF of an AVIF": lambda: zoo.saved(zoo.photo(), "AVIF", exif=exif()),
    "XMP of a JPEG": lambda: segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + XMP),
    "XMP of a WebP": lambda: zoo.saved(zoo.photo(), "WEBP", xmp=XMP),
    "XMP of an AVIF": lambda: zoo.saved(zoo.photo(), "AVIF", xmp=XMP),
    "XMP of a GIF": gif_in_an_app_block,
    "IPTC of a JPEG": iptc,
    "profile of a JPEG": lambda: zoo.saved(zoo.photo(), "JPEG", icc_profile=profile()),
    "profile of a WebP": lambda: zoo.saved(zoo.photo(), "WEBP", icc_profile=profile()),
    "texts and chunks of a PNG": lambda: zoo.saved(zoo.photo(), "PNG", pnginfo=texts()),
    "comment of a JPEG": lambda: zoo.saved(zoo.photo(), "JPEG", comment=CANARY),
    "unknown segment of a JPEG": lambda: segment(0xEA, CANARY),
    "comment of a GIF": lambda: zoo.saved(zoo.photo(), "GIF", comment=CANARY),
    "unknown chunk of a WebP": lambda: webp_with(b"CNRY"),
}

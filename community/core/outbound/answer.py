"""What a shop answered."""

import codecs
import re
from dataclasses import dataclass

_HEAD = 4096
_CHUNK = 1024 * 1024
_META = re.compile(rb"<meta[^>]{0,200}?charset=[\"' ]{0,3}([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)
_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
# Browsers read the left as the right; any codec not named here is none for pages.
_READ_AS = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-9": "cp1254",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
} | {
    name: name
    for name in (  # noqa: SIM905
        "utf-8 utf-16 utf-16-le utf-16-be gb18030 big5 big5hkscs euc_jp cp932 cp949 iso2022_jp "
        "koi8-r koi8-u cp866 cp874 cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 "
        "iso8859-2 iso8859-3 iso8859-4 iso8859-5 iso8859-6 iso8859-7 iso8859-8 iso8859-10 "
        "iso8859-13 iso8859-14 iso8859-15 iso8859-16 tis-620 mac-roman"
    ).split()
}


@dataclass(frozen=True)
class Answer:
    """url: where the redirects ended; status: 200-299; content_type: without parameters."""

    url: str
    status: int
    content_type: str
    body: bytes
    charset: str = ""

    def text(self) -> str:
        return self.body.decode(self.codec, "replace").replace("\0", "").removeprefix("\ufeff")

    @property
    def codec(self) -> str:
        """What its letters are written in, as far as anybody can say."""
        marked = next((codec for mark, codec in _MARKS.items() if self.body.startswith(mark)), "")
        meta = _META.search(self.body[:_HEAD])
        named = meta.group(1).decode("ascii").lower() if meta else ""
        # Whoever could read that line did not need UTF-16 for it.
        named = "utf-8" if named.startswith("utf-16") else named
        return marked or _known(self.charset) or _known(named) or self._guess()

    def _guess(self) -> str:
        letters = codecs.getincrementaldecoder("utf-8")()
        try:
            for at in range(0, len(self.body), _CHUNK):
                letters.decode(self.body[at : at + _CHUNK])
            letters.decode(b"", True)
        except UnicodeDecodeError:
            return "utf-8" if "json" in self.content_type else "cp1252"
        return "utf-8"


def _known(charset: str) -> str:
    try:
        return _READ_AS.get(codecs.lookup(charset.strip("\"' ")[:40]).name, "")
    except (LookupError, ValueError):
        return ""

"""What is no whole archive of ours is refused, and nothing comes of it."""

from __future__ import annotations

import io
import tarfile

import pytest

from community.core.backup.writer import ABOUT, Writer
from tests.core.ops.sites import (
    ABOUT_NOW,
    PICTURE,
    all_pictures,
    fill,
    keep,
    made,
    run,
)


def refused(app, path):
    """The words it is refused with; nothing must have come of it."""
    done = run(app, "restore", str(path))
    assert done.exit_code == 1, done.output
    assert done.exception is None or isinstance(done.exception, SystemExit)
    assert not all_pictures(app)
    return done.output


def test_an_archive_that_was_cut_off_is_refused_wherever_it_ends(new_site, tmp_path):
    whole = keep(fill(new_site(), "ana", "ben"), tmp_path / "site.tar").read_bytes()
    again, short = new_site(is_new=True), tmp_path / "short.tar"
    end = whole.index(b"manifest.json")
    for size in [*range(0, end, end // 12), end - 1, end + 511, end + 530]:
        short.write_bytes(whole[:size])
        refused(again, short)


def test_one_changed_byte_is_noticed(new_site, tmp_path):
    whole = keep(fill(new_site(), "ana", "ben"), tmp_path / "site.tar").read_bytes()
    again, changed = new_site(is_new=True), tmp_path / "changed.tar"
    places = [place for name in filled(tmp_path / "site.tar") for place in name]
    assert len(places) > 8
    for place in places:
        changed.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        refused(again, changed)


def filled(path):
    """Of each file in the archive its header and, where it has one, a byte in the middle."""
    with tarfile.open(path) as tar:
        for info in tar:
            yield [info.offset + 3, *([info.offset_data + info.size // 2] if info.size else [])]


@pytest.mark.parametrize("words", [b"", b"hello", b"\0" * 20_000, b"PK\3\4" * 500])
def test_what_is_no_archive_is_refused(new_site, tmp_path, words):
    (tmp_path / "x").write_bytes(words)
    assert "no backup of Posy" in refused(new_site(is_new=True), tmp_path / "x")


@pytest.mark.parametrize(
    "about, words",
    [
        ({"format": 2}, "newer Posy"),
        ({"revision": "9999"}, "newer Posy"),
        ({"database": "postgres"}, "another kind of database"),
        ({"what": "holiday photos"}, "no backup of Posy"),
        ({"format": "1"}, "no backup of Posy"),
    ],
)
def test_what_this_posy_cannot_put_back_is_refused(new_site, tmp_path, about, words):
    path = made(tmp_path / "x.tar", {"database/posy.db": b""}, **about)
    assert words in refused(new_site(is_new=True), path)


@pytest.mark.parametrize(
    "name",
    [
        "../../outside.webp",
        "/tmp/outside.webp",
        "pictures/../../outside.webp",
        PICTURE.replace("/ab/", "/../"),
        PICTURE.replace("public", "elsewhere"),
        PICTURE + "\n",
        "database/../posy.db",
        "posy.db",
    ],
)
def test_no_name_leads_out_of_its_folder(new_site, tmp_path, name):
    path = made(tmp_path / "x.tar", {"database/posy.db": b"", name: b"outside"})
    assert "what no backup of Posy holds" in refused(new_site(is_new=True), path)
    assert not list(tmp_path.rglob("*outside*"))


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE]
)
def test_links_and_devices_are_refused(new_site, tmp_path, kind):
    path = tmp_path / "x.tar"
    with path.open("wb") as out:
        writer = Writer(out, io.BytesIO())
        writer.add_json(ABOUT, ABOUT_NOW)
        info = tarfile.TarInfo(PICTURE)
        info.type, info.linkname = kind, "/etc/passwd"
        writer._tar.addfile(info)
        writer.close({})
    assert "what no backup of Posy holds" in refused(new_site(is_new=True), path)

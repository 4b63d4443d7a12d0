import os
import time
from pathlib import Path

import pytest

from community.core.images import prepare
from community.core.images import store as shelf
from community.core.images.store import PictureStore, keep_picture, picture_url, split_name
from tests.core.images import zoo

NOW = 1_800_000_000


def files_in(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def test_files_lie_under_names_of_our_own(store, prepared):
    digest = store.save(prepared)
    path = store.path_of(digest, 480)
    assert path == store.folder / "public" / digest[:2] / f"{digest[2:]}-480.webp"
    assert path.read_bytes() == prepared.renditions[480]
    assert not path.stat().st_mode & 0o111
    assert len(files_in(store.folder)) == len(prepared.renditions)


def test_private_files_lie_apart(store, prepared_privately):
    digest = store.save(prepared_privately)
    assert store.path_of(digest, 240, private=True).is_file()
    assert not store.path_of(digest, 240).exists()


def test_saving_again_writes_nothing(store, prepared):
    store.save(prepared)
    before = {path: path.stat().st_mtime_ns for path in files_in(store.folder)}
    store.save(prepared)
    assert {path: path.stat().st_mtime_ns for path in files_in(store.folder)} == before


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_full_disk_leaves_no_half_file(store, prepared, monkeypatch, step):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), fail)
    with pytest.raises(OSError, match="No space"):
        store.save(prepared)
    assert files_in(store.folder) == []


@pytest.mark.parametrize(
    "digest", ["", "..", "../" * 10, "/etc/passwd", "A" * 64, "a" * 63, "a" * 65, "a" * 64 + "\n"]
)
def test_a_path_is_made_of_a_digest_only(store, digest):
    with pytest.raises(ValueError, match="digest"):
        store.path_of(digest, 480)


def test_addresses_and_names_belong_together():
    url = picture_url("a" * 64, 480)
    assert url == f"/pictures/{'a' * 64}-480.webp"
    assert split_name(url.rpartition("/")[2]) == ("a" * 64, 480)


def parts(url):
    query = url.partition("?")[2]
    return [pair.partition("=")[2] for pair in query.split("&")]


def test_a_signature_opens_one_picture_for_minutes(store):
    digest = "ab" * 32
    until, signature = parts(store.signed_url(digest, 480, NOW))
    assert NOW + 240 < int(until) <= NOW + 300
    assert store.check_signature(digest, 480, until, signature, NOW)
    assert store.check_signature(digest, 480, until, signature, int(until) - 1)
    assert not store.check_signature(digest, 480, until, signature, int(until))
    assert not store.check_signature(digest, 960, until, signature, NOW)
    assert not store.check_signature("cd" * 32, 480, until, signature, NOW)
    assert not store.check_signature(digest, 480, str(int(until) + 1), signature, NOW)


def test_every_wrong_signature_is_refused(store):
    digest = "ab" * 32
    until, signature = parts(store.signed_url(digest, 480, NOW))
    for at in range(len(signature)):
        other = signature[:at] + ("0" if signature[at] != "0" else "1") + signature[at + 1 :]
        assert not store.check_signature(digest, 480, until, other, NOW)
    for odd in ("", "é", "\ud800", signature.upper(), signature + "0"):
        assert not store.check_signature(digest, 480, until, odd, NOW)
    for odd in ("", "-1", "1e9", "٣", "9" * 5000, f" {until}"):
        assert not store.check_signature(digest, 480, odd, signature, NOW)


def test_another_sites_key_signs_nothing_here(store, tmp_path):
    other = PictureStore(tmp_path, "another secret")
    until, signature = parts(other.signed_url("ab" * 32, 480, NOW))
    assert not store.check_signature("ab" * 32, 480, until, signature, NOW)


def test_no_address_is_signed_for_longer_than_five_minutes(store):
    until, signature = parts(store.signed_url("ab" * 32, 480, NOW + 3600))
    assert not store.check_signature("ab" * 32, 480, until, signature, NOW)


def test_keeping_a_picture_writes_its_files(store):
    kept = keep_picture(zoo.saved(zoo.photo(), "PNG"), private=True)
    assert store.path_of(kept.digest, 600, private=True).is_file()
    assert time.time() - store.path_of(kept.digest, 600, private=True).stat().st_mtime < 60


@pytest.mark.parametrize("pattern", [shelf._NAME, shelf._DIGEST, prepare._COLOUR])
@pytest.mark.parametrize("worst", ["a", "#0", "a-", f"{'a' * 64}-", "1"])
def test_fifty_kilobytes_cost_a_pattern_little(pattern, worst):
    text = worst * (50_000 // len(worst))
    began = time.process_time()
    assert pattern.fullmatch(text) is None
    assert time.process_time() - began <= 0.050

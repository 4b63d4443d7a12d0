"""The reader in a process of its own: what becomes of it, and of what it is asked."""

import sys
import time

import pytest

from community.clipping import apart
from community.clipping.apart import Apart, Unreadable

CUP = b"<title>Caf\xe9 cup</title><h1>Caf\xe9 cup</h1><p class=price>\x80 12.50</p>"
ASK = (CUP, "https://cups.example/cafe", "cp1252")


@pytest.fixture
def reader():
    reader = Apart()
    yield reader
    reader.close()


def program(body: str) -> list[str]:
    ready = "import sys, time; sys.stdout.buffer.write(b'\\0\\0\\0\\x05ready'); sys.stdout.flush();"
    return [sys.executable, "-S", "-c", ready + body]


def test_a_page_is_read_as_in_this_process_and_the_program_is_kept(reader):
    found, spots = reader.read(*ASK)
    child = reader._child.pid

    assert (found["title"], found["price"], found["currency"]) == ("Café cup", "12.50", "EUR")
    assert ["title", "h1", "Café cup"] in spots
    assert reader.read(*ASK) == (found, spots)
    assert reader._child.pid == child


def test_one_that_has_left_is_begun_anew(reader):
    reader.read(*ASK)
    reader._child.kill()
    reader._child.wait()

    assert reader.read(*ASK)[0]["title"] == "Café cup"


@pytest.mark.parametrize("body", ["sys.stdin.read(1)", "sys.stdin.read(1); print('odd')", "1/0"])
def test_a_page_that_ends_it_is_unreadable(reader, monkeypatch, body):
    monkeypatch.setattr(apart, "PROGRAM", program(body))
    with pytest.raises(Unreadable):
        reader.read(*ASK)


def test_one_that_takes_too_long_is_ended_and_asked_once_only(reader, monkeypatch):
    monkeypatch.setattr(apart, "PROGRAM", program("time.sleep(60)"))
    monkeypatch.setattr(apart, "SECONDS", 0.2)
    began = time.monotonic()
    with pytest.raises(Unreadable, match="slow"):
        reader.read(*ASK)

    assert time.monotonic() - began < 10
    assert reader._child.wait(5) is not None

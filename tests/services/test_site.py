"""The site starts, answers, and ends whole."""

from __future__ import annotations

import signal
import urllib.request

import psutil
import pytest


def answer_of(site) -> str:
    with urllib.request.urlopen(f"{site.url}/healthz", timeout=5) as answer:
        return answer.read().decode()


def family_of(site) -> list[psutil.Process]:
    first = psutil.Process(site.process.pid)
    return [first, *first.children(recursive=True)]


@pytest.mark.drill
def test_ctrl_c_ends_every_process_of_the_site(start_site):
    site = start_site()
    family = family_of(site)
    site.stop()
    _, alive = psutil.wait_procs(family, timeout=10)
    assert alive == []


@pytest.mark.drill
def test_a_killed_site_comes_back_at_its_address(start_site):
    site = start_site()
    site.kill()
    with pytest.raises(OSError):
        answer_of(site)
    site.start()
    assert answer_of(site).startswith("ok")


@pytest.mark.drill
def test_a_service_manager_ends_it_too(start_site):
    site = start_site()
    family = family_of(site)
    site.process.send_signal(signal.SIGTERM)
    _, alive = psutil.wait_procs(family, timeout=15)
    assert alive == []

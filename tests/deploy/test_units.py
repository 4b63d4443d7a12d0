"""The systemd units: they say nothing that systemd does not know, and give no right away."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys

import pytest

from tests.services.database import HOUSE

UNITS = sorted((HOUSE / "deploy").glob("*.service"))
WALLS = (
    "NoNewPrivileges=yes",
    "ProtectSystem=strict",
    "ProtectHome=yes",
    "CapabilityBoundingSet=",
    "UMask=0077",
    "User=posy",
    "KillMode=mixed",
)


def test_there_is_a_unit_for_each_kind_of_process():
    assert [unit.name for unit in UNITS] == [
        "posy-web@.service",
        "posy-worker@.service",
        "posy.service",
    ]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.name)
def test_every_unit_has_its_walls(unit):
    lines = unit.read_text().splitlines()
    assert [wall for wall in WALLS if wall not in lines] == []


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd on this machine")
def test_systemd_understands_every_line(tmp_path):
    code = tmp_path / "posy"
    (code / ".venv").mkdir(parents=True)
    (code / ".venv" / "bin").symlink_to(f"{sys.prefix}/bin")
    (code / "deploy").symlink_to(HOUSE / "deploy")
    for unit in UNITS:
        text = unit.read_text().replace("/srv/posy", str(code))
        (tmp_path / unit.name).write_text(re.sub(r"^Documentation=.*\n", "", text, flags=re.M))
    said = subprocess.run(
        ["systemd-analyze", "verify", *(str(tmp_path / unit.name) for unit in UNITS)],
        capture_output=True,
        text=True,
    )
    assert (said.returncode, said.stderr) == (0, "")

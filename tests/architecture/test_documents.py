"""What is written about the house is true of it."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import fields

from config import Settings
from tests.architecture import house


def project() -> dict:
    return tomllib.loads((house.HOUSE / "pyproject.toml").read_text(encoding="utf-8"))


def python_dependencies() -> set[str]:
    described = project()
    groups = described["dependency-groups"].values()
    wanted = [*described["project"]["dependencies"], *(name for group in groups for name in group)]
    return {re.match(r"[\w.-]+", requirement)[0].lower() for requirement in wanted}


def npm_dependencies() -> set[str]:
    package = json.loads((house.HOUSE / "package.json").read_text(encoding="utf-8"))
    return {*package.get("dependencies", {}), *package.get("devDependencies", {})}


def test_every_setting_is_in_the_readme():
    readme = (house.HOUSE / "README.md").read_text(encoding="utf-8")
    table = {
        name
        for row in re.findall(r"^\|(.*?)\|", readme, re.M)
        for name in re.findall("`(.*?)`", row)
    }
    missing = [field.name.upper() for field in fields(Settings) if field.name.upper() not in table]
    assert not missing, house.listed(missing, "Give each a row in README.md’s table of settings.")


def test_every_setting_of_the_readme_exists():
    readme = (house.HOUSE / "README.md").read_text(encoding="utf-8")
    source = (house.HOUSE / "config.py").read_text(encoding="utf-8")
    named = set(re.findall(r"^\|\s*`([A-Z][A-Z_]+)`", readme, re.M))
    gone = sorted(name for name in named if f'"{name}"' not in source)
    assert not gone, house.listed(gone, "README.md explains settings that config.py does not read.")


def test_every_dependency_is_explained():
    explained = (house.HOUSE / "docs/dependencies.md").read_text(encoding="utf-8")
    names = set(re.findall(r"^\| `(.*?)`", explained, re.M))
    missing = sorted((python_dependencies() | npm_dependencies()) - names)
    assert not missing, house.listed(missing, "Say in docs/dependencies.md why each is needed.")


def test_no_explained_dependency_is_gone():
    explained = (house.HOUSE / "docs/dependencies.md").read_text(encoding="utf-8")
    names = set(re.findall(r"^\| `(.*?)`", explained, re.M))
    gone = sorted(names - python_dependencies() - npm_dependencies())
    assert not gone, house.listed(gone, "docs/dependencies.md explains what is not used any more.")

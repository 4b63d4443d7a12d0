"""What a browser downloads on its first visit, in bytes; UX.md 4.2 sets the limits."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

BUILD = Path(__file__).parents[2] / "static" / "build"
KB = 1000


@pytest.fixture(scope="module")
def manifest() -> dict[str, str]:
    path = BUILD / "manifest.json"
    assert path.is_file(), "nothing is built: run `make build`"
    names: dict[str, str] = json.loads(path.read_text())
    return names


def gzipped(names: Iterable[str]) -> int:
    return sum((BUILD / f"{name}.gz").stat().st_size for name in names)


def with_imports(name: str) -> set[str]:
    """A script and all it imports at once (what it imports later is not counted)."""
    found, waiting = set(), [name]
    while waiting:
        script = waiting.pop()
        found.add(script)
        imports = re.findall(r'(?:from|import)"\./([\w-]+\.js)"', (BUILD / script).read_text())
        waiting += [each for each in imports if each not in found]
    return found


def test_the_style_of_any_page_stays_below_twelve_kilobytes(manifest: dict[str, str]) -> None:
    sheet = re.compile(r"asset\('(\w+\.css)'\)")
    sizes = {}
    templates = BUILD.parents[1] / "templates"
    for path in templates.rglob("*.html"):
        sheets = sheet.findall(path.read_text())
        names = {*sheets} if "embed.css" in sheets else {"app.css", *sheets}
        sizes[str(path.relative_to(templates))] = gzipped(manifest[name] for name in names)
    assert not {name: size for name, size in sizes.items() if size > 12 * KB}


def test_a_widget_is_light_on_a_shops_page(manifest: dict[str, str]) -> None:
    assert gzipped([manifest["embed.css"]]) <= 5 * KB
    assert gzipped(with_imports(manifest["embed.js"])) <= 0.5 * KB
    assert gzipped([manifest["posy-1.js"]]) <= 1.5 * KB


def test_an_ordinary_page_loads_little_script(manifest: dict[str, str]) -> None:
    assert gzipped(with_imports(manifest["app.js"])) <= 24 * KB


def test_a_live_page_loads_not_much_more(manifest: dict[str, str]) -> None:
    scripts = set[str]()
    for name in ("app.js", "live.js", "countdown.js"):
        scripts |= with_imports(manifest[name])
    assert manifest["live.js"] not in with_imports(manifest["app.js"])
    assert gzipped(scripts) <= 38 * KB


def test_the_icons_stay_small(manifest: dict[str, str]) -> None:
    assert gzipped([manifest["icons.svg"]]) <= 5 * KB


def test_the_two_fonts_of_a_latin_page_stay_small(manifest: dict[str, str]) -> None:
    fonts = ("figtree-latin-wght-normal.woff2", "fraunces-latin-wght-normal.woff2")
    assert sum((BUILD / manifest[name]).stat().st_size for name in fonts) <= 60 * KB


def test_everything_that_compresses_has_its_compressed_twins() -> None:
    plain = [path for path in BUILD.iterdir() if path.suffix in (".css", ".js", ".svg")]
    assert plain
    for path in plain:
        for ending in (".gz", ".br"):
            assert path.with_name(path.name + ending).is_file(), f"{path.name}{ending} is missing"


def test_the_lock_names_no_host() -> None:
    lock = (BUILD.parents[1] / "package-lock.json").read_text()
    assert "://" not in lock, "take `resolved` and `funding` out of package-lock.json"

"""What templates use of the built files exists, and none of it comes from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = sorted((ROOT / "templates").rglob("*.html"))
LITERAL_ICON = re.compile(r"""\bicon\(\s*['"]([\w-]+)['"]""")
ICON_ARGUMENT = re.compile(r"""\bicon_name=['"]([\w-]+)['"]""")


def sprite() -> set[str]:
    return set((ROOT / "static/images/icons.txt").read_text().split())


def is_mail(page: Path) -> bool:
    return "mail" in page.relative_to(ROOT).parts


def test_only_mails_carry_a_style_sheet() -> None:
    styled = [page.name for page in PAGES if "<style" in page.read_text() and not is_mail(page)]
    assert not styled, f"put it into static/css: {styled}"


def test_every_icon_named_is_in_the_sprite() -> None:
    known = sprite()
    used = {
        (page.name, name)
        for page in PAGES
        for pattern in (LITERAL_ICON, ICON_ARGUMENT)
        for name in pattern.findall(page.read_text())
    }
    assert used
    missing = sorted(f"{name} ({page})" for page, name in used if name not in known)
    assert not missing, f"add to static/images/icons.txt, then `make build`: {missing}"


def test_no_script_or_style_names_another_site() -> None:
    files = [*(ROOT / "static/js").rglob("*.js"), *(ROOT / "static/css").rglob("*.css")]
    assert files
    for path in files:
        assert not re.search(r"https?://", path.read_text()), f"{path.name}: third-party origin"

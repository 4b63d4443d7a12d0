"""What is wrong with a page, as somebody with a screen reader, a phone or weak eyes finds it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
NOWHERE = "/nothing-here"
EVERYTHING = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
COLOURS = {"runOnly": ["color-contrast"]}
OPTIONS = {"resultTypes": ["violations"], "preload": False, "iframes": False, "selectors": False}
RUN = """async ([without, options]) => {
  const { violations } = await axe.run({ include: [['html']], exclude: without }, options);
  return violations.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ html, failureSummary }) =>
    `${id}: ${html.slice(0, 160)} – ${failureSummary.slice(0, 300)}`));
}"""
# What stands on every page is looked at on the first.
BARS = [[".topbar"], [".tabbar"], [".site-foot"], ["#my-menu"]]
# What reaches over the edge, for the message.
WIDE = """() => {
  const { scrollWidth, clientWidth } = document.documentElement;
  return scrollWidth <= clientWidth ? '' : `${scrollWidth - clientWidth}px too wide: `
    + [...document.querySelectorAll('body *')].filter((each) => {
      const { left, right, width } = each.getBoundingClientRect();
      return width && (right > clientWidth + 1 || left < -1);
    }).slice(0, 4).map((each) => each.outerHTML.slice(0, 90)).join(' | ');
}"""
# A colour that is still on its way to another theme is neither.
STILL = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('*, ::before, ::after { transition: none !important }');
  document.adoptedStyleSheets = [sheet];
}"""
# Another page in the place of this one, without its scripts: a quarter of what going there costs.
TURN_TO = """async (address) => {
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
  const have = [...document.querySelectorAll('link[rel="stylesheet"]')].map((each) => each.href);
  const sheets = [...page.querySelectorAll('link[rel="stylesheet"]')];
  document.title = page.title;
  document.documentElement.lang = page.documentElement.lang;
  await Promise.all(sheets.filter((each) => !have.includes(each.href)).map((each) => {
    const sheet = document.head.appendChild(document.importNode(each));
    return new Promise((loaded) => { sheet.onload = loaded; });
  }));
  document.body.replaceWith(document.adoptNode(page.body));
  return answer.status;
}"""


class Eyes:
    """One browser page, turned from address to address."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.knows_bars = False
        self.page.set_viewport_size({"width": 1280, "height": 844})
        self.page.goto("/about", wait_until="domcontentloaded")
        self.page.evaluate(STILL)
        self.page.evaluate(AXE)

    def look_at(self, address: str, *, in_the_dark: bool = False) -> list[str]:
        """Every rule as wide as a desk, and whether it fits on two phones."""
        troubles = _surprising(self.page.evaluate(TURN_TO, address), address)
        troubles += self.violations(EVERYTHING)
        if in_the_dark:
            self.page.emulate_media(color_scheme="dark", reduced_motion="reduce")
            troubles += [f"dark: {each}" for each in self.violations(COLOURS)]
            self.page.emulate_media(color_scheme="light", reduced_motion="reduce")
        for width in (390, 320, 1280):
            self.page.set_viewport_size({"width": width, "height": 844})
            troubles += self.too_wide(width) if width < 1280 else []
        return [f"{address}: {each}" for each in troubles]

    def violations(self, rules: dict[str, Any]) -> list[str]:
        without, self.knows_bars = BARS if self.knows_bars else [], True
        found: list[str] = self.page.evaluate(RUN, [without, {**OPTIONS, **rules}])
        return found

    def too_wide(self, width: int) -> list[str]:
        wide = self.page.evaluate(WIDE)
        return [f"at {width}: {wide}"] if wide else []

    def visit(self, address: str, widths: tuple[int, ...], *, backwards: bool) -> list[str]:
        """Go there, scripts and all; every rule at each width."""
        answer = self.page.goto(address, wait_until="domcontentloaded")
        self.page.evaluate(AXE)
        troubles = _surprising(answer.status if answer else 0, address)
        if backwards:
            self.page.evaluate("document.documentElement.dir = 'rtl'")
        for width in widths:
            self.page.set_viewport_size({"width": width, "height": 844})
            found = [] if backwards else self.violations(EVERYTHING)
            troubles += [*self.too_wide(width), *(f"at {width}: {each}" for each in found)]
        return [f"{address}: {each}" for each in troubles]


def _surprising(status: int, address: str) -> list[str]:
    return [] if status == (404 if address == NOWHERE else 200) else [f"answered {status}"]

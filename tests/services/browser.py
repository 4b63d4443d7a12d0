"""Chromium: found on the machine, else installed; and a context that fails on what users never see.

`python -m tests.services.browser` finds or installs it; `make test` does so before the tests.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from random import randrange
from typing import Any

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Response,
    sync_playwright,
)

from tests.services import debian

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync", "--disable-dev-shm-usage"]

# Answers of a form are not troubles: the tests look at what the page then says.
EXPECTED = (
    r"^Failed to load resource: the server responded with a status of 4\d\d",
    r"^Response Status Error Code 4\d\d",
    # Chromium, on a busy machine: the page was shown before its view transition could begin.
    r"Transition was (?:aborted|skipped)",
)
REPORT_VIOLATIONS = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error(`CSP: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""


def find(playwright: Playwright) -> str | None:
    """The path of a Chromium: the machine's, or the one playwright has fetched."""
    for name in NAMES:
        if path := shutil.which(name):
            return path
    fetched = playwright.chromium.executable_path
    return fetched if Path(fetched).exists() else None


def launch(playwright: Playwright) -> Browser | None:
    path = find(playwright)
    if path is None:
        return None
    # Chromium's own sandbox refuses root, and containers rarely allow it to others.
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox", *QUIET])


class Watch:
    """What went wrong in a context without being seen: errors, CSP violations, failed resources."""

    def __init__(self, allow: Sequence[str] = ()) -> None:
        self.troubles: list[str] = []
        self._allowed = re.compile("|".join([*EXPECTED, *allow]))

    def attach(self, context: BrowserContext) -> None:
        context.on("page", self._attach_page)
        context.on("console", self._on_console)
        context.on("response", self._on_response)

    def _attach_page(self, page: Page) -> None:
        page.on("pageerror", lambda error: self._note(f"{page.url}: {error}"))
        page.on("crash", lambda _: self._note(f"{page.url}: the page crashed"))

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not self._allowed.search(message.text):
            self._note(f"{message.page.url if message.page else '?'}: {message.text}")

    def _on_response(self, response: Response) -> None:
        kind = response.request.resource_type
        is_answer = kind in ("document", "xhr", "fetch", "websocket")
        if response.status >= 500 or (response.status >= 400 and not is_answer):
            self._note(f"{response.status} {kind} {response.url}")

    def _note(self, trouble: str) -> None:
        if not self._allowed.search(trouble):
            self.troubles.append(trouble)


def open_context(browser: Browser, allow: Sequence[str], **options: Any) -> tuple[Any, Watch]:
    # An address of its own: what is limited by address is limited for each, as between people.
    headers = {"X-Forwarded-For": f"10.{randrange(256)}.{randrange(256)}.{randrange(1, 255)}"}
    headers |= options.pop("extra_http_headers", {})
    # Those who ask for it alone: it would answer in the place of the network.
    options.setdefault("service_workers", "block")
    context = browser.new_context(extra_http_headers=headers, **options)
    context.set_default_timeout(10_000)
    watch = Watch(allow)
    watch.attach(context)
    if options.get("java_script_enabled", True):
        context.add_init_script(REPORT_VIOLATIONS)
    return context, watch


def install() -> None:
    """On Debian as root by apt; elsewhere by playwright."""
    if os.geteuid() == 0 and shutil.which("apt-get"):
        debian.install("chromium")
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


def main() -> int:
    with sync_playwright() as playwright:
        if find(playwright) is None:
            install()
        found = find(playwright)
    if found is None:
        print("No Chromium could be found or installed; tests in the browser need one.")
    return int(found is None and bool(os.environ.get("CI")))


if __name__ == "__main__":
    sys.exit(main())

"""One browser for all of these tests, and pages that notice whatever goes wrong in them.

They need Debian's chromium and are skipped without it, save where CI=true says that it must be there.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Dialog, Page, expect, sync_playwright

from tests.browser import story
from tests.browser.serving import served
from tests.web.forms import PASSWORD

CHROMIUM = shutil.which("chromium")
MISSING = "a real browser is needed: apt install chromium fonts-liberation"
ARGUMENTS = [
    "--no-sandbox",  # CI runs as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK, PHONE = {"width": 1280, "height": 800}, {"width": 360, "height": 740}
_PATIENCE_MS = 20_000
# What the policy stops is told to the console as well, but not by every directive.
_TELL = (
    "addEventListener('securitypolicyviolation',"
    " e => console.error('policy: ' + e.effectiveDirective + ' ' + e.blockedURI))"
)
expect.set_options(timeout=_PATIENCE_MS)


class Visit:
    """Opens pages, each in a context of its own, and keeps what goes wrong in them."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.troubles: list[str] = []

    def __call__(self, address: str, **options: Any) -> Page:
        """Give a page, loaded; `options` are those of a browser's context."""
        context = self._browser.new_context(
            **{"viewport": DESK, "locale": "en-GB", "reduced_motion": "reduce", **options}
        )
        self._contexts.append(context)
        context.set_default_timeout(_PATIENCE_MS)
        context.add_init_script(_TELL)
        page = context.new_page()
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on("dialog", self._dismiss)
        page.on("requestfailed", lambda request: self._miss(request.url, request.failure))
        page.goto(address)
        return page

    def forgive(self, *words: str) -> None:
        """Forget the troubles that were to be expected: those that hold any of these words."""
        self.troubles = [each for each in self.troubles if not any(word in each for word in words)]

    def close(self) -> None:
        """Close every page."""
        for context in self._contexts:
            context.close()

    def _dismiss(self, dialog: Dialog) -> None:
        self.troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.troubles.append(f"{message.type}: {message.text} at {message.location['url']}")

    def _miss(self, address: str, failure: str | None) -> None:
        if failure != "net::ERR_ABORTED":  # what a page still loads when it is left
            self.troubles.append(f"request: {address} {failure}")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Give the browser."""
    if CHROMIUM is None:
        if os.environ.get("CI") == "true":
            pytest.fail(MISSING)
        pytest.skip(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Give what opens pages; the test fails where one of them had troubles."""
    visit = Visit(browser)
    try:
        yield visit
    finally:
        visit.close()
    assert visit.troubles == []


@pytest.fixture(scope="package")
def written(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the story's ledger, which no test may write to."""
    place = tmp_path_factory.mktemp("written") / "ledger.sqlite"
    story.write(place)
    return place


@pytest.fixture(scope="package")
def site(written: Path) -> Iterator[str]:
    """Serve the story, which no test may write to; give its address."""
    with served(written, password=PASSWORD) as address:
        yield address


@pytest.fixture
def book(written: Path, tmp_path: Path) -> Iterator[str]:
    """Serve a copy of the story that the test may write to."""
    with served(Path(shutil.copy(written, tmp_path)), password=PASSWORD) as address:
        yield address


def log_in(page: Page, name: str = "Ada") -> None:
    """Log in on the page that asks for it, or by the link at the bottom."""
    if "/login" not in page.url:
        page.get_by_role("contentinfo").get_by_role("link", name="Log in to write").click()
    page.get_by_label("Your name").fill(name)
    page.get_by_label("Password of this server").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Log in").click()

"""A page as a browser meets it that has never been there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_DRAWN_MS = 30_000
# What is there to be read, typed into and followed: the document is parsed, its scripts have run.
_USABLE = """() => {
  const [entry] = performance.getEntriesByType('navigation');
  return entry.domContentLoadedEventEnd / 1000;
}"""
DRAWN = """() => [...document.querySelectorAll('figure[data-picture]:not([data-drawn])')]
  .every((figure) => figure.getBoundingClientRect().top > innerHeight)"""  # pictures in sight


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstView:
    """One visit: what was loaded, and when, from the start of the visit on, what had been reached."""

    usable_s: float
    painted_s: float
    drawn_s: float  # pictures in sight
    size_bytes: int  # as sent, with headers
    requests: int


@contextmanager
def browser() -> Iterator[Browser | None]:
    """Give Chromium, the machine's own; None where there is none."""
    from playwright.sync_api import sync_playwright

    found = next(filter(None, map(shutil.which, _CHROMIUM)), None)
    if found is None:
        yield None
        return
    with sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=found, args=["--no-sandbox", "--lang=en-GB"])
        try:
            yield chromium
        finally:
            chromium.close()


def first_views(address: str, count: int) -> list[FirstView]:
    """Visit a page so many times, each time with an empty cache; give nothing where there is no browser."""
    with browser() as chromium:
        if chromium is None:
            return []
        return [_visit(chromium, address) for _ in range(count)]


def _visit(chromium: Browser, address: str) -> FirstView:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    sizes: list[float] = []

    def loaded(event: dict[str, Any]) -> None:
        sizes.append(event["encodedDataLength"])

    session = context.new_cdp_session(page)
    session.on("Network.loadingFinished", loaded)
    session.send("Network.enable")
    page.goto(address)
    page.wait_for_function(DRAWN, timeout=_DRAWN_MS)
    drawn_s = page.evaluate("() => performance.now() / 1000")
    painted = page.evaluate("() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0")
    usable_s = page.evaluate(_USABLE)
    page.wait_for_load_state("networkidle")
    context.close()
    return FirstView(
        usable_s=max(usable_s, painted / 1000),
        painted_s=painted / 1000,
        drawn_s=drawn_s,
        size_bytes=int(sum(sizes)),
        requests=len(sizes),
    )

"""Photograph the pages of `dragoman serve --demo` for the docs: `python -m docs.screens` (`make screens`).

Letters come from the fonts of the machine, and the instants are those of the run; so the pictures are kept,
and made anew only by hand. Needs the extra `test`, and Chromium.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Literal

from benchmarks.seen import DRAWN, browser
from benchmarks.serving import serving
from docs.pictures import IMAGES
from docs.png import shrink

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WIDTH, HEIGHT = 1180, 820
LARGEST_BYTES = 200_000  # a page of README should not weigh
_DRAWN_MS = 60_000
_NAME, _PASSWORD = "Ada", "for the pictures only"  # of a server that lives a minute


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """One picture: of which page, and what is done there first."""

    address: str
    height: int = HEIGHT
    scheme: Literal["light", "dark"] = "light"
    prepare: Callable[[Page], None] | None = None


def _open_sentences(page: Page) -> None:
    """Open what is behind the first statuses."""
    for behind in page.locator("main table details").all()[:2]:
        behind.evaluate("(element) => { element.open = true; }")


def _log_in(page: Page) -> None:
    asked = page.url
    page.goto(f"{asked.partition('/review')[0]}/login")
    page.locator("input[name=name]").fill(_NAME)
    page.locator("input[name=password]").fill(_PASSWORD)
    page.locator("main button").first.click()
    page.goto(asked)


SCREENS = {
    "home.png": Screen(address="/?party=Kosovo&dimension=recognition&on=2009-01-01", height=1180),
    "pair.png": Screen(address="/pair/IRN/SAU?on=2020-01-01", height=1100, prepare=_open_sentences),
    "document.png": Screen(address="/document/a-kosovo-2008?on=2009-01-01", height=980),
    "review.png": Screen(address="/review", height=900, prepare=_log_in),
    "dark.png": Screen(
        address="/?party=Kosovo&dimension=recognition&on=2009-01-01", height=1180, scheme="dark"
    ),
}


def main() -> int:
    """Write every picture."""
    with TemporaryDirectory(prefix="dragoman-screens-") as folder, browser() as chromium:
        if chromium is None:
            print("there is no Chromium on the path", file=sys.stderr)
            return 1
        password = Path(folder) / "password"
        password.write_text(_PASSWORD, encoding="utf-8")
        password.chmod(0o600)
        with serving(None, "--demo", "--password-file", str(password)) as server:
            for name, screen in SCREENS.items():
                size = shoot(chromium, server, screen, IMAGES / name)
                print(f"{name}: {size:,} bytes")
                if size > LARGEST_BYTES:
                    print(f"{name} has more than {LARGEST_BYTES:,} bytes", file=sys.stderr)
    return 0


def shoot(chromium: Browser, server: str, screen: Screen, path: Path) -> int:
    """Make one picture; give its size in bytes."""
    context = chromium.new_context(
        viewport={"width": WIDTH, "height": screen.height},
        color_scheme=screen.scheme,
        reduced_motion="reduce",
        locale="en-GB",
        timezone_id="UTC",
    )
    page = context.new_page()
    page.goto(f"{server}{screen.address}")
    if screen.prepare:
        screen.prepare(page)
    page.wait_for_load_state("networkidle")
    page.mouse.move(0, 0)
    page.wait_for_function(DRAWN, timeout=_DRAWN_MS)
    path.write_bytes(shrink(page.screenshot()))
    context.close()
    return path.stat().st_size


if __name__ == "__main__":
    sys.exit(main())

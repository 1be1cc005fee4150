"""axe-core finds nothing serious on any page, in light and dark, on a wide screen and a phone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser import story
from tests.browser.conftest import DESK, PHONE, Visit, log_in
from tests.browser.serving import served

GRAVE = {"serious", "critical"}
PAGES = [
    "/",
    "/search",
    "/search?q=Cuba+United+States",
    "/party/XKX",
    "/party/XKX?dimension=recognition",
    "/pair/MLI/UKR",
    "/pair/USA/CUB?on=2000-01-01&known_at=2025-07-20T11:30Z",
    f"/document/{story.ALIKE.id}",
    f"/document/{story.ARABIC_TEXT.id}",
    "/paste",
    "/review",
    "/review?view=decisions",
    "/methods",
    "/login",
    "/nowhere",
    "/party/Kosvo",
]
WAYS = [
    pytest.param({"color_scheme": "light", "viewport": DESK}, id="light"),
    pytest.param({"color_scheme": "dark", "viewport": PHONE}, id="dark phone"),
]


def grave(page: Page) -> list[tuple[str, str]]:
    """Give what is grave, with an element that has it; everything that opens is open, every picture drawn."""
    for figure in page.locator("figure.picture").all():
        figure.scroll_into_view_if_needed()
        expect(figure).to_have_attribute("data-drawn", "yes")
    page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
    found = Axe().run(page).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:200]) for each in found if each["impact"] in GRAVE]


def look(visit: Visit, address: str, way: dict[str, Any]) -> Page:
    """Open a page for axe, whose own script the policy would stop."""
    return visit(address, bypass_csp=True, **way)


@pytest.mark.parametrize("way", WAYS)
def test_no_page_stands_in_a_readers_way(site: str, visit: Visit, way: dict[str, Any]) -> None:
    page = look(visit, site, way)
    found = {}
    for path in PAGES:
        page.goto(f"{site}{path}")
        found[path] = grave(page)
    visit.forgive("Failed to load resource: the server responded with a status of 404")
    assert {path: each for path, each in found.items() if each} == {}


@pytest.mark.parametrize("way", WAYS)
def test_writing_stands_in_nobodys_way(book: str, visit: Visit, way: dict[str, Any]) -> None:
    page = look(visit, f"{book}/login?back=/review", way)
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Password of this server").fill("wrong password")
    page.get_by_role("main").get_by_role("button", name="Log in").click()
    expect(page.get_by_role("alert")).to_be_visible()
    assert grave(page) == []
    log_in(page)
    assert grave(page) == []
    claim = page.locator(".review article").first
    claim.get_by_label("Reject").check()
    claim.get_by_label("Because").fill("No")
    claim.get_by_role("button", name="Decide").click()
    expect(page.get_by_role("status")).to_contain_text("Rejected")
    assert grave(page) == []
    page.goto(f"{book}/review?view=decisions")
    assert grave(page) == []
    visit.forgive("status of 403")


def test_empty_ledger_stands_in_nobodys_way(tmp_path: Path, visit: Visit) -> None:
    with served(tmp_path / "ledger.sqlite") as address:
        assert grave(look(visit, address, {})) == []


def test_card_of_a_claim_stands_in_nobodys_way(site: str, visit: Visit) -> None:
    page = look(visit, f"{site}/document/{story.ALIKE.id}", {"color_scheme": "dark"})
    page.locator(".document .cue > a").first.focus()
    expect(page.locator(".document .card").first).to_be_visible()
    assert grave(page) == []

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from dragoman.service import Ledger
from tests.web.browser.conftest import Serve
from tests.web.forms import PASSWORD

PAGES = ["/", "/search", "/search?q=embassy", "/search?q=Russia+Ukraine", "/paste", "/login", "/nowhere"]
TEXT = "Moscow recognized the Taliban government. <script>document.title = 'taken'</script>"


def test_search_leads_to_a_pair_and_a_sentence_in_its_document(
    page: Page, serve: Serve, bundled: Path
) -> None:
    page.goto(serve(bundled))
    page.get_by_label("Search parties, events and sentences").fill("Russia Ukraine")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Russia Ukraine")
    pair = page.get_by_role("link", name="How Russia and Ukraine stand with each other")
    expect(pair).to_have_attribute("href", "/pair/RUS/UKR")
    page.locator("#passages ~ ol figcaption a").first.click()
    expect(page).to_have_url(re.compile("/document/"))


def test_first_page_of_a_day_keeps_it_in_every_link(page: Page, serve: Serve, bundled: Path) -> None:
    page.goto(serve(bundled))
    page.get_by_label("On", exact=True).fill("2025-07-10")
    page.get_by_role("button", name="Show").click()
    expect(page).to_have_url(re.compile("on=2025-07-10"))
    expect(page.get_by_text("As of 10 July 2025")).to_be_visible()
    expect(page.locator(".entries a").first).to_have_attribute("href", re.compile("on=2025-07-10"))


def test_empty_ledger_tells_what_to_do(page: Page, serve: Serve, tmp_path: Path) -> None:
    page.goto(serve(tmp_path / "new.sqlite"))
    expect(page.get_by_role("heading", name="Nothing is on record yet")).to_be_visible()
    expect(page.get_by_text("dragoman read FILE")).to_be_visible()


def test_wrong_address_leads_on(page: Page, serve: Serve, bundled: Path) -> None:
    page.goto(f"{serve(bundled)}/party/Rusia")
    expect(page.get_by_role("heading", name="Not Found")).to_be_visible()
    page.get_by_role("link", name="Russia", exact=True).click()
    expect(page).to_have_url(re.compile("/party/RUS$"))


def test_text_is_pasted_read_and_recorded_after_logging_in(page: Page, serve: Serve, copied: Path) -> None:
    page.goto(f"{serve(copied, password=PASSWORD)}/paste")
    page.get_by_label("Text, in English").fill(TEXT)
    page.get_by_role("button", name="Read").click()
    expect(page.get_by_text("Read, and not recorded.")).to_be_visible()
    expect(page.get_by_text("<script>", exact=False).first).to_be_visible()
    page.get_by_role("link", name="Log in", exact=True).click()
    page.get_by_label("Your name").fill("Ada")
    page.get_by_label("Password of this server").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    page.get_by_role("button", name="Record it").click()
    expect(page).to_have_url(re.compile("/document/"))
    assert page.title() != "taken"
    with Ledger.open(copied) as book:
        assert book.search("taken").hits


def test_text_that_is_too_long_is_said_while_it_is_typed(page: Page, serve: Serve, bundled: Path) -> None:
    page.goto(f"{serve(bundled, paste_chars=20)}/paste")
    page.get_by_label("Text, in English").fill("a " * 20)
    expect(page.locator("#text-hint")).to_contain_text("20 too many")


def test_pages_are_read_without_javascript(browser: Browser, serve: Serve, bundled: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(serve(bundled))
        expect(page.locator("noscript img, figure.picture img").first).to_be_attached()
        page.get_by_label("Search parties, events and sentences").fill("embassy")
        page.get_by_role("button", name="Search").click()
        expect(page.get_by_role("heading", name="Passages")).to_be_visible()


def test_keyboard_alone_reaches_the_page_by_the_skip_link(page: Page, serve: Serve, bundled: Path) -> None:
    page.goto(serve(bundled))
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 360])
def test_pages_are_accessible_and_fit(
    browser: Browser, serve: Serve, bundled: Path, scheme: str, width: int
) -> None:
    address = serve(bundled, password=PASSWORD)
    # The policy would refuse the checking script too.
    options = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme, "bypass_csp": True}
    with browser.new_context(**options) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for path in PAGES:
            page.goto(f"{address}{path}")
            found = Axe().run(page).response["violations"]
            bad = [
                (each["id"], each["nodes"][0]["html"])
                for each in found
                if each["impact"] in {"serious", "critical"}
            ]
            assert (path, bad) == (path, [])
            assert page.evaluate("document.documentElement.scrollWidth") <= width, path

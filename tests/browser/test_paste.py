"""A text pasted into a page, read by the shipped reader, and recorded only by who may."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, log_in
from tests.browser.serving import served
from tests.web.forms import PASSWORD

TEXT = (
    "Moscow recognized the Taliban government of Afghanistan on Thursday, Russia's foreign ministry said.\n\n"
    "The weather was fine. <script>document.title = 'caught'</script>"
)
FIRST_READING_MS = 60_000  # the reader's process starts with the first text


def paste(page: Page) -> None:
    """Paste the text, and wait for what it claims."""
    page.get_by_label("Text, in English").fill(TEXT)
    page.get_by_label("Published").fill("2025-07-04")
    page.get_by_label("Title").fill("Moscow goes first")
    page.get_by_role("button", name="Read", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Moscow goes first", timeout=FIRST_READING_MS)


def test_pasted_text_is_read_and_recorded_by_who_logged_in(tmp_path: Path, visit: Visit) -> None:
    with served(tmp_path / "ledger.sqlite", password=PASSWORD) as address:
        page = visit(f"{address}/paste")
        paste(page)
        expect(page.get_by_role("main")).to_contain_text("1 claim. Read, and not recorded.")
        note = page.get_by_role("complementary", name="Claims").get_by_role("listitem")
        expect(note).to_contain_text("recognize")
        expect(note).to_contain_text("Russia")
        expect(note).to_contain_text("2025-07-03")
        expect(page.locator(".cue > a")).to_have_text("recognized")
        expect(page.get_by_role("region", name="Text")).to_contain_text("<script>document.title")
        assert "caught" not in page.title()
        expect(page.get_by_role("button", name="Record it")).to_have_count(0)

        page.get_by_role("main").get_by_role("link", name="Log in").click()
        log_in(page)
        page.get_by_role("button", name="Record it").click()
        page.wait_for_url("**/document/*")
        expect(page.get_by_role("heading", level=1)).to_have_text("Moscow goes first")
        page.get_by_role("link", name="Dragoman").click()
        expect(page.get_by_role("region", name="What changed lately")).to_contain_text("Moscow goes first")
        page.goto(f"{address}/pair/RUS/AFG~taliban?on=2025-07-10")
        expect(page.get_by_role("row", name="Recognition").first).to_contain_text("recognized")


def test_who_may_not_write_cannot_record(tmp_path: Path, visit: Visit) -> None:
    with served(tmp_path / "ledger.sqlite") as address:
        page = visit(f"{address}/paste")
        expect(page.get_by_role("main")).to_contain_text("which this server does not allow")
        paste(page)
        expect(page.get_by_role("button", name="Record it")).to_have_count(0)
        expect(page.get_by_role("link", name="Log in")).to_have_count(0)
        assert page.request.post(f"{address}/paste/record", form={"key": "x"}).status == 403
        page.goto(address)
        expect(page.get_by_role("heading", level=2)).to_have_text("Nothing is on record yet")


def test_too_long_a_text_is_told_while_it_is_typed(tmp_path: Path, visit: Visit) -> None:
    with served(tmp_path / "ledger.sqlite", paste_chars=100) as address:
        page = visit(f"{address}/paste")
        page.get_by_label("Text, in English").fill("word " * 21)
        expect(page.locator("#text-hint")).to_have_text("105 characters: 5 too many.")
        page.get_by_role("button", name="Read", exact=True).click()
        assert page.url == f"{address}/paste"
        page.get_by_label("Text, in English").fill("word")
        expect(page.locator("#text-hint")).to_contain_text("Up to 100 characters")

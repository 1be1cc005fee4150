"""From a question to the sentence that answers it, and what happens to those who lose their way."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import story
from tests.browser.conftest import Visit
from tests.browser.serving import served

REFUSED = "Failed to load resource"  # how a browser's console tells of a page that is no page


def test_search_leads_to_the_pair_on_a_day_and_to_its_sentence(site: str, visit: Visit) -> None:
    page = visit(site)
    page.get_by_role("main").get_by_role("searchbox").fill("Cuba United States")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="How Cuba and United States stand with each other").click()
    row = page.get_by_role("row", name="Relations").first
    expect(row).to_contain_text("established")
    page.get_by_label("On", exact=True).fill("2000-01-01")
    page.get_by_role("button", name="Show").click()
    assert "on=2000-01-01" in page.url
    expect(row).to_contain_text("severed")
    expect(row).to_contain_text("1961-01-03")
    page.locator("summary", has_text="behind it").first.click()
    quote = page.locator("table figure", has_text=story.SEVERED)
    quote.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Half a century")
    expect(page.locator(".cue > a:target")).to_have_text("broke off")
    assert "on=2000-01-01" in page.url
    expect(page.get_by_role("region", name="Text")).to_contain_text("The embassies closed.")


def test_search_finds_sentences(site: str, visit: Visit) -> None:
    page = visit(site)
    page.get_by_role("main").get_by_role("searchbox").fill("embassies closed")
    page.get_by_role("main").get_by_role("button", name="Search").click()
    expect(page.locator("mark").first).to_have_text("embassies")
    page.get_by_role("link", name="Half a century").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Half a century")


def test_party_leads_to_its_pairs(site: str, visit: Visit) -> None:
    page = visit(f"{site}/party/XKX")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kosovo")
    page.get_by_role("row", name="France").get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kosovo and France")


def test_events_of_a_pair_open_to_their_sentences(site: str, visit: Visit) -> None:
    page = visit(f"{site}/pair/MLI/UKR")
    expect(page.locator(".events details")).to_have_count(2)
    sentence = page.locator(".events").get_by_text(story.FIRST)
    expect(sentence).to_be_visible()
    page.locator(".events summary").first.click()
    expect(sentence).to_be_hidden()
    page.locator(".events summary").first.press("Enter")
    page.locator(".events").get_by_role("link", name="This event on a page of its own").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Sever relations")


def test_pair_as_it_was_known_earlier(site: str, visit: Visit) -> None:
    page = visit(f"{site}/pair/RUS/AFG~taliban")
    row = page.get_by_role("row", name="Recognition").first
    expect(row).to_contain_text("recognized")
    page.get_by_label("as known at").fill(story.BEFORE_TALIBAN.rstrip("Z"))
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("What has come to be known since")).to_be_visible()
    expect(page.get_by_role("main")).not_to_contain_text(story.TALIBAN)
    page.get_by_role("link", name="As known now").click()
    expect(page.get_by_role("main")).to_contain_text(story.TALIBAN)


def test_conflict_shows_both_sides_side_by_side(site: str, visit: Visit) -> None:
    page = visit(f"{site}/pair/MLI/UKR")
    one, other = (page.get_by_role("region", name=f"{side} side") for side in ("One", "The other"))
    expect(one).to_contain_text(story.FIRST)
    expect(one).to_contain_text("The Courier")
    expect(other).to_contain_text(story.SECOND)
    left, right = one.bounding_box(), other.bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] <= right["x"]
    assert left["y"] == pytest.approx(right["y"], abs=2)


def test_day_of_the_first_page_goes_with_every_link(site: str, visit: Visit) -> None:
    page = visit(site)
    page.get_by_label("On", exact=True).fill("2025-07-10")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_text("As of 10 July 2025")).to_be_visible()
    leading = page.locator("main a[href^='/party'], main a[href^='/pair'], main a[href^='/document']")
    links = leading.evaluate_all("all => all.map(e => e.href)")
    assert links
    assert [link for link in links if "on=2025-07-10" not in link] == []


def test_permanent_link_stays_what_it_is(site: str, visit: Visit) -> None:
    page = visit(f"{site}/pair/USA/CUB")
    page.get_by_role("link", name="Permanent link").click()
    assert "on=2025-07-20" in page.url
    assert "known_at=" in page.url
    expect(page.get_by_role("row", name="Relations").first).to_contain_text("established")


def test_wrong_address_leads_to_the_search(site: str, visit: Visit) -> None:
    page = visit(f"{site}/nowhere/at-all")
    visit.forgive(REFUSED)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Search").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Search")


def test_unknown_party_is_told_which_are_like_it(site: str, visit: Visit) -> None:
    page = visit(f"{site}/party/Kosova Republik")
    visit.forgive(REFUSED)
    expect(page.get_by_role("main")).to_contain_text("Kosova Republik")
    page.goto(f"{site}/party/Kosvo")
    visit.forgive(REFUSED)
    page.get_by_role("main").get_by_role("link", name="Kosovo", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kosovo")


def test_empty_ledger_says_what_to_do(tmp_path: Path, visit: Visit) -> None:
    with served(tmp_path / "ledger.sqlite") as address:
        page = visit(address)
        expect(page.get_by_role("heading", level=2)).to_have_text("Nothing is on record yet")
        expect(page.get_by_role("main")).to_contain_text("dragoman read FILE")
        expect(page.get_by_role("main")).to_contain_text("dragoman serve --demo")
        page.get_by_role("main").get_by_role("link", name="Paste a text").click()
        expect(page.get_by_label("Text, in English")).to_be_visible()
        for path in ("/search?q=Cuba", "/party/CUB", "/pair/USA/CUB", "/review", "/methods"):
            page.goto(f"{address}{path}")
            expect(page.get_by_role("heading", level=1)).to_be_visible()

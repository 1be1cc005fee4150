"""The document's page: roles by mouse and keyboard, families, ways to a note and back."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import story
from tests.browser.conftest import Visit


@pytest.fixture
def page(site: str, visit: Visit) -> Page:
    """Give the page without scripts, as it must be read."""
    return visit(f"{site}/document/{story.ALIKE.id}", java_script_enabled=False)


def outlined(page: Page, selector: str) -> bool:
    style = page.locator(selector).evaluate("e => getComputedStyle(e).outlineStyle")
    return str(style) != "none"


def test_roles_show_by_mouse(page: Page) -> None:
    card = page.locator(".document .card").nth(0)
    expect(card).to_be_hidden()
    page.locator(".document .cue > a").nth(0).hover()
    expect(card).to_be_visible()
    expect(card).to_contain_text("actor Norway “Oslo”.")
    expect(card).to_contain_text("target Kosovo.")
    assert outlined(page, ".document .said >> nth=0 >> .a0")
    assert not outlined(page, ".document .said >> nth=1 >> .a0")


def test_roles_show_by_keyboard(page: Page) -> None:
    link = page.locator(".document .cue > a").nth(1)
    link.focus()
    card = page.locator(".document .card").nth(1)
    expect(card).to_be_visible()
    expect(card).to_contain_text("planned · reported")
    expect(card).to_contain_text("as said by France “Paris”.")
    expect(link).to_have_accessible_description(
        "open mission · planned · reported. actor Italy “Rome”. target Afghanistan “Kabul”."
        " as said by France “Paris”."
    )
    assert outlined(page, ".document .said >> nth=1 >> .s0")


def test_what_is_denied_or_planned_says_so_beside_the_words(page: Page) -> None:
    labels = page.locator(".document .label").evaluate_all(
        "all => all.map(e => getComputedStyle(e, '::after').content)"
    )
    assert labels == ['"planned, reported"', '"denied"']


def test_words_lead_to_their_note_and_back(page: Page) -> None:
    page.locator(".document .cue > a").nth(2).click()
    note = page.locator(".note:target")
    expect(note).to_contain_text("denied")
    note.locator(".head a").click()
    assert "#claim-" in page.url
    expect(page.locator(".cue > a:target")).to_have_text("recognize")


def test_a_family_can_be_hidden(page: Page) -> None:
    expect(page.locator(".note")).to_have_count(3)
    page.get_by_label("Missions").uncheck()
    expect(page.locator(".note:visible")).to_have_count(2)
    page.get_by_label("Missions").check()
    expect(page.locator(".note:visible")).to_have_count(3)


def test_the_text_is_the_very_text_and_does_nothing(site: str, visit: Visit) -> None:
    page = visit(f"{site}/document/{story.ALIKE.id}")
    text = page.locator(".document").evaluate(
        "e => { const c = e.cloneNode(true); c.querySelectorAll('.card').forEach(x => x.remove());"
        " return c.textContent }"
    )
    assert text == story.ALIKE.text
    assert "caught" not in page.title()

"""Reviewing by keyboard alone: decide, see what follows, undo."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import story
from tests.browser.conftest import Visit, log_in
from tests.web.forms import PASSWORD

PAIR = "/pair/RUS/AFG~taliban?on=2025-07-10"


@pytest.fixture
def desk(book: str, visit: Visit) -> Page:
    """Give the review as somebody sees it who logged in by keyboard; the claim most in doubt comes first."""
    page = visit(f"{book}/login?back=/review")
    page.get_by_label("Your name").focus()
    page.keyboard.type("Ada")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{book}/review")  # until its script has run
    return page


def status_now(page: Page) -> str:
    """Give the status that the pair's page shows, asked beside the page that is open."""
    other = page.context.new_page()
    other.goto(f"{page.url.partition('/review')[0]}{PAIR}")
    chip = other.get_by_role("row", name="Recognition").first.locator(".chip")
    text = chip.text_content() if chip.count() else "unknown"
    other.close()
    return (text or "").strip()


def said(page: Page) -> str:
    """Give the sentence of the first claim."""
    return page.locator(".review article blockquote").first.text_content() or ""


def test_reject_and_undo_by_keyboard_and_the_relation_follows_at_once(desk: Page) -> None:
    assert said(desk) == story.TALIBAN
    expect(desk.locator(".review article").first).to_contain_text("The reader is not sure of it.")
    assert status_now(desk) == "recognized"
    desk.keyboard.press("j")
    desk.keyboard.press("r")
    desk.keyboard.type("The text says otherwise")
    desk.keyboard.press("Enter")
    done = desk.get_by_role("status")
    expect(done).to_contain_text("Rejected: recognize: Russia")
    expect(done).to_contain_text("What that changed")
    assert said(desk) != story.TALIBAN
    assert status_now(desk) != "recognized"
    desk.keyboard.press("u")
    expect(desk.get_by_role("status")).to_contain_text("Undone")
    assert said(desk) == story.TALIBAN
    assert status_now(desk) == "recognized"
    desk.get_by_role("link", name="Decided").press("Enter")
    expect(desk.locator(".decisions").first).to_contain_text("The text says otherwise")
    expect(desk.locator(".decisions").first).to_contain_text("(undone since)")


def test_accept_by_keyboard_keeps_who_and_why(desk: Page) -> None:
    desk.keyboard.press("a")
    desk.keyboard.type("Seen in the original")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("Accepted")
    desk.get_by_role("link", name="Decided").press("Enter")
    decisions = desk.locator(".decisions").first
    expect(decisions).to_contain_text("by Ada")
    expect(decisions).to_contain_text("Seen in the original")


def test_amend_by_keyboard_moves_the_relation(desk: Page) -> None:
    desk.keyboard.press("e")
    expect(desk.get_by_label("Type").first).to_be_focused()
    date = desk.get_by_label("Date").first
    for _ in range(3):
        desk.keyboard.press("Tab")
    expect(date).to_be_focused()
    date.fill("2025-07-01")
    desk.locator("[name=because]").first.focus()
    desk.keyboard.type("Off by two days")
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("since 2025-07-01")
    desk.get_by_role("status").get_by_role("button", name="Undo").press("Enter")
    expect(desk.get_by_role("status")).to_contain_text("since 2025-07-03")


def test_keys_write_where_one_types_and_escape_leaves_the_field(desk: Page) -> None:
    desk.keyboard.press("j")
    first = desk.locator(".review article").first
    expect(first).to_be_focused()
    desk.keyboard.press("a")
    reason = first.get_by_label("Because")
    expect(reason).to_be_focused()
    desk.keyboard.type("jarek")
    expect(reason).to_have_value("jarek")
    desk.keyboard.press("Escape")
    expect(first).to_be_focused()
    desk.keyboard.press("j")
    expect(desk.locator(".review article").nth(1)).to_be_focused()
    desk.keyboard.press("k")
    expect(first).to_be_focused()


def test_refused_decision_keeps_what_was_typed(desk: Page, visit: Visit) -> None:
    first = desk.locator(".review article").first
    first.get_by_label("Amend").check()
    first.get_by_label("Because").fill("Wrong party")
    first.get_by_text("Fields to amend").click()
    first.get_by_label("Actor").fill("Atlantis")
    first.get_by_role("button", name="Decide").click()
    alert = desk.get_by_role("alert")
    expect(alert).to_contain_text("Atlantis")
    expect(desk.locator(".review article").first.get_by_label("Because")).to_have_value("Wrong party")
    expect(desk.locator(".review article").first.get_by_label("Actor")).to_have_value("Atlantis")
    visit.forgive("422")


def test_two_people_see_how_far_they_agree(book: str, visit: Visit) -> None:
    for name, verdict in (("Ada", "Accept"), ("Bob", "Accept")):
        page = visit(f"{book}/review?view={'second' if name == 'Bob' else 'queue'}")
        log_in(page, name)
        if name == "Bob":
            page.get_by_role("link", name="Second look").first.click()
        claim = page.locator(".review article").first
        claim.get_by_label(verdict).check()
        claim.get_by_label("Because").fill("Seen")
        claim.get_by_role("button", name="Decide").click()
        expect(page.get_by_role("status")).to_contain_text("Accepted")
    expect(page.get_by_role("region", name="Agreement", exact=True)).to_contain_text("in 1 of 1 cases")


def test_reader_sees_the_queue_and_no_form(site: str, visit: Visit) -> None:
    page = visit(f"{site}/review")
    expect(page.locator(".review article").first).to_contain_text(story.TALIBAN)
    expect(page.get_by_role("button", name="Decide")).to_have_count(0)
    page.keyboard.press("r")
    page.keyboard.press("u")
    expect(page.get_by_role("main").get_by_role("link", name="Log in")).to_be_visible()


def test_review_works_without_scripts(book: str, visit: Visit) -> None:
    page = visit(f"{book}/login?back=/review", java_script_enabled=False)
    log_in(page)
    claim = page.locator(".review article").first
    claim.get_by_label("Reject").check()
    claim.get_by_label("Because").fill("No")
    claim.get_by_role("button", name="Decide").click()
    page.get_by_role("status").get_by_role("button", name="Undo").click()
    expect(page.get_by_role("status")).to_contain_text("Undone")

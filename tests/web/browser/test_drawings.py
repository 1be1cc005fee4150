"""Pictures and the pages of pairs and parties in a real browser, under the policy that forbids eval."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.web.browser.conftest import Serve


def drawn(page: Page, kind: str) -> None:
    """Wait until a picture is drawn."""
    figure = page.locator(f"figure.{kind}").first
    figure.scroll_into_view_if_needed()
    expect(figure).to_have_attribute("data-drawn", "yes", timeout=60_000)


def test_slider_goes_through_the_days_by_keyboard(page: Page, serve: Serve, bundled: Path) -> None:
    page.goto(f"{serve(bundled)}/party/XKX?dimension=recognition&on=2010-01-01")
    drawn(page, "map")
    slider = page.get_by_label("Day").first
    expect(slider).to_have_attribute("aria-valuetext", "2010-01-01")
    drawing = page.locator("figure.map >> nth=0 >> .canvas svg")
    expect(drawing).to_contain_text("2010-01-01")
    pale = drawing.locator('path[fill="#f5dfa8"]')  # on record as not so, from later in 2008 on
    before = pale.count()
    slider.focus()
    page.keyboard.press("Home")
    expect(slider).not_to_have_attribute("aria-valuetext", "2010-01-01")
    expect(drawing).not_to_contain_text("2010-01-01")
    expect(drawing).to_contain_text(slider.get_attribute("aria-valuetext") or "?")
    expect(pale).not_to_have_count(before)


def test_play_goes_on_and_pauses(page: Page, serve: Serve, bundled: Path) -> None:
    page.goto(f"{serve(bundled)}/party/XKX?dimension=recognition")
    drawn(page, "map")
    figure = page.locator("figure.map").first
    button = figure.get_by_role("button")
    button.press("Enter")
    expect(button).to_have_text("Pause")
    first = figure.locator("output").text_content()
    expect(figure.locator("output")).not_to_have_text(first or "", timeout=10_000)
    button.press("Space")
    expect(button).to_have_text("Play")


def test_a_state_on_the_map_leads_to_the_pair_on_the_day_shown(
    page: Page, serve: Serve, bundled: Path
) -> None:
    page.goto(f"{serve(bundled)}/party/XKX?dimension=recognition&on=2010-01-01")
    drawn(page, "map")
    page.locator('figure.map >> nth=0 >> .canvas path[fill="#0072b2"]').first.click()
    page.wait_for_url("**/pair/XKX/*on=2010-01-01*")


def test_an_event_opens_to_its_sentence_and_leads_into_the_document(
    page: Page, serve: Serve, bundled: Path
) -> None:
    page.goto(f"{serve(bundled)}/pair/USA/CUB")
    drawn(page, "timeline")
    event = page.locator(".events > li").first
    expect(event.locator("blockquote").first).to_be_hidden()
    event.locator("summary").first.press("Enter")
    expect(event.locator("blockquote mark").first).to_be_visible()
    event.locator("figcaption a").first.click()
    page.wait_for_url("**/document/*#claim-*")


def test_without_scripts_pictures_are_images(browser: Browser, serve: Serve, bundled: Path) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{serve(bundled)}/party/XKX?dimension=recognition&on=2010-01-01")
        image = page.locator("figure.map img").first
        image.scroll_into_view_if_needed()
        expect(image).to_have_attribute("alt", "Recognition: how others stand to Kosovo")
        with page.expect_response(lambda r: "/picture/map.svg" in r.url) as given:
            page.reload()
            image.scroll_into_view_if_needed()
        assert given.value.status in {200, 304}

"""Maps with a slider over the days on which something changed, and timelines, under the strict policy."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import PHONE, Visit

FIRST_DAY = "2008-02-18"  # Germany alone
RECOGNIZED = "#0072b2"


def drawn(page: Page, kind: str = "map") -> Locator:
    """Bring a picture into view and wait until it is drawn."""
    figure = page.locator(f"figure.picture.{kind}")
    figure.scroll_into_view_if_needed()
    expect(figure).to_have_attribute("data-drawn", "yes")
    return figure


def recognizing(figure: Locator) -> Locator:
    """Give the map's shapes of who recognizes."""
    return figure.locator(f'.canvas path[fill="{RECOGNIZED}"]')


@pytest.fixture
def kosovo(site: str, visit: Visit) -> Locator:
    """Give the map of who recognizes Kosovo."""
    return drawn(visit(f"{site}/?party=XKX&dimension=recognition&direction=to"))


def test_slider_by_keyboard_changes_the_map_and_its_day(kosovo: Locator) -> None:
    slider = kosovo.get_by_role("slider", name="Day")
    slider.focus()
    slider.press("End")
    expect(recognizing(kosovo)).not_to_have_count(1)
    everybody = recognizing(kosovo).count()
    slider.press("Home")
    expect(slider).to_have_attribute("aria-valuetext", FIRST_DAY)
    expect(kosovo.locator("output")).to_have_text(FIRST_DAY)
    expect(kosovo.locator(".canvas svg")).to_contain_text(FIRST_DAY)
    expect(recognizing(kosovo)).to_have_count(1)
    slider.press("ArrowRight")
    expect(slider).to_have_attribute("aria-valuetext", "2008-02-19")
    expect(recognizing(kosovo)).not_to_have_count(1)
    slider.press("End")
    expect(recognizing(kosovo)).to_have_count(everybody)


def test_play_pauses_goes_on_and_stops_at_the_last_day(kosovo: Locator) -> None:
    slider = kosovo.get_by_role("slider", name="Day")
    slider.press("End")
    last = kosovo.locator("output").text_content() or ""
    everybody = recognizing(kosovo).count()
    play = kosovo.get_by_role("button", name="Play")
    play.press("Enter")
    pause = kosovo.get_by_role("button", name="Pause")
    expect(pause).to_have_attribute("aria-pressed", "true")
    expect(kosovo.locator("output")).not_to_have_text(last)  # it began again
    pause.press("Space")
    expect(play).to_have_attribute("aria-pressed", "false")
    play.click()
    expect(kosovo.locator("output")).to_have_text(last)
    expect(play).to_be_visible()
    expect(recognizing(kosovo)).to_have_count(everybody)


def test_party_on_the_map_leads_to_the_pair_on_the_day_shown(kosovo: Locator) -> None:
    kosovo.get_by_role("slider", name="Day").press("Home")
    expect(kosovo.locator("output")).to_have_text(FIRST_DAY)
    recognizing(kosovo).click()
    kosovo.page.wait_for_url(f"**/pair/XKX/DEU?on={FIRST_DAY}*")


def test_map_has_words_for_what_it_shows(kosovo: Locator) -> None:
    expect(kosovo.get_by_role("img", name="Recognition: who recognizes Kosovo")).to_be_visible()
    expect(kosovo.get_by_role("list", name="Legend")).to_contain_text("unknown")
    expect(kosovo.locator("figcaption .asked")).to_contain_text("known")


def test_another_map_can_be_chosen(site: str, visit: Visit) -> None:
    page = visit(site)
    page.get_by_label("Map of").select_option("relations")
    page.get_by_label("for", exact=True).fill("United States")
    page.get_by_role("button", name="Draw").click()
    expect(page.get_by_role("heading", name="The world and United States")).to_be_visible()
    expect(drawn(page).locator("figcaption")).to_contain_text("how others stand to United States")


@pytest.mark.parametrize("path", ["/party/XKX", "/pair/USA/CUB", "/party/XKX?dimension=recognition"])
def test_every_picture_of_a_page_is_drawn_also_out_of_view(site: str, visit: Visit, path: str) -> None:
    page = visit(f"{site}{path}")
    figures = page.locator("figure.picture")
    assert figures.count() > 0
    for figure in figures.all():
        expect(figure).to_have_attribute("data-drawn", "yes")
        expect(figure.locator(".canvas svg path").first).to_be_attached()


def test_pictures_are_images_without_scripts(site: str, visit: Visit) -> None:
    page = visit(f"{site}/pair/USA/CUB", java_script_enabled=False)
    image = page.get_by_role("img", name="Timeline of United States and Cuba")
    image.scroll_into_view_if_needed()
    image.click()
    page.wait_for_url("**/picture/timeline.svg?*")
    assert page.locator("svg").count() == 1


@pytest.mark.parametrize("path", ["/party/XKX", "/pair/USA/CUB", "/party/XKX?dimension=recognition"])
def test_no_picture_is_wider_than_a_phone(site: str, visit: Visit, path: str) -> None:
    page = visit(f"{site}{path}", viewport=PHONE)
    for figure in page.locator("figure.picture").all():
        figure.scroll_into_view_if_needed()
        expect(figure).to_have_attribute("data-drawn", "yes")
        drawing = figure.locator(".drawing")
        assert drawing.evaluate("e => e.scrollWidth <= e.clientWidth")
        assert figure.locator(".canvas svg").count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_letters_of_a_picture_are_dark_on_light_or_light_on_dark(
    site: str, visit: Visit, scheme: str
) -> None:
    page = visit(f"{site}/pair/USA/CUB", color_scheme=scheme)
    figure = drawn(page, "timeline")
    fill = "e => getComputedStyle(e).fill"
    light = figure.locator(".canvas svg text").first.evaluate(fill) == "rgb(228, 226, 220)"
    ground = figure.locator(".drawing").evaluate("e => getComputedStyle(e).backgroundColor")
    assert (light, ground) == (
        (True, "rgb(22, 24, 29)") if scheme == "dark" else (False, "rgb(255, 255, 255)")
    )

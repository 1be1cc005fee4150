"""Pages for everybody: without scripts, by keyboard, on a phone, in the dark, right to left, on paper."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser import story
from tests.browser.conftest import PHONE, Visit, log_in

PAGES = [
    pytest.param("/", "Dragoman", id="home"),
    pytest.param("/search?q=Cuba+United+States", "Search", id="search"),
    pytest.param("/party/XKX", "Kosovo", id="party"),
    pytest.param("/party/XKX?dimension=recognition", "Kosovo", id="dimension"),
    pytest.param("/pair/MLI/UKR", "Mali and Ukraine", id="pair"),
    pytest.param("/pair/RUS/AFG~taliban", "Russia and Islamic Emirate", id="long names"),
    pytest.param(f"/document/{story.ALIKE.id}", "Of <b>Oslo</b>", id="document"),
    pytest.param("/paste", "Paste a text", id="paste"),
    pytest.param("/review", "Review", id="review"),
    pytest.param("/review?view=decisions", "Review", id="decisions"),
    pytest.param("/methods", "Methods", id="methods"),
    pytest.param("/login", "Log in", id="login"),
]
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def luminance(page: Page, selector: str) -> float:
    """Give how light an element's ground is, from 0 to 1."""
    colour = page.locator(selector).first.evaluate(
        "e => getComputedStyle(e).backgroundColor.match(/[0-9.]+/g).map(Number)"
    )
    return float(sum(colour[:3]) / 3 / 255)


@pytest.mark.parametrize(("path", "title"), PAGES)
def test_page_is_read_without_scripts(site: str, visit: Visit, path: str, title: str) -> None:
    page = visit(f"{site}{path}", java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    for landmark in ("banner", "main", "contentinfo"):
        expect(page.get_by_role(landmark)).to_have_count(1)
    closed = page.locator("main details:not([open])")
    left = closed.count()
    if left:
        closed.first.locator("summary").first.click()
        expect(closed).to_have_count(left - 1)
    for picture in page.locator("main .drawing").all():
        expect(picture.locator("img")).to_be_visible()


@pytest.mark.parametrize(("path", "title"), PAGES)
def test_page_fits_a_phone_in_the_dark(site: str, visit: Visit, path: str, title: str) -> None:
    page = visit(f"{site}{path}", viewport=PHONE, color_scheme="dark", has_touch=True, is_mobile=True)
    expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    for figure in page.locator("figure.picture").all():
        figure.scroll_into_view_if_needed()
        expect(figure).to_have_attribute("data-drawn", "yes")
    page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
    wide = page.evaluate(
        "() => [...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right"
        " > document.documentElement.clientWidth + 1).map(e => e.outerHTML.slice(0, 120)).slice(0, 5)"
    )
    assert page.evaluate(FITS), wide
    assert page.evaluate("document.documentElement.clientWidth") == PHONE["width"], wide
    assert luminance(page, "body") < 0.2


def test_writers_review_fits_a_phone(book: str, visit: Visit) -> None:
    page = visit(f"{book}/login?back=/review", viewport=PHONE, has_touch=True, is_mobile=True)
    log_in(page)
    page.get_by_text("Fields to amend").first.click()
    assert page.evaluate(FITS)
    assert page.evaluate("document.documentElement.clientWidth") == PHONE["width"]


def test_light_and_dark_follow_the_reader(site: str, visit: Visit) -> None:
    assert luminance(visit(site, color_scheme="light"), "body") > 0.9
    assert luminance(visit(site, color_scheme="dark"), "body") < 0.2


@pytest.mark.parametrize("path", ["/", f"/document/{story.ALIKE.id}", "/pair/MLI/UKR"])
def test_skip_link_comes_first_and_leads_past_the_top(site: str, visit: Visit, path: str) -> None:
    page = visit(f"{site}{path}")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the page")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")


@pytest.mark.parametrize(
    "path", ["/", "/search?q=Kosovo", "/pair/MLI/UKR", "/party/XKX", f"/document/{story.ALIKE.id}", "/paste"]
)
def test_keyboard_reaches_everything_and_focus_is_seen(site: str, visit: Visit, path: str) -> None:
    page = visit(f"{site}{path}")
    wanted = page.locator(
        "a[href]:visible, button:visible, input:not([type=hidden]):visible, select:visible, summary:visible"
    ).count()
    seen, blind = 0, []
    for _ in range(wanted + 40):
        page.keyboard.press("Tab")
        now = page.evaluate(
            "() => { const e = document.activeElement;"
            " if (e === document.body || e.dataset.seen) return null;"
            " e.dataset.seen = 1; const s = getComputedStyle(e), r = e.getBoundingClientRect();"
            " const shown = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;"
            " return { shown, counts: e.matches('a[href], button, input, select, summary'),"
            "   name: e.outerHTML.slice(0, 120), within: r.bottom > 0 && r.top < innerHeight } }"
        )
        if now is None:
            continue
        seen += now["counts"]
        if not now["shown"] or not now["within"]:
            blind.append(now["name"])
        if seen >= wanted:
            break
    assert blind == []
    assert seen >= wanted


def test_pair_is_found_by_keyboard_alone(site: str, visit: Visit) -> None:
    page = visit(site)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("Cuba United States")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?*")
    link = page.get_by_role("link", name="How Cuba and United States stand with each other")
    for _ in range(20):
        if link.evaluate("e => e === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Cuba and United States")


def test_right_to_left_names_keep_their_direction_and_leave_others_alone(site: str, visit: Visit) -> None:
    page = visit(f"{site}/document/{story.ARABIC_TEXT.id}")
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text(story.ARABIC)
    assert heading.evaluate("e => getComputedStyle(e).direction") == "rtl"
    publisher = page.locator("dd bdi", has_text=story.ARABIC_NAME)
    assert publisher.evaluate("e => getComputedStyle(e).unicodeBidi") == "isolate"
    assert page.locator("html").evaluate("e => getComputedStyle(e).direction") == "ltr"
    page.goto(f"{site}/search?q=council")
    cite = page.get_by_role("main").locator("cite")
    assert cite.first.evaluate("e => getComputedStyle(e).direction") == "rtl"


@pytest.mark.parametrize(
    "path", ["/", "/pair/MLI/UKR", "/party/XKX", f"/document/{story.ALIKE.id}", "/review", "/methods"]
)
def test_paper_shows_what_is_said_and_nothing_to_click(site: str, visit: Visit, path: str) -> None:
    page = visit(f"{site}{path}", color_scheme="dark", java_script_enabled=False)
    page.emulate_media(media="print")
    for selector in ("header nav", ".find", ".moment", "button", ".pager", "footer form"):
        for each in page.locator(selector).all():
            expect(each).to_be_hidden()
    assert luminance(page, "body") in {0.0, 1.0}  # none, or white
    ink = page.locator("body").evaluate("e => getComputedStyle(e).color")
    assert ink == "rgb(0, 0, 0)"
    for quote in page.locator("details .quote blockquote").all():
        assert quote.evaluate("e => e.checkVisibility({ contentVisibilityAuto: true })")


def test_paper_holds_the_whole_page(site: str, visit: Visit) -> None:
    page = visit(f"{site}/pair/USA/CUB")
    content = page.pdf(format="A4")
    assert content.startswith(b"%PDF")
    assert len(content) > 10_000

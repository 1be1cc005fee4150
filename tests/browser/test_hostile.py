"""Documents that try to do something, in every field that they have: nothing of them runs or leads away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from dragoman.web.security.headers import POLICY
from tests.browser import story
from tests.browser.conftest import Visit
from tests.browser.serving import served
from tests.web.forms import PASSWORD
from tests.web.texts import HOSTILE

# What markup that is not ours would bring: elements that no page of ours has, and handlers on others.
STRANGE = (
    "() => [...document.querySelectorAll('*')].filter(e =>"
    " ['IFRAME', 'OBJECT', 'EMBED', 'BASE', 'STYLE', 'MARQUEE'].includes(e.tagName)"
    " || [...e.attributes].some(a => a.name.startsWith('on')"
    "    || /^\\s*javascript:/i.test(a.value) && ['href', 'src', 'action'].includes(a.name))"
    " || e.tagName === 'SCRIPT' && !e.src.startsWith(location.origin)"
    " || e.tagName === 'IMG' && !e.src.startsWith(location.origin)"
    ").map(e => e.outerHTML.slice(0, 200))"
)


@pytest.fixture(scope="module")
def hostile(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """Serve hostile documents; give the address, and the documents' ids."""
    place = tmp_path_factory.mktemp("hostile") / "ledger.sqlite"
    ids = story.write_hostile(place)
    with served(place, password=PASSWORD) as address:
        yield address, ids


@pytest.mark.parametrize(
    "path",
    ["/", "/search?q=Kosovo", "/party/XKX", "/pair/RUS/XKX", "/review", "/review?view=decisions", "/methods"],
)
def test_nothing_of_hostile_documents_runs(hostile: tuple[str, list[str]], visit: Visit, path: str) -> None:
    page = visit(f"{hostile[0]}{path}")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    for figure in page.locator("figure.picture").all():
        figure.scroll_into_view_if_needed()
        expect(figure).to_have_attribute("data-drawn", "yes")
    page.evaluate("for (const e of document.querySelectorAll('details')) e.open = true")
    assert page.evaluate(STRANGE) == []


def test_hostile_document_shows_its_words_as_words(hostile: tuple[str, list[str]], visit: Visit) -> None:
    address, ids = hostile
    page = visit(address)
    for id_, words in zip(ids, HOSTILE, strict=True):
        page.goto(f"{address}/document/{id_}")
        text = page.locator(".document").evaluate(
            "e => { const c = e.cloneNode(true); c.querySelectorAll('.card').forEach(x => x.remove());"
            " return c.textContent }"
        )
        assert text == f"{words} recognized {words} Kosovo. {words}"
        page.locator(".cue > a").first.focus()
        assert page.evaluate(STRANGE) == []
        assert page.locator("main a[href^='javascript' i]").count() == 0


def test_search_for_hostile_words_shows_them(hostile: tuple[str, list[str]], visit: Visit) -> None:
    page = visit(hostile[0])
    for words in HOSTILE:
        box = page.get_by_role("searchbox").first
        box.fill(words)
        box.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Search")
        assert page.evaluate(STRANGE) == []
        page.goto(hostile[0])


def test_text_that_turns_the_direction_stays_within_its_place(
    hostile: tuple[str, list[str]], visit: Visit
) -> None:
    address, ids = hostile
    turning = next(id_ for id_, words in zip(ids, HOSTILE, strict=True) if "\u202e" in words)
    page = visit(f"{address}/document/{turning}")
    expect(page.locator(".notice")).to_contain_text("turn the direction of writing")
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("\u202e")
    assert "\u202e" not in page.title()
    link = page.get_by_role("navigation", name="Site").get_by_role("link").first
    assert link.evaluate("e => getComputedStyle(e).direction") == "ltr"


def test_policy_stops_scripts_that_get_into_a_page_all_the_same(site: str, visit: Visit) -> None:
    """The second line of defence holds by itself, and these tests would notice."""
    page = visit(site)
    page.evaluate(
        "() => { const s = document.createElement('script'); s.textContent = 'window.caught = 1';"
        " document.body.append(s); const i = document.createElement('div');"
        " i.innerHTML = '<img src=x onerror=\"window.caught = 2\">'; document.body.append(i) }"
    )
    expect(page.locator("img[src=x]")).to_be_attached()
    page.wait_for_timeout(300)
    assert page.evaluate("window.caught") is None
    assert any("policy: script-src" in each for each in visit.troubles)
    visit.forgive("policy:", "Content Security Policy", "404")
    response = page.request.get(site)
    assert response.headers["content-security-policy"] == POLICY

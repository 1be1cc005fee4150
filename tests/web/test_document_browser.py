"""The document's page in a real browser: roles by mouse and keyboard, families, ways to a note and back."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect, sync_playwright

from dragoman.records import Claim, Document, Modality, Participant, RecordClaim, Span, Speaker
from dragoman.service import Ledger
from dragoman.web.app import create_app
from dragoman.web.settings import Settings

CHROMIUM = shutil.which("chromium")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
ARGUMENTS += ["--disable-background-networking", "--disable-component-update", "--disable-sync"]
TEXT = (
    "Oslo was the first to recognize Kosovo.\n\n"
    "Rome will open an embassy in Kabul, Paris said. Oslo did not recognize Kabul's government. "
    "\u0631\u0648\u0633\u06cc\u0647 <script>document.title = 'caught'</script>"
)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium")


def side(words: str, party: str) -> Participant:
    start = TEXT.index(words)
    return Participant(role="actor", party=party, text=words, span=Span(start, start + len(words)))


def claims(doc: Document) -> list[Claim]:
    def said(sentence: str, trigger: str, kind: str, actor: Participant, target: Participant) -> Claim:
        start = TEXT.index(sentence)
        at = start + sentence.index(trigger)
        return Claim(
            document=doc.id,
            sentence=Span(start, start + len(sentence)),
            trigger=Span(at, at + len(trigger)),
            type=kind,
            actor=actor,
            target=target,
            reader="test/1",
        )

    first = said(
        "Oslo was the first to recognize Kosovo.",
        "recognize",
        "recognize",
        side("Oslo", "NOR"),
        side("Kosovo", "XKX"),
    )
    planned = said(
        "Rome will open an embassy in Kabul, Paris said.",
        "open",
        "open_mission",
        side("Rome", "ITA"),
        side("Kabul", "AFG"),
    )
    denied = said(
        "Oslo did not recognize Kabul's government.",
        "recognize",
        "recognize",
        side("Oslo did", "NOR"),
        side("Kabul's", "AFG"),
    )
    speaker = Speaker(party="FRA", text="Paris", span=side("Paris", "FRA").span)
    return [
        replace(first, record_claim=RecordClaim(kind="first", scope="to recognize Kosovo")),
        replace(planned, modality=Modality.PLANNED, attribution=speaker),
        replace(denied, modality=Modality.DENIED),
    ]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a ledger with the text; give the address of its page."""
    place = tmp_path_factory.mktemp("served") / "ledger.sqlite"
    doc = Document(text=TEXT, name="oslo", title="Of <b>Oslo</b>", published=date(2025, 7, 4))
    with Ledger.open(place) as book:
        book.record(doc, claims=claims(doc), reader="test/1")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(Settings(ledger=place)), host="127.0.0.1", port=port, log_level="warning", ws="none"
        )
    )
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}/document/{doc.id}"
    server.should_exit = True
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Give the page without scripts, as it must be read."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


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


def test_the_text_is_the_very_text_and_does_nothing(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    text = page.locator(".document").evaluate(
        "e => { const c = e.cloneNode(true); c.querySelectorAll('.card').forEach(x => x.remove());"
        " return c.textContent }"
    )
    assert text == TEXT
    assert "caught" not in page.title()
    page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_nothing_stands_in_a_readers_way(browser: Browser, address: str, scheme: str, width: int) -> None:
    context = browser.new_context(
        color_scheme="dark" if scheme == "dark" else "light",
        viewport={"width": width, "height": 800},
        bypass_csp=True,  # for axe's own script
    )
    page = context.new_page()
    page.goto(address)
    page.locator(".document .cue > a").nth(0).focus()
    found = Axe().run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in {"serious", "critical"}] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from dragoman.answers import Hit, Source
from dragoman.records import Span
from dragoman.service import Ledger
from dragoman.web.pages.search import parts
from tests.web import markup
from tests.web.texts import HOSTILE, READER, recognition


def hit(text: str, marks: tuple[Span, ...]) -> Hit:
    source = Source(
        id="d" * 64, name="d", title="", publisher="", url="", published=None, copy_group="d" * 64
    )
    return Hit(source=source, span=Span(0, len(text)), text=text, marks=marks, claims=())


def record(ledger: Ledger, text: str) -> None:
    doc, claims = recognition(text=text)
    ledger.record(doc, claims=claims, reader=READER)


@given(st.text(max_size=20), st.lists(st.tuples(st.integers(0, 20), st.integers(0, 20)), max_size=5))
def test_parts_joined_are_the_passage(text: str, ends: list[tuple[int, int]]) -> None:
    marks = tuple(Span(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in ends)
    cut = list(parts(hit(text, marks)))
    assert "".join(part.text for part in cut) == text
    assert all(part.text for part in cut)


def test_found_words_are_marked() -> None:
    cut = list(parts(hit("Moscow recognized it", (Span(7, 17),))))
    assert [(part.text, part.found) for part in cut] == [
        ("Moscow ", False),
        ("recognized", True),
        (" it", False),
    ]


def test_sentence_is_found_marked_and_leads_to_its_place(client: TestClient, ledger: Ledger) -> None:
    record(ledger, "Moscow recognized the Taliban government on 3 July 2025.")
    page = client.get("/search?q=taliban+government").text
    assert "<mark>Taliban</mark> <mark>government</mark>" in page
    assert "#claim-" in page


def test_two_parties_lead_to_their_pair(client: TestClient) -> None:
    page = client.get("/search?q=Russia+Afghanistan").text
    assert "/pair/RUS/AFG" in page


def test_party_is_found_by_name(client: TestClient) -> None:
    assert "/party/XKX" in client.get("/search?q=Kosovo").text


def test_nothing_found_says_what_to_try(client: TestClient) -> None:
    assert "Try fewer or other words" in client.get("/search?q=qqqqqq").text


def test_empty_search_shows_the_form(client: TestClient) -> None:
    page = client.get("/search?q=+++").text
    assert "<h1>Search</h1>" in page


def test_both_forms_of_an_empty_search_carry_the_moment(client: TestClient) -> None:
    text = client.get("/search?on=2008-02-23&known_at=2030-01-01T00:00Z").text
    assert text.count('name="on" value="2008-02-23"') == 2
    assert text.count('name="known_at" value="2030-01-01T00:00:00Z"') == 2


@pytest.mark.parametrize(
    "query", [*HOSTILE, '"', "* OR 1", "NEAR(a b)", "col:x", "\\", "%", "a" * 400, "^", "-a"]
)
def test_query_never_is_syntax_or_markup(client: TestClient, ledger: Ledger, query: str) -> None:
    record(ledger, "Moscow recognized the Taliban government.")
    response = client.get("/search", params={"q": query})
    assert response.status_code == 200
    markup.check(response.text)


def test_query_that_is_too_long_is_refused(client: TestClient) -> None:
    assert client.get("/search", params={"q": "word " * 200}).status_code == 400


def test_passages_are_given_as_csv(client: TestClient, ledger: Ledger) -> None:
    record(ledger, "Moscow recognized the Taliban government.")
    response = client.get("/search.csv?q=taliban")
    assert response.status_code == 200
    assert "Moscow recognized the Taliban government." in response.text
    assert client.get("/search.csv").text.startswith("document,")

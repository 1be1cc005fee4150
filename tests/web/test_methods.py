from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from dragoman._version import __version__
from dragoman.service import Ledger
from dragoman.web.pages.methods import decades_of, load_figures
from tests.web import markup
from tests.web.texts import HOSTILE, READER, recognition


def test_page_says_versions_figures_and_how_programs_ask(client: TestClient) -> None:
    page = markup.check(client.get("/methods").text)
    assert __version__ in page
    assert "date accuracy" in page
    assert "/api/v1/pairs/{a}/{b}/status" in page
    assert "Nothing is on record yet" in page


def test_coverage_is_of_what_was_known(client: TestClient, ledger: Ledger) -> None:
    doc, claims = recognition()
    ledger.record(doc, claims=claims, reader=READER)
    page = client.get("/methods").text
    assert "1 document; 1 claim" in page
    assert "2020s" in page
    assert "3 July 2025" in page
    assert "Nothing is on record yet" in client.get("/methods?known_at=2020-01-01").text


def test_coverage_is_given_as_csv(client: TestClient, ledger: Ledger) -> None:
    doc, claims = recognition()
    ledger.record(doc, claims=claims, reader=READER)
    lines = client.get("/methods.csv").text.splitlines()
    assert lines[0] == "kind,group,count,first,last"
    assert "family,recognition,1,2025-07-03,2025-07-03" in lines
    assert "publisher,Example Wire,1,2025-07-04,2025-07-04" in lines
    assert "year,2025,1,," in lines


@pytest.mark.parametrize("name", HOSTILE)
def test_names_of_publishers_stay_text(client: TestClient, ledger: Ledger, name: str) -> None:
    doc, claims = recognition(publisher=name)
    ledger.record(doc, claims=claims, reader=READER)
    markup.check(client.get("/methods").text)


def test_figures_name_their_reader_and_end_with_all_families() -> None:
    assert load_figures()
    for figures in load_figures():
        assert figures.reader
        assert any(row["on"].startswith("all") for row in figures.rows)


def test_decades_have_no_holes() -> None:
    assert decades_of([(1899, 2), (1923, 1), (1925, 3)]) == ((1890, 2), (1900, 0), (1910, 0), (1920, 4))
    assert decades_of([]) == ()

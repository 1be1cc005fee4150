from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from dragoman.records import DecisionKind
from dragoman.service import Ledger
from dragoman.web.asking import Moment
from dragoman.web.pages.home import Mapped, latest_of, row_of, view_of
from tests.web import markup
from tests.web.conftest import NOW, Client
from tests.web.texts import HOSTILE, READER, recognition

TODAY = Moment(on=NOW.date())


def record(ledger: Ledger, **about: str) -> str:
    """Record a document, and give its claim's id."""
    doc, claims = recognition(**about)  # type: ignore[arg-type]
    ledger.record(doc, claims=claims, reader=READER)
    return claims[0].id


def test_empty_ledger_says_what_to_do(client_of: Client) -> None:
    page = client_of().get("/").text
    assert "Nothing is on record yet" in page
    assert "dragoman read FILE" in page
    assert "dragoman serve --demo" in page
    assert "/paste" in page


def test_what_changed_lately_leads_to_document_and_pair(client: TestClient, ledger: Ledger) -> None:
    record(ledger, title="Moscow first")
    page = client.get("/").text
    assert "Moscow first" in page
    assert "/pair/RUS/AFG~taliban" in page
    assert "recognized" in page
    assert "/picture/map.json?party=AFG~taliban" in page or "/picture/map.json?party=AFG%2Ftaliban" in page


def test_page_of_a_past_instant_knows_nothing_of_later_entries(client: TestClient, ledger: Ledger) -> None:
    record(ledger, title="Moscow first")
    page = client.get("/?known_at=2020-01-01").text
    assert "Moscow first" not in page
    assert "Nothing was on record" in page


def test_map_shows_what_changed_last_unless_another_is_asked_for(ledger: Ledger) -> None:
    record(ledger)
    assert view_of(ledger, TODAY).mapped == Mapped(
        party="AFG/taliban", dimension="recognition", direction="to"
    )
    chosen = view_of(ledger, TODAY, ("Kosovo", "relations", "from")).mapped
    assert chosen == Mapped(party="XKX", dimension="relations", direction="from")


@pytest.mark.parametrize("asked", [("", "x", "y"), ("", "membership", "to")])
def test_map_of_nothing_known_is_that_of_what_is_or_none(ledger: Ledger, asked: tuple[str, str, str]) -> None:
    assert view_of(ledger, TODAY, asked).mapped is None


def test_map_of_no_party_is_not_found_and_another_is_suggested(client: TestClient) -> None:
    response = client.get("/?party=Rusia")
    assert response.status_code == 404
    assert "Russia" in response.text


def test_decision_is_shown_with_who_and_why(client: TestClient, ledger: Ledger) -> None:
    claim = record(ledger)
    ledger.amend(claim, DecisionKind.REJECT, by="Ada", because="the sentence is about Kabul")
    page = client.get("/").text
    assert "Rejected by" in page
    assert "Ada" in page
    assert "the sentence is about Kabul" in page
    latest = ledger.latest()
    assert row_of(latest, latest.entries[0])["because"] == "the sentence is about Kabul"


def test_older_entries_are_a_page_away(client: TestClient, ledger: Ledger) -> None:
    for number in range(12):
        record(ledger, title=f"Paper {number:02d}", text=f"Moscow recognized the Taliban in letter {number}.")
    first = client.get("/").text
    assert "Paper 11" in first
    assert "Paper 00" not in first
    older = client.get("/?before=3").text
    assert "Paper 00" in older


def test_latest_entries_are_given_as_csv(client: TestClient, ledger: Ledger) -> None:
    record(ledger, title="Moscow first")
    response = client.get("/latest.csv")
    assert response.headers["content-type"].startswith("text/csv")
    assert "Moscow first" in response.text
    assert "unknown → recognized" in response.text


def test_links_carry_the_moment(client: TestClient, ledger: Ledger) -> None:
    record(ledger)
    page = client.get("/?on=2025-07-10&known_at=2026-01-01").text
    assert "/pair/RUS/AFG~taliban?on=2025-07-10&amp;known_at=2026-01-01T00%3A00%3A00Z" in page
    assert "As of" in page
    assert "1 January 2026" in page


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_documents_stay_text(client: TestClient, ledger: Ledger, text: str) -> None:
    about = {"title": text, "publisher": text, "name": text, "url": text}
    record(ledger, text=f"{text} recognized the Taliban government.", **about)
    for path in ("/", "/search?q=taliban"):
        words = markup.check(client.get(path).text)
        assert text.split()[0].strip("\u202e\u200f\u061c\u200b\ufeff") in words
    assert client.get("/latest.csv").status_code == 200


def test_answer_that_was_kept_has_the_instant_of_the_question(ledger: Ledger) -> None:
    record(ledger)
    first = latest_of(ledger, TODAY)
    later = replace(TODAY, asked_at=NOW + timedelta(hours=1))
    kept = latest_of(ledger, later)
    assert kept.entries is first.entries
    assert kept.known_at == NOW + timedelta(hours=1)


def test_answer_that_was_kept_gives_way_to_what_is_recorded(ledger: Ledger) -> None:
    record(ledger)
    before = latest_of(ledger, TODAY)
    record(ledger, text="Moscow recognized the Taliban government again.")
    assert len(latest_of(ledger, TODAY).entries) == len(before.entries) + 1

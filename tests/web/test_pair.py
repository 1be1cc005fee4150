"""The pages of a pair and of a party: what they show, and that no document puts anything into them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from html import escape
from urllib.parse import urlencode

import pytest
from starlette.testclient import TestClient

from dragoman.records import Interval
from dragoman.service import Ledger
from dragoman.web.asking import Moment, instant_text
from dragoman.web.pages.pair import pair_view
from dragoman.web.pages.party import party_view
from tests.ask.build import EMBASSY, SEVERED, Said, document
from tests.web.markup import check
from tests.web.texts import HOSTILE, recognition

ON = Moment(on=date(1970, 1, 1), on_given=True)
MOMENT = Moment(on=date(2025, 7, 10), on_given=True)
TIES = Said(
    sentence="The United States and Cuba established relations on 3 January 1961.",
    trigger="established",
    type="establish_relations",
    actor="USA",
    target="CUB",
    date=Interval.at(1961, 1, 3),
)


def record(ledger: Ledger, name: str, *said: Said) -> None:
    """Record a document of these sentences."""
    doc, claims = document(name, *said, published=date(1961, 1, 4))
    ledger.record(doc, claims=claims)


def visits(count: int) -> list[Said]:
    """Give visits on days that follow each other."""
    return [
        Said(
            sentence=f"Envoy {n} of Cuba visited the United States on {n % 28 + 1} May {1900 + n // 28}.",
            trigger="visited",
            type="consult",
            actor="CUB",
            target="USA",
            date=Interval.at(1900 + n // 28, 5, n % 28 + 1),
        )
        for n in range(count)
    ]


def test_pair_shows_statuses_with_sentences_and_what_is_unknown(ledger: Ledger) -> None:
    record(ledger, "havana", SEVERED, EMBASSY)
    view = pair_view(ledger, "USA", "Cuba", ON)
    (ties,) = [line for line in view.standings if line.standing.dimension == "relations"]
    assert (ties.standing.status, ties.unordered) == ("severed", True)
    assert [e.text for e in ties.evidence] == [SEVERED.sentence]
    assert {"Sanctions", "Envoys"} <= {name.split()[0] for name in view.silent}
    assert view.documents == 1


def test_pair_sets_conflicts_side_by_side(ledger: Ledger) -> None:
    record(ledger, "one", SEVERED)
    record(ledger, "other", TIES)
    (dispute,) = pair_view(ledger, "USA", "CUB", ON).disputes
    assert {e.text for e in (*dispute.left, *dispute.right)} == {SEVERED.sentence, TIES.sentence}
    assert dispute.left != dispute.right
    assert all(h.is_disputed for h in pair_view(ledger, "USA", "CUB", ON).happenings)


def test_sides_of_a_conflict_say_what_they_hold_and_may_quote_the_same_words(
    client: TestClient, ledger: Ledger
) -> None:
    words = "The United States severed or established relations with Cuba on 3 January 1961."
    record(ledger, "one", replace(SEVERED, sentence=words, trigger="severed"), replace(TIES, sentence=words))
    (dispute,) = pair_view(ledger, "USA", "CUB", ON).disputes
    assert [e.text for e in (*dispute.left, *dispute.right)] == [words, words]
    assert dispute.is_of_one_sentence
    assert {dispute.left_says, dispute.right_says} == {
        "sever relations, 1961-01-03",
        "establish relations, 1961-01-03",
    }
    assert "it is the reading that is in doubt" in client.get("/pair/USA/CUB").text
    (told,) = client.get("/api/v1/conflicts").json()["items"]
    assert {each["claim"] for each in told["sentences"]} == {*told["left"], *told["right"]}


def test_pair_shows_its_latest_events_first_page_by_page(ledger: Ledger) -> None:
    record(ledger, "many", *visits(7))
    last = pair_view(ledger, "USA", "CUB", ON, most=3)
    assert (last.first, last.last, last.known.events_total) == (5, 7, 7)
    first, second, third = (pair_view(ledger, "USA", "CUB", ON, page=n, most=3) for n in (1, 2, 3))
    pages = [h.event.date for view in (first, second, third) for h in view.happenings]
    assert pages == sorted(pages, key=repr)
    assert len(pages) == 7


def test_pair_page_asks_as_known_at_an_instant(client: TestClient, ledger: Ledger) -> None:
    record(ledger, "havana", SEVERED)
    before = client.get("/pair/USA/CUB?on=1970-01-01&known_at=2020-01-01T00:00Z").text
    assert "severed" not in before
    assert "is left out" in before
    assert "severed" in client.get("/pair/USA/CUB?on=1970-01-01").text


def test_pair_page_offers_the_instants_at_which_something_was_recorded(ledger_url: str) -> None:
    hours = iter(range(1, 20))
    with Ledger.open(ledger_url, clock=lambda: datetime(2025, 7, 1, next(hours), tzinfo=UTC)) as book:
        record(book, "havana", SEVERED)
        elsewhere = replace(SEVERED, sentence="France severed.", trigger="severed", actor="FRA")
        record(book, "elsewhere", elsewhere)
        record(book, "washington", TIES)
        first, last = reversed(pair_view(book, "USA", "CUB", ON).learnings)
        assert [one.source.name for one in (*first.occasions, *last.occasions)] == ["havana", "washington"]
        claim = book.document("washington").claims[0].id
        book.amend(claim, "reject", by="Ada", because="no")
        now = pair_view(book, "USA", "CUB", ON)
        assert [one.kind for each in now.learnings for one in each.occasions] == [
            "decision",
            "reading",
            "reading",
        ]
        assert (now.current, now.later) == (now.learnings[0], None)
        then = pair_view(book, "USA", "CUB", ON.then(first.at))
        assert (then.current, then.later) == (first, last)
        assert not then.disputes
        assert pair_view(book, "USA", "CUB", ON.then(last.at)).disputes
        before = pair_view(book, "USA", "CUB", ON.then(first.at - timedelta(seconds=1)))
        assert (before.current, before.later) == (None, first)


def test_pair_page_leads_to_those_instants(client: TestClient, ledger: Ledger) -> None:
    record(ledger, "havana", SEVERED)
    page = client.get("/pair/USA/CUB?on=1970-01-01").text
    assert "1 instant at which something about the two was recorded" in page
    (learning,) = pair_view(ledger, "USA", "CUB", ON).learnings
    address = f"/pair/USA/CUB?{urlencode({'on': '1970-01-01', 'known_at': instant_text(learning.at)})}"
    assert f'href="{escape(address)}" aria-current="true"' in page
    assert "severed" in client.get(address).text
    assert "such as what was recorded on" in client.get("/pair/USA/CUB?known_at=2020-01-01").text


def test_pair_page_carries_its_moment_in_every_address(client: TestClient, ledger: Ledger) -> None:
    record(ledger, "havana", SEVERED)
    page = client.get("/pair/USA/CUB?on=1970-01-01").text
    assert "/picture/timeline.json?a=USA&amp;b=CUB&amp;on=1970-01-01" in page
    assert "/pair/USA/CUB.csv?on=1970-01-01" in page
    assert 'rel="canonical" href="/pair/USA/CUB?on=1970-01-01"' in page


def test_csv_has_what_the_page_shows(client: TestClient, ledger: Ledger) -> None:
    record(ledger, "havana", SEVERED)
    lines = client.get("/pair/USA/CUB.csv?on=1970-01-01").text.splitlines()
    assert lines[0].startswith("on,known_at,sequence,dimension,")
    assert any("severed" in line for line in lines)
    assert "severed" in client.get("/party/CUB.csv?on=1970-01-01").text


@pytest.mark.parametrize("address", ["/pair/RUS/AFG", "/party/RUS", "/party/AFG~taliban", "/pair/RUS/FRA"])
def test_hostile_documents_put_nothing_into_a_page(client: TestClient, ledger: Ledger, address: str) -> None:
    for number, text in enumerate(HOSTILE):
        doc, claims = recognition(
            text=f"{text} Moscow recognized the Taliban {text}", title=text, publisher=text, name=f"d{number}"
        )
        ledger.record(doc, claims=claims)
    response = client.get(address)
    assert response.status_code == 200
    check(response.text)


@pytest.mark.parametrize("address", ["/pair/RUS/Nowhere", "/party/Nowhere"])
def test_unknown_parties_are_not_found(client: TestClient, address: str) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "Nowhere" in response.text


def test_pair_of_which_nothing_is_on_record_says_so(client: TestClient) -> None:
    page = client.get("/pair/FJI/TUV").text
    assert "Nothing is on record, which is not “no”" in page
    assert "No event between them is on record." in page


# ---------------------------------------------------------------------------------------- party


def test_party_has_names_codes_and_kin_over_time(ledger: Ledger) -> None:
    view = party_view(ledger, "RUS", ON)
    assert "SUN" in {party.id for party in view.predecessors}
    assert ("ISO 3166-1 alpha-3", "RUS") in {(scheme, code.value) for scheme, code in view.codes}
    assert "Russian Federation" in {name for each in view.names for name in each.names}
    assert "AFG/taliban" in {party.id for party in party_view(ledger, "AFG", ON).governments}


def test_party_counts_its_relations_by_dimension(ledger: Ledger) -> None:
    record(ledger, "havana", SEVERED, EMBASSY)
    view = party_view(ledger, "Cuba", ON)
    found = {each.name: each for each in view.dimensions}
    assert found["relations"].counts == (("severed", 1),)
    assert [row.other for row in found["mission"].rows] == ["USA"]
    assert not found["mission"].rows[0].is_outgoing
    assert "sanctions" in view.silent


def test_party_tells_relations_of_its_governments_from_its_own(client: TestClient, ledger: Ledger) -> None:
    doc, claims = recognition()
    ledger.record(doc, claims=claims)
    (found,) = [each for each in party_view(ledger, "AFG", MOMENT).dimensions if each.name == "recognition"]
    assert [(row.other, row.own) for row in found.rows] == [("RUS", "AFG/taliban")]
    page = client.get("/party/AFG?on=2025-07-10").text
    assert "Islamic Emirate of Afghanistan (Taliban)" in page.partition('id="relations"')[2]
    assert "/pair/AFG~taliban/RUS?on=2025-07-10" in page


def test_party_shows_one_dimension_in_full(client: TestClient, ledger: Ledger) -> None:
    record(ledger, "havana", SEVERED, EMBASSY)
    page = client.get("/party/CUB?dimension=relations&on=1970-01-01").text
    assert "severed" in page
    assert "legation" not in page
    assert client.get("/party/CUB?dimension=love").status_code == 400


def test_party_page_follows_what_is_recorded(client: TestClient, ledger: Ledger) -> None:
    assert "severed" not in client.get("/party/CUB?on=1970-01-01").text
    record(ledger, "havana", SEVERED)
    assert "severed" in client.get("/party/CUB?on=1970-01-01").text

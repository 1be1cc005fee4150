"""The document's page: the very text, its claims marked and told, whatever the text holds."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dragoman.records import (
    Claim,
    DecisionKind,
    Document,
    Interval,
    Modality,
    Participant,
    RecordClaim,
    Span,
    Speaker,
)
from dragoman.service import Ledger
from dragoman.web import notes
from dragoman.web.app import create_app
from dragoman.web.notes import families_of, marked, note_of
from dragoman.web.pages.document import followable
from dragoman.web.settings import Settings
from tests.ask import build
from tests.growth import MOST, TIMES, seconds_of

HOSTILE = (
    "<script>alert(1)</script> & \"quoted\" 'text' &amp; <b onmouseover=alert(2)>.\n\n"
    "  Two blanks.\tA tab. \u202eturned\u202c \u2066isolated. \u0631\u0648\u0633\u06cc\u0647\n"
    "{{ 7 * 7 }} {% raw %} Oslo <i>cut</i> its ties with Rome.\n\n\n\n  \nThe end."
)


class Page(HTMLParser):
    """What a page holds: the document's text without cards, ids, links, and elements by class."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text, self.ids, self.links, self.described = "", [], [], []  # type: ignore[var-annotated]
        self.tags: list[str] = []
        self._open: list[tuple[str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.ids += [given["id"]] if "id" in given else []
        self.links += [given["href"]] if tag == "a" and "href" in given else []
        self.described += [given["aria-describedby"]] if "aria-describedby" in given else []
        assert not any(name.startswith("on") or name == "style" for name in given)
        if tag not in {"meta", "link", "input", "br", "img"}:
            self._open.append((tag, given.get("class", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        classes = [each for _, each in self._open]
        if any(each.startswith("document") for each in classes) and "card" not in classes:
            self.text += data


def claim(doc: Document, sentence: str, trigger: str, **fields: Any) -> Claim:
    start = doc.text.index(sentence)
    at = start + sentence.index(trigger)
    return Claim(
        document=doc.id,
        sentence=Span(start, start + len(sentence)),
        trigger=Span(at, at + len(trigger)),
        **{
            "type": "sever_relations",
            "actor": Participant(
                role="actor", party="NOR", name="Norway", text="Oslo", span=span(doc, "Oslo")
            ),
            "target": Participant(
                role="target", party="ITA", name="Italy", text="Rome", span=span(doc, "Rome")
            ),
            "reader": "test/1",
            **fields,
        },
    )


def span(doc: Document, words: str) -> Span | None:
    start = doc.text.find(words)
    return Span(start, start + len(words)) if start >= 0 else None


def documented(text: str = HOSTILE, **fields: Any) -> Document:
    return Document(**{"text": text, "name": "hostile", "published": date(2025, 7, 4), **fields})


@pytest.fixture
def client(book: Ledger) -> Iterator[TestClient]:
    app = create_app(Settings(), ledger=book, clock=build.Clock())
    with TestClient(app, base_url="http://localhost") as client:
        yield client


def shown(client: TestClient, book: Ledger, doc: Document, *claims: Claim) -> tuple[str, Page]:
    book.record(doc, claims=claims, reader="test/1")
    response = client.get(f"/document/{doc.id}")
    assert response.status_code == 200
    return response.text, Page(response.text)


# --------------------------------------------------------------------------------------- the text


def test_the_page_holds_the_very_text(client: TestClient, book: Ledger) -> None:
    doc = documented()
    said = claim(doc, "Oslo <i>cut</i> its ties with Rome.", "cut")
    _, page = shown(client, book, doc, said)
    assert page.text == HOSTILE


def test_markup_in_a_text_stays_text(client: TestClient, book: Ledger) -> None:
    doc = documented(
        title="<img src=x onerror=alert(1)>", publisher="</dd><script>", url="javascript:alert(1)"
    )
    html, page = shown(client, book, doc, claim(doc, "Oslo <i>cut</i> its ties with Rome.", "<i>cut</i>"))
    assert page.tags.count("script") == 1  # our own, in the head
    assert not {"i", "img"} & set(page.tags)
    assert not any(link.startswith("javascript") for link in page.links)
    assert "7 * 7" in html


def test_overlapping_claims_keep_the_text(client: TestClient, book: Ledger) -> None:
    text = "Oslo cut off all its ties with Rome."
    doc = documented(text)
    claims = [
        claim(doc, text, "cut off all its ties"),
        claim(doc, text, "off"),
        claim(doc, text, "ties with Rome"),
        claim(doc, text, "off", type="close_mission"),
    ]
    _, page = shown(client, book, doc, *claims)
    assert page.text == text
    assert {f"claim-{each.id[:16]}" for each in claims} <= set(page.ids)


def test_ids_are_unique_and_every_reference_leads_somewhere(client: TestClient, book: Ledger) -> None:
    text = "Oslo cut off all its ties with Rome. Oslo cut off all its ties with Rome."
    doc = documented(text)
    sentence = "Oslo cut off all its ties with Rome."
    claims = [claim(doc, sentence, "cut off"), claim(doc, sentence, "off"), claim(doc, sentence, "ties")]
    _, page = shown(client, book, doc, *claims)
    assert len(page.ids) == len(set(page.ids))
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)
    assert set(page.described) <= set(page.ids)


def test_a_text_that_turns_the_direction_of_writing_says_so(client: TestClient, book: Ledger) -> None:
    html, _ = shown(client, book, documented())
    assert "3 characters that turn the direction of writing" in html
    html, _ = shown(client, book, documented("Nothing turns here."))
    assert "direction of writing" not in html


def test_a_text_without_claims_is_shown(client: TestClient, book: Ledger) -> None:
    html, page = shown(client, book, documented("It rained."))
    assert page.text == "It rained."
    assert "No claim was read in this text." in html


def recorded_lines(book: Ledger, lines: int, *, claimed: int) -> Document:
    """Record a text of so many lines, of which the first ones have a claim each."""
    line = "Oslo cut its ties with Rome on day {:06d}, and nobody knew what was to come of it at all.\n\n"
    doc = documented("".join(line.format(n) for n in range(lines)), name=f"{lines}-lines")
    length = len(line.format(0))
    actor = Participant(role="actor", party="NOR", name="Norway", text="Oslo")
    claims = [
        Claim(
            document=doc.id,
            sentence=Span(start, start + length - 2),
            trigger=Span(start + 5, start + 8),
            type="sever_relations",
            actor=replace(actor, span=Span(start, start + 4)),
            target=Participant(role="target", party="ITA", text="Rome", span=Span(start + 23, start + 27)),
            reader="test/1",
        )
        for start in range(0, length * claimed, length)
    ]
    book.record(doc, claims=claims, reader="test/1")
    return doc


def test_a_megabyte_is_shown_and_grows_with_its_length_only(client: TestClient, book: Ledger) -> None:
    part = recorded_lines(book, 11_600 // TIMES, claimed=3000 // TIMES)
    whole = recorded_lines(book, 11_600, claimed=3000)
    assert len(whole.text) > 1_000_000
    page = ""

    def show(doc: Document) -> None:
        nonlocal page
        page = client.get(f"/document/{doc.id}", headers={"cookie": "a=b"}).text  # made anew each time

    client.get("/document/nothing")  # what the first page of all costs is not the text's
    part_s = seconds_of(lambda: show(part), rounds=3)
    assert page.count('class="card"') == 3000 // TIMES
    assert seconds_of(lambda: show(whole), rounds=3) < MOST * part_s
    assert page.count('class="card"') == 3000


# ------------------------------------------------------------------------------------ what is said


@pytest.mark.parametrize(
    ("modality", "label"),
    [
        (Modality.HAPPENED, ""),
        (Modality.PLANNED, "planned"),
        (Modality.DENIED, "denied"),
        (Modality.POSSIBLE, "possible"),
    ],
)
def test_what_is_not_plainly_so_is_told_in_words(modality: Modality, label: str) -> None:
    doc = documented()
    said = claim(doc, "Oslo <i>cut</i> its ties with Rome.", "cut", modality=modality)
    note = note_of(said, number=1, name=str)
    pieces = [p for ps in marked(HOSTILE, [said], [note]) for s in ps for p in s.pieces]
    (piece,) = [p for p in pieces if p.opens]
    assert (piece.text, piece.label) == ("cut", label)
    assert f"m-{modality.value}" in piece.classes.split()
    assert "f-relations" in piece.classes.split()


def test_what_is_reported_is_told_with_who_says_it(client: TestClient, book: Ledger) -> None:
    doc = documented("Oslo cut its ties with Rome, Paris said.")
    speaker = Speaker(party="FRA", name="France", text="Paris", span=span(doc, "Paris"))
    html, _ = shown(client, book, doc, claim(doc, doc.text, "cut", attribution=speaker))
    assert 'data-label="reported"' in html
    assert "As said by" in html


def test_roles_are_marked_for_the_style_sheet(client: TestClient, book: Ledger) -> None:
    text = "Oslo recognized Rome."
    doc = documented(text)
    html, _ = shown(client, book, doc, claim(doc, text, "recognized", type="recognize"))
    assert '<span class="role a0">Oslo</span>' in html
    assert '<span class="role g0">Rome</span>' in html
    assert re.search(r'class="cue [^"]*\bt0\b', html)


def test_families_are_counted_in_the_ontologys_order() -> None:
    doc = documented()
    kinds = ("sever_relations", "recognize", "x_own", "recognize", "nonsense")
    sentence = "Oslo <i>cut</i> its ties with Rome."
    made = [note_of(claim(doc, sentence, "cut", type=kind), number=1, name=str) for kind in kinds]
    assert families_of(made) == (("recognition", 2), ("relations", 1), ("interaction", 1), ("", 1))


def test_record_claims_have_their_verdict(client: TestClient, book: Ledger) -> None:
    text = "Oslo was the first to recognize the Taliban."
    doc = documented(text)
    said = claim(
        doc,
        text,
        "recognize",
        type="recognize",
        target=Participant(role="target", party="AFG/taliban", text="the Taliban"),
        date=Interval.at(2025, 7, 9),
        record_claim=RecordClaim(kind="first", scope="to recognize the Taliban"),
    )
    html, _ = shown(client, book, doc, said)
    assert "Says it is a record" in html
    assert 'class="verdict contradicted"' in html  # the ledger has Moscow, on 3 July


def test_decisions_are_shown_and_the_text_stays(client: TestClient, book: Ledger) -> None:
    text = "Oslo cut its ties with Rome."
    doc = documented(text)
    said = claim(doc, text, "cut")
    shown(client, book, doc, said)
    book.amend(said.id, "amend", by="A. <b>", because="it was Paris", changes={"target": "FRA"})
    rejected = book.amend(said.id, "reject", by="R.", because="it did not")
    html = client.get(f"/document/{doc.id}").text
    assert Page(html).text == text
    assert "Corrected" in html
    assert "Rejected" in html
    assert "A. &lt;b&gt;" in html
    assert 'data-label="rejected"' in html
    book.undo(rejected.sequence, claim=said.id, by="R.", because="it did after all")
    html = client.get(f"/document/{doc.id}").text
    assert f"Withdrew entry {rejected.sequence}" in html
    assert 'data-label="rejected"' not in html


def test_every_kind_of_decision_has_its_word() -> None:
    assert set(notes._DEEDS) == set(DecisionKind)


# ---------------------------------------------------------------------------------------- addresses


def test_links_carry_what_was_asked(client: TestClient, book: Ledger) -> None:
    doc = book.document("kabul").document
    page = Page(client.get(f"/document/{doc.id}?on=2025-07-10&known_at=2026-01-01T12:30Z").text)
    inner = [link for link in page.links if link.startswith(("/party/", "/document/", "/pair/", "/api/"))]
    assert inner
    assert all("known_at=2026-01-01T12" in link and "on=2025-07-10" in link for link in inner)


def test_a_document_is_found_by_name_and_has_one_address(client: TestClient) -> None:
    response = client.get("/document/kabul?on=2025-07-10", follow_redirects=False)
    assert response.status_code == 302
    assert re.fullmatch(r"/document/[0-9a-f]{64}\?on=2025-07-10", response.headers["location"])
    assert client.get("/document/nothing").status_code == 404


def test_a_claim_leads_to_its_words(client: TestClient, book: Ledger) -> None:
    (evidence,) = book.who("recognition", "AFG/taliban").rows[0].evidence
    response = client.get(f"/claim/{evidence.claim}", follow_redirects=False)
    where, anchor = response.headers["location"].split("#")
    assert anchor in Page(client.get(where).text).ids


def test_a_claim_that_counts_no_longer_is_shown_alone(client: TestClient, book: Ledger) -> None:
    (evidence,) = book.who("recognition", "AFG/taliban").rows[0].evidence
    doc = book.document("kabul").document
    book.record(doc, claims=[], reader="test/2")
    response = client.get(f"/claim/{evidence.claim}", follow_redirects=False)
    assert response.status_code == 200
    assert "counts no longer" in response.text
    assert "Moscow" in response.text


def test_an_event_is_shown_with_its_sentences_and_what_rests_on_it(client: TestClient, book: Ledger) -> None:
    event = next(s.item.event for s in book.timeline("RUS", "AFG") if s.item.event.type == "recognize")
    html = client.get(f"/event/{event.id}?on=2025-07-10").text
    assert "<mark>recognized</mark>" in html
    assert "Russia recognizes the Islamic Emirate of Afghanistan (Taliban) as a state or government" in html
    assert "/pair/RUS/AFG~taliban?on=2025-07-10" in html
    assert "Recognition" in html
    assert client.get(f"/event/{event.id[:12]}", follow_redirects=False).status_code == 302


def test_the_id_of_a_status_leads_to_its_pair(client: TestClient, book: Ledger) -> None:
    (row,) = [r.item for r in book.status("RUS", "AFG") if r.item.relation]
    assert row.relation is not None
    response = client.get(f"/event/{row.relation.id}", follow_redirects=False)
    assert response.headers["location"] == "/pair/RUS/AFG~taliban"


def test_a_documents_claims_can_be_saved(client: TestClient, book: Ledger) -> None:
    doc = documented("=cmd cut Rome.", name="=evil")
    said = claim(doc, doc.text, "cut", actor=Participant(role="actor", text="=cmd"), target=None)
    book.record(doc, claims=[said], reader="test/1")
    response = client.get(f"/document/{doc.id}.csv")
    (row,) = csv.DictReader(io.StringIO(response.text))
    assert (row["document"], row["actor_text"], row["sentence_text"]) == (
        "'=evil",
        "'=cmd",
        "'=cmd cut Rome.",
    )
    assert (row["stands"], row["sequence"]) == ("true", "4")


def test_an_event_can_be_saved(client: TestClient, book: Ledger) -> None:
    event = next(s.item.event for s in book.timeline("RUS", "AFG") if s.item.event.type == "recognize")
    (row,) = csv.DictReader(io.StringIO(client.get(f"/event/{event.id}.csv").text))
    assert (row["id"], row["sentences"]) == (event.id, "Moscow recognized the Taliban on 3 July 2025.")


@pytest.mark.parametrize(
    ("url", "followed"),
    [
        ("https://example.org/a", "https://example.org/a"),
        (" http://example.org ", "http://example.org"),
        ("javascript:alert(1)", ""),
        ("java\nscript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("//example.org", ""),
        ("https:", ""),
        ("http://[", ""),
        ("", ""),
    ],
)
def test_only_addresses_of_the_web_are_followed(url: str, followed: str) -> None:
    assert followable(url) == followed

"""Questions about the record itself: documents, entries, a party's relations, search, review, coverage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from dragoman.ask.reviewing import kappa
from dragoman.errors import QuestionError, UnknownRecordError
from dragoman.records import DecisionKind, Interval, RecordClaim
from dragoman.service import Ledger
from tests.ask import build

ON = date(2025, 7, 10)


@pytest.fixture
def book(ledger_url: str) -> Iterator[Ledger]:
    with build.ledger(ledger_url) as opened:
        yield opened


def add(book: Ledger, name: str, *said: build.Said, confidence: float = 0.9) -> str:
    """Record a document; give the id of its first claim."""
    doc, claims = build.document(name, *said, published=date(2025, 7, 6))
    claims = [replace(claim, confidence=confidence) for claim in claims]
    book.record(doc, claims=claims)
    return claims[0].id


def held(book: Ledger, party: str, **asked: datetime) -> list[tuple[str, str, str, str]]:
    answer = book.relations_of(party, on=ON, **asked)
    return [(s.item.dimension, s.item.a, s.item.b, s.item.status) for s in answer]


# ---------------------------------------------------------------------------------------- relations


def test_relations_of_a_party_are_those_of_its_pairs_and_follow_the_record(book: Ledger) -> None:
    assert held(book, "AFG") == [
        ("recognition", "NOR", "AFG/taliban", "none"),
        ("recognition", "RUS", "AFG/taliban", "recognized"),
    ]
    assert held(book, "AFG/taliban") == held(book, "AFG")
    claim = book.document("kabul").claims[0].id
    before = book.latest(1).known_at
    book.amend(claim, "reject", by="Ada", because="no")
    assert held(book, "RUS") == []
    assert held(book, "RUS", known_at=before) == [("recognition", "RUS", "AFG/taliban", "recognized")]
    assert [name for name, *_ in held(book, "USA")] == ["recognition", "recognition", "relations", "mission"]


def test_relations_of_a_party_are_the_same_however_the_cache_came_about(ledger_url: str) -> None:
    """Asked at once, after everything was folded, and by a ledger that can keep nothing."""
    with build.ledger(ledger_url) as book:
        asked = {party: held(book, party) for party in ("RUS", "USA", "CUB", "AFG", "NOR", "FRA")}
        add(book, "paris", replace(build.SEVERED, actor="FRA", sentence="France severed relations."))
        book.refresh()
        assert book.review_queue().folded_up_to == 4
        assert {party: held(book, party) for party in ("RUS", "AFG", "NOR")} == {
            party: asked[party] for party in ("RUS", "AFG", "NOR")
        }
        folded = {party: held(book, party) for party in asked}
    with Ledger.open(ledger_url, read_only=True) as book:
        assert {party: held(book, party) for party in asked} == folded


def test_who_is_the_same_with_and_without_the_cache(book: Ledger) -> None:
    def asked() -> list[tuple[str, str, int]]:
        rows = book.who("recognition", "AFG/taliban", on=ON)
        return [(row.item.a, row.item.status, len(row.evidence)) for row in rows]

    before = asked()
    book.refresh()
    assert asked() == before == [("RUS", "recognized", 1), ("NOR", "none", 1)]


# ---------------------------------------------------------------------------------------- documents


def test_document_has_its_claims_in_the_order_of_the_text(book: Ledger) -> None:
    found = book.document("kabul")
    assert [claim.claim.type for claim in found.claims] == ["recognize", "support"]
    assert found.document.text.startswith("Moscow recognized")
    assert (found.source.publisher, found.source.published) == ("The Daily Test", date(2025, 7, 4))
    assert [reading.claims for reading in found.readings] == [2]
    assert found.copies == ()


def test_document_shows_claims_as_read_and_as_they_stand(book: Ledger) -> None:
    (recognized, praised) = book.document("kabul").claims
    book.amend(recognized.id, "amend", by="Ada", because="typo", changes={"date": "2025-07-02"})
    book.amend(praised.id, "reject", by="Ada", because="no")
    recognized, praised = book.document("kabul").claims
    assert (recognized.claim.date, recognized.read.date) == (
        Interval.at(2025, 7, 2),
        Interval.at(2025, 7, 3),
    )
    assert (recognized.stands, praised.stands) == (True, False)
    assert [one.decision.by for one in praised.decisions] == ["Ada"]


def test_document_names_its_near_copies(book: Ledger) -> None:
    words = " ".join(f"word{number}" for number in range(60))
    add(book, "first", replace(build.RECOGNIZED, sentence=f"Moscow recognized the Taliban {words}."))
    add(book, "copy", replace(build.RECOGNIZED, sentence=f"Moscow recognized the Taliban {words}, it said."))
    assert [one.name for one in book.document("copy").copies] == ["first"]
    assert [one.name for one in book.document("first").copies] == ["copy"]


def test_document_checks_record_claims_and_compares_all_only_when_asked(book: Ledger) -> None:
    first = replace(
        build.RECOGNIZED, record=RecordClaim(kind="first"), sentence="Moscow was first.", trigger=""
    )
    most = replace(build.RECOGNIZED, record=RecordClaim(kind="most"), sentence="Moscow had most.", trigger="")
    add(book, "claims", first, most)
    found = book.document("claims")
    (verdict,) = found.verdicts.values()
    assert verdict.verdict.kind == "first"
    assert len(found.unchecked) == 1
    assert len(book.document("claims", compare_all=True).verdicts) == 2


def test_claim_is_found_by_the_beginning_of_its_id(book: Ledger) -> None:
    claim = book.document("oslo").claims[0]
    assert book.claim(claim.id[:12]).id == claim.id
    with pytest.raises(UnknownRecordError):
        book.claim("0" * 64)


# ----------------------------------------------------------------------------------------- entries


def test_latest_entries_come_newest_first_with_what_they_changed(book: Ledger) -> None:
    latest = book.latest(2)
    assert [entry.source.name for entry in latest.entries] == ["oslo", "havana"]
    (learned,) = latest.entries[0].learned
    assert (learned.dimension, learned.a, learned.before) == ("recognition", "NOR", None)
    assert learned.after is not None
    assert learned.after.status == "none"
    older = book.latest(2, before=latest.before)
    assert ([entry.sequence for entry in older.entries], older.before) == ([1], None)


def test_what_an_entry_changed_is_kept_and_stays_the_same(book: Ledger) -> None:
    first = book.latest().entries
    add(book, "again", replace(build.RECOGNIZED, sentence="Moscow recognized them on 3 July 2025."))
    assert book.latest().entries[1:] == first
    assert book.latest().entries[0].learned == ()  # it only confirms


def test_decision_is_an_entry_with_what_it_changed(book: Ledger) -> None:
    claim = book.document("kabul").claims[0].id
    book.amend(claim, "reject", by="Ada", because="no")
    entry = book.latest(1).entries[0]
    assert entry.kind == "decision"
    assert entry.decided is not None
    assert entry.decided.decision.by == "Ada"
    assert [(item.before and item.before.status, item.after) for item in entry.learned] == [
        ("recognized", None)
    ]


def test_entry_says_of_how_many_pairs_it_did_not_compare(book: Ledger) -> None:
    states = ("FRA", "DEU", "ITA", "ESP", "POL", "SWE", "FIN", "DNK", "ISL", "IRL")
    said = [replace(build.SEVERED, actor=state, sentence=f"{state} severed ties.") for state in states]
    add(book, "many", *said)
    entry = book.latest(1).entries[0]
    assert (len(entry.claims), entry.claims_count, entry.pairs_left) == (8, 10, 2)


# ------------------------------------------------------------------------------------------ search


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("moscow RECOGNIZED", ["kabul"]),
        ("recogni", ["oslo", "kabul"]),
        ("tal", []),
        ("talib", ["oslo", "kabul"]),
        ("taliban norway", ["oslo"]),
        ("About havana", ["havana"]),
        ("emb\u00e0ssy", ["havana"]),
        ("", []),
        ("* : \" ' ( ) - ^ % _ \\", []),
        ("moscow OR embassy", []),
        ("NOT moscow", []),
        ("tali*", ["oslo", "kabul"]),
    ],
)
def test_search_finds_passages_with_every_word(book: Ledger, query: str, found: list[str]) -> None:
    assert [hit.source.name for hit in book.search(query).hits] == found


def test_hit_is_the_sentence_with_its_words_marked_and_its_claims(book: Ledger) -> None:
    (hit,) = book.search("embassy 1923").hits
    assert hit.text == "The United States opened an embassy in Havana in 1923."
    assert [mark.of(hit.text) for mark in hit.marks] == ["embassy", "1923"]
    assert [claim.claim.type for claim in hit.claims] == ["open_mission"]
    assert hit.span.of(book.document("havana").document.text) == hit.text


def test_search_is_of_what_was_known(book: Ledger) -> None:
    assert book.search("taliban", known_at=datetime(2026, 1, 1, 12, 2, tzinfo=UTC)).total == 1
    assert book.search("taliban").total == 2


def test_search_goes_on_from_where_it_ended(book: Ledger) -> None:
    first = book.search("taliban", limit=1)
    second = book.search("taliban", limit=1, before=first.before)
    assert [hit.source.name for hit in (*first.hits, *second.hits)] == ["oslo", "kabul"]
    assert second.before is None


def test_search_finds_parties_and_events_between_two(book: Ledger) -> None:
    assert book.search("Soviet Union").parties[0].id == "SUN"
    assert "CUB" in {party.id for party in book.search("cuba").parties}
    found = book.search("russia taliban")
    assert found.between == ("RUS", "AFG/taliban")
    assert found.events is not None
    assert {shown.item.type for shown in found.events} == {"recognize", "support"}


def test_query_that_is_too_long_is_refused(book: Ledger) -> None:
    with pytest.raises(QuestionError, match="longer than"):
        book.search("word " * 100)


@pytest.mark.parametrize(
    "text", ["x" * 5000, "word " * 900, "a\n\nb", "\u4e2d\u6587 " * 700, "1.2.3 _ __ ' \\"]
)
def test_any_text_can_be_recorded_and_is_found_by_its_first_word(book: Ledger, text: str) -> None:
    add(book, "odd", replace(build.RECOGNIZED, sentence=text, trigger=""))
    word = text.split()[0]
    assert "odd" in {hit.source.name for hit in book.search(word[:300]).hits}


# ------------------------------------------------------------------------------------------ review


def queued(book: Ledger, **asked: object) -> list[str]:
    return [row.claim.evidence.text for row in book.review_queue(**asked).claims]  # type: ignore[arg-type]


def test_queue_holds_what_is_doubtful_most_doubtful_first(book: Ledger) -> None:
    add(book, "b", replace(build.SEVERED, actor="FRA", sentence="B says so.", trigger=""), confidence=0.6)
    add(book, "c", replace(build.SEVERED, actor="ITA", sentence="C says so.", trigger=""), confidence=0.5)
    assert queued(book)[:2] == ["C says so.", "B says so."]
    assert queued(book, reasons=["low confidence"]) == ["C says so.", "B says so."]
    assert queued(book, reasons=["low confidence"], below=0.55) == ["C says so."]


def test_queue_holds_first_statuses_and_conflicts(book: Ledger) -> None:
    add(
        book, "d", replace(build.RECOGNIZED, sentence="D: recognized on 1 May.", date=Interval.at(2024, 5, 1))
    )
    rows = book.review_queue(reasons=["first"]).claims
    assert "Norway has not recognized the Taliban." in [row.claim.evidence.text for row in rows]
    assert all("first" in row.reasons for row in rows)
    assert "Norway has not recognized the Taliban." not in queued(book, reasons=["conflict"])


def test_contradicting_claims_are_in_the_queue(book: Ledger) -> None:
    known = replace(build.SEVERED, type="establish_relations", actor="DEU", target="ISR", trigger="")
    yes = replace(known, sentence="Relations exist.", date=Interval.at(1970, 1, 1), type="sever_relations")
    no = replace(known, sentence="They never did.", date=Interval.at(1970, 1, 1))
    add(book, "yes", yes)
    add(book, "no", no)
    book.refresh()
    conflicts = {
        claim for row in book.conflicts() for claim in (*row.item.left_claims, *row.item.right_claims)
    }
    rows = book.review_queue(reasons=["conflict"]).claims
    assert {row.claim.id for row in rows} == conflicts != set()


def test_queue_goes_on_from_where_it_ended_and_loses_what_was_decided(book: Ledger) -> None:
    book.refresh()
    seen: list[str] = []
    after = ""
    while True:
        page = book.review_queue(below=0.95, after=after, limit=2)
        seen += [row.claim.id for row in page.claims]
        after = page.after
        if not after:
            break
    assert len(seen) == len(set(seen)) == 5
    book.amend(seen[0], "accept", by="Ada", because="seen")
    assert [row.claim.id for row in book.review_queue(below=0.95).claims] == seen[1:]
    with pytest.raises(QuestionError):
        book.review_queue(after="nowhere")
    with pytest.raises(QuestionError):
        book.review_queue(reasons=["boredom"])


def test_undone_decision_is_as_if_never_made_but_stays_on_record(book: Ledger) -> None:
    claim = book.document("kabul").claims[0].id
    first = book.amend(claim, "amend", by="Ada", because="typo", changes={"target": "AFG"})
    second = book.amend(claim, "reject", by="Bob", because="no")
    assert not book.claim(claim).stands
    book.undo(second.sequence, claim=claim, by="Bob", because="it was right")
    assert book.claim(claim).stands
    assert book.claim(claim).claim.target is not None
    assert held(book, "RUS")[0][2] == "AFG"
    undone = book.undo(first.sequence, claim=claim, by="Ada", because="too hasty")
    assert held(book, "RUS")[0][2] == "AFG/taliban"
    assert undone.decision.kind is DecisionKind.WITHDRAW
    assert len(book.claim(claim).decisions) == 4
    assert book.claim(claim).claim == book.claim(claim).read
    with pytest.raises(UnknownRecordError):
        book.undo(first.sequence, claim=claim, by="Ada", because="twice")
    with pytest.raises(QuestionError):
        book.undo(first.sequence, claim=claim, by="", because="x")


def test_undoing_is_known_only_from_then_on(book: Ledger) -> None:
    claim = book.document("kabul").claims[0].id
    made = book.amend(claim, "reject", by="Ada", because="no")
    book.undo(made.sequence, claim=claim, by="Ada", because="yes")
    assert made.recorded_at is not None
    assert held(book, "RUS", known_at=made.recorded_at) == []
    assert held(book, "RUS", known_at=made.recorded_at - timedelta(seconds=1)) == held(book, "RUS") != []


def test_second_look_lists_what_others_decided(book: Ledger) -> None:
    claims = [claim.id for claim in book.document("kabul").claims]
    made = book.amend(claims[0], "accept", by="Ada", because="seen")
    book.amend(claims[1], "accept", by="Bob", because="seen")
    assert [claim.id for claim in book.second_look("Bob").claims] == [claims[0]]
    book.undo(made.sequence, claim=claims[0], by="Ada", because="no")
    assert book.second_look("Bob").claims == ()
    assert [claim.id for claim in book.decisions().claims] == [claims[0], claims[1]]


def test_agreement_counts_the_latest_word_that_stands(book: Ledger) -> None:
    one, two = (claim.id for claim in book.document("kabul").claims)
    book.amend(one, "accept", by="Ada", because="x")
    book.amend(one, "reject", by="Bob", because="x")
    book.amend(two, "reject", by="Ada", because="x")
    wrong = book.amend(two, "accept", by="Bob", because="x")
    assert book.agreement().pairs[0].agreed == 0
    book.undo(wrong.sequence, claim=two, by="Bob", because="x")
    book.amend(two, "reject", by="Bob", because="x")
    agreement = book.agreement()
    (pair,) = agreement.pairs
    assert (pair.a, pair.b, pair.claims, pair.agreed) == ("Ada", "Bob", 2, 1)
    assert agreement.people == ("Ada", "Bob")


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ([], None),
        ([("accept", "accept")] * 3, None),
        ([("accept", "accept"), ("reject", "reject")], 1.0),
        ([("accept", "reject"), ("reject", "accept")], -1.0),
        (
            [("accept", "accept")] * 20
            + [("accept", "reject")] * 5
            + [("reject", "accept")] * 10
            + [("reject", "reject")] * 15,
            0.4,
        ),
    ],
    ids=["nothing", "only chance", "all", "none", "Cohen's example"],
)
def test_kappa(said: list[tuple[str, str]], wanted: float | None) -> None:
    assert kappa(said) == (wanted if wanted is None else pytest.approx(wanted))


# ---------------------------------------------------------------------------------------- coverage


def test_coverage_says_from_when_to_when(book: Ledger) -> None:
    found = book.coverage()
    assert [(row.group, row.count) for row in found.families] == [
        ("recognition", 2),
        ("relations", 1),
        ("mission", 1),
        ("interaction", 1),
    ]
    mission = found.families[2]
    assert (mission.first, mission.last) == (date(1923, 1, 1), date(1923, 12, 31))
    assert found.years == ((1923, 1), (1961, 1), (2025, 3))
    assert [(row.group, row.count) for row in found.publishers] == [("The Daily Test", 3)]
    assert book.coverage().counts == found.counts  # kept, and read back
    assert book.coverage(known_at=datetime(2026, 1, 1, 12, 1, 30, tzinfo=UTC)).counts.documents == 1


def test_coverage_counts_only_the_reading_that_counts(book: Ledger) -> None:
    doc, claims = build.document("kabul", build.RECOGNIZED, build.PRAISED, published=date(2025, 7, 4))
    book.record(doc, claims=claims[:1], reader="test/2")
    assert [row.count for row in book.coverage().families] == [2, 1, 1]


# --------------------------------------------------------------------------------------------- why


def test_event_is_found_by_its_id_now_and_then(book: Ledger) -> None:
    event = book.timeline("RUS", "AFG").rows[0].item.event
    known_at = book.latest().known_at
    book.refresh()
    add(book, "later", replace(build.SEVERED, actor="FRA", sentence="France severed ties."))
    assert book.why(event.id).what == "event"
    assert book.why(event.id, known_at=known_at).id == event.id
    assert book.why(event.id[:14]).id == event.id
    with pytest.raises(UnknownRecordError):
        book.why(event.id, known_at=datetime(2020, 1, 1, tzinfo=UTC))

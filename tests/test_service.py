"""The ledger as people use it: recorded, asked, corrected; every answer with its sentences."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from dragoman.errors import (
    AmbiguousPartyError,
    LedgerError,
    QuestionError,
    UnknownPartyError,
    UnknownRecordError,
)
from dragoman.records import Interval, RecordClaim, UnresolvedDate
from dragoman.relations.answers import UNKNOWN
from dragoman.service import Ledger, default_ledger
from tests.ask import build

ON = date(2025, 7, 10)


@pytest.fixture
def book() -> Iterator[Ledger]:
    with build.ledger() as opened:
        yield opened


@pytest.fixture
def book_anywhere(ledger_url: str) -> Iterator[Ledger]:
    with build.ledger(ledger_url) as opened:
        yield opened


# ---------------------------------------------------------------------------------------- status


def test_status_says_since_when_and_in_which_words(book_anywhere: Ledger) -> None:
    answer = book_anywhere.status("RUS", "AFG", on=ON)
    (row,) = [r for r in answer if r.item.status == "recognized"]
    assert (row.item.dimension, row.item.a, row.item.b) == ("recognition", "RUS", "AFG/taliban")
    assert row.item.since == Interval.at(2025, 7, 3)
    (evidence,) = row.evidence
    assert evidence.text == "Moscow recognized the Taliban on 3 July 2025."
    assert evidence.text[evidence.start : evidence.end] == "recognized"
    assert (evidence.document, evidence.publisher, evidence.published) == (
        "kabul",
        "The Daily Test",
        date(2025, 7, 4),
    )


def test_status_repeats_what_was_asked(book: Ledger) -> None:
    known_at = build.START + timedelta(hours=1)
    answer = book.status("Russia", "Taliban government", on=ON, known_at=known_at)
    assert (answer.a, answer.b, answer.on, answer.known_at) == ("RUS", "AFG/taliban", ON, known_at)
    assert answer.sequence == 3


def test_what_no_text_speaks_of_is_unknown(book: Ledger) -> None:
    answer = book.status("RUS", "AFG", on=ON)
    relations = next(row.item for row in answer if row.item.dimension == "relations")
    assert (relations.status, relations.reason) == (UNKNOWN, "nothing on record")


def test_before_the_evidence_all_is_unknown(book: Ledger) -> None:
    answer = book.status("USA", "CUB", on=date(1910, 1, 1))
    assert {row.item.status for row in answer} == {UNKNOWN}
    mission = next(row.item for row in answer if row.item.dimension == "mission" and row.item.a == "USA")
    assert mission.reason == "the evidence on record begins later"


def test_the_past_is_asked_as_it_was_known(book: Ledger) -> None:
    before = build.START + timedelta(minutes=1, seconds=30)
    answer = book.status("USA", "CUB", on=date(1962, 1, 1), known_at=before)
    assert answer.sequence == 1
    assert {row.item.status for row in answer} == {UNKNOWN}


def test_the_day_and_instant_default_to_today_and_now(book: Ledger) -> None:
    answer = book.status("RUS", "AFG")
    assert answer.on == date(2026, 1, 1)
    assert build.START < answer.known_at < build.START + timedelta(hours=1)


def test_an_instant_without_time_zone_is_refused(book: Ledger) -> None:
    with pytest.raises(QuestionError, match="time zone"):
        book.status("RUS", "AFG", known_at=datetime(2026, 1, 1))  # noqa: DTZ001 - the point of the test


@pytest.mark.parametrize(
    ("name", "error"), [("Blurbistan", UnknownPartyError), ("Congo", AmbiguousPartyError)]
)
def test_a_name_that_is_no_party_is_refused(book: Ledger, name: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        book.status("RUS", name, on=ON)


# ------------------------------------------------------------------------------------- who, whom


def test_who_gives_those_that_do_and_those_that_do_not(book: Ledger) -> None:
    answer = book.who("recognition", "AFG/taliban", on=ON)
    assert [(row.item.a, row.item.status) for row in answer] == [("RUS", "recognized"), ("NOR", "none")]
    assert [row.evidence[0].document for row in answer] == ["kabul", "oslo"]


def test_who_of_the_state_points_to_its_governments(book: Ledger) -> None:
    answer = book.who("recognition", "Afghanistan", on=ON)
    assert len(answer) == 0
    assert "AFG/taliban" in answer.notes[0]


def test_whom_gives_the_other_direction(book: Ledger) -> None:
    answer = book.whom("Russia", "recognition", on=ON)
    assert [row.item.b for row in answer] == ["AFG/taliban"]
    assert answer.a == "RUS"


def test_severing_relations_closes_the_embassy(book: Ledger) -> None:
    assert [r.item.status for r in book.who("mission", "CUB", on=date(1950, 1, 1))] == ["open"]
    assert [r.item.status for r in book.who("mission", "CUB", on=date(1962, 1, 1))] == ["closed"]


def test_dimensions_without_direction_are_asked_from_both_sides(book: Ledger) -> None:
    on = date(1962, 1, 1)
    asked = [book.who("relations", "CUB", on=on), book.who("relations", "USA", on=on)]
    assert [[(r.item.a, r.item.b, r.item.status) for r in answer] for answer in asked] == [
        [("CUB", "USA", "severed")]
    ] * 2


def test_a_dimension_that_is_none_is_refused(book: Ledger) -> None:
    with pytest.raises(QuestionError, match="take one of recognition"):
        book.who("friendship", "CUB", on=ON)


# ------------------------------------------------------------------- timeline, changes, conflicts


def test_a_timeline_has_every_event_in_order(book: Ledger) -> None:
    events = [(row.item.day, row.item.event.type) for row in book.timeline("USA", "CUB")]
    assert events == [(date(1923, 1, 1), "open_mission"), (date(1961, 1, 3), "sever_relations")]


def test_a_timeline_of_one_party_has_those_with_all_others(book: Ledger) -> None:
    assert {row.item.event.actor for row in book.timeline("Taliban government")} == {
        "RUS",
        "AFG/taliban",
        "NOR",
    }


def test_a_timeline_can_be_cut(book: Ledger) -> None:
    rows = book.timeline("USA", "CUB", since=date(1950, 1, 1), until=date(1961, 1, 3))
    assert len(rows) == 0


def test_changes_are_those_since_a_day(book: Ledger) -> None:
    answer = book.changes(date(2025, 1, 1))
    assert [(r.item.dimension, r.item.a, r.item.b) for r in answer] == [("recognition", "RUS", "AFG/taliban")]
    assert answer.rows[0].evidence[0].document == "kabul"


def test_changes_can_be_watched_for_a_party_and_dimension(book: Ledger) -> None:
    since = date(1900, 1, 1)
    assert len(book.changes(since, parties=["Cuba"], dimensions=["relations"])) == 1
    assert len(book.changes(since, parties=["France"])) == 0


def test_conflicts_show_both_sides(book: Ledger) -> None:
    other = replace(
        build.SEVERED,
        sentence="Washington broke with Havana on 9 March 1961.",
        trigger="broke",
        date=Interval.at(1961, 3, 9),
    )
    doc, claims = build.document("rival", other)
    book.record(doc, claims=claims)
    answer = book.conflicts(parties=["Cuba"])
    assert [(row.item.kind, row.item.dimension) for row in answer] == [("date", "relations")]
    assert {item.document for item in answer.rows[0].evidence} == {"havana", "rival"}
    assert len(book.conflicts(parties=["Russia"])) == 0


# ----------------------------------------------------------------------------------------- check

FIRST = replace(
    build.RECOGNIZED,
    actor="NIC",
    sentence="Nicaragua became the first state to recognize the Taliban, on 1 August 2025.",
    trigger="recognize",
    date=Interval.at(2025, 8, 1),
    record=RecordClaim(kind="first", scope="the first state to recognize the Taliban"),
)


def test_a_claim_to_be_first_is_contradicted_by_an_earlier_event(book: Ledger) -> None:
    doc, claims = build.document("managua", FIRST, published=date(2025, 8, 2))
    (row,) = book.check(doc, claims=claims)
    assert row.item.verdict.verdict == "contradicted"
    assert row.item.sentence == FIRST.sentence
    assert [item.document for item in row.evidence] == ["kabul"]


def test_checking_records_nothing(book: Ledger) -> None:
    doc, claims = build.document("managua", FIRST)
    before = book.status("RUS", "AFG").sequence
    book.check(doc, claims=claims)
    assert book.status("RUS", "AFG").sequence == before


def test_a_claim_to_have_the_most_is_held_against_all_pairs(book: Ledger) -> None:
    most = replace(FIRST, record=RecordClaim(kind="most", scope="more than any other"), actor="RUS")
    doc, claims = build.document("moscow", most, published=date(2025, 8, 2))
    (row,) = book.check(doc, claims=claims)
    assert row.item.verdict.kind == "most"


ALONE = build.Said(
    type="recognize",
    actor="RUS",
    target="AFG/taliban",
    sentence="Russia stands alone in recognizing the Taliban.",
    trigger="recognizing",
    date=UnresolvedDate(),
    record=RecordClaim(kind="only", scope="stands alone in recognizing the Taliban"),
)


def test_a_text_on_record_is_checked_as_of_its_published_date(book: Ledger) -> None:
    doc, claims = build.document("alone", ALONE, published=date(2025, 7, 6))
    book.record(doc, claims=claims)
    (row,) = book.check(replace(doc, published=None), claims=claims)
    assert row.item.verdict.verdict == "supported"


def test_a_text_that_nobody_dated_cannot_be_checked_for_being_alone(book: Ledger) -> None:
    doc, claims = build.document("alone", ALONE)
    (row,) = book.check(doc, claims=claims)
    assert row.item.verdict.verdict == "undecidable"


def test_the_sentence_with_the_day_comes_first(book: Ledger) -> None:
    year = build.Said(
        type="recognize",
        actor="FRA",
        target="AFG/taliban",
        sentence="France recognized the Taliban in 2025.",
        trigger="recognized",
        date=Interval.at(2025),
    )
    day = replace(
        year, sentence="France did it on 1 August 2025.", trigger="did", date=Interval.at(2025, 8, 1)
    )
    doc, claims = build.document("paris", year, day, published=date(2025, 8, 2))
    book.record(doc, claims=claims)
    answer = book.who("recognition", "AFG/taliban", on=date(2025, 9, 1))
    (row,) = [row for row in answer if row.item.a == "FRA"]
    assert [item.text for item in row.evidence] == [day.sentence, year.sentence]


def test_a_text_without_record_claims_has_no_verdict(book: Ledger) -> None:
    doc, claims = build.document("plain", build.SEVERED)
    assert len(book.check(doc, claims=claims)) == 0


# ------------------------------------------------------------------------------------ why, amend


def test_why_leads_from_a_relation_to_its_sentences(book: Ledger) -> None:
    relation = next(r.item.relation for r in book.status("RUS", "AFG", on=ON) if r.item.relation)
    reasons = book.why(relation.id[:10])
    assert (reasons.what, reasons.relations) == ("relation", (relation,))
    (row,) = reasons.events
    assert row.item.type == "recognize"
    assert row.evidence[0].text.startswith("Moscow recognized")


def test_why_leads_from_an_event_to_what_rests_on_it(book: Ledger) -> None:
    event = book.timeline("USA", "CUB").rows[1].item.event
    reasons = book.why(event.id)
    assert reasons.what == "event"
    assert {relation.dimension for relation in reasons.relations} == {"relations", "mission"}


def test_why_leads_from_a_claim_to_its_decisions(book: Ledger) -> None:
    claim = book.status("RUS", "AFG", on=ON).rows[0].evidence[0].claim
    book.amend(claim[:12], "accept", by="Ann", because="checked")
    reasons = book.why(claim)
    assert (reasons.what, reasons.counts) == ("claim", True)
    assert [(d.decision.by, d.decision.kind.value, d.sequence) for d in reasons.decisions] == [
        ("Ann", "accept", 4)
    ]
    assert [r.dimension for r in reasons.relations] == ["recognition"]


@pytest.mark.parametrize("prefix", ["", "0123456789abcdef", "not-hex"])
def test_an_id_that_is_not_on_record_is_refused(book: Ledger, prefix: str) -> None:
    with pytest.raises(UnknownRecordError):
        book.why(prefix)


def test_an_id_that_several_share_is_refused(book: Ledger) -> None:
    ids = [row.evidence[0].claim for row in book.timeline("USA", "CUB")]
    ids += [row.item.event.id for row in book.timeline("USA", "CUB")]
    for _ in range(14):  # more ids than there are hex digits: two begin alike
        doc, claims = build.document(f"more-{len(ids)}", replace(build.EMBASSY, city=f"Town {len(ids)}"))
        book.record(doc, claims=claims)
        ids += [claim.id for claim in claims]
    first = next(id_[0] for id_ in ids if sum(other[0] == id_[0] for other in ids) > 1)
    with pytest.raises(UnknownRecordError, match="have an id that begins so"):
        book.why(first)


def test_a_rejected_claim_no_longer_counts_but_did(book_anywhere: Ledger) -> None:
    book = book_anywhere
    claim = book.status("RUS", "AFG", on=ON).rows[0].evidence[0].claim
    before = book.status("RUS", "AFG", on=ON).known_at
    book.amend(claim, "reject", by="Ann", because="a misprint")
    now = {row.item.status for row in book.status("RUS", "AFG", on=ON)}
    then = {row.item.status for row in book.status("RUS", "AFG", on=ON, known_at=before)}
    assert (now, then) == ({UNKNOWN}, {UNKNOWN, "recognized"})
    assert len(book.why(claim).events) == 0


def test_a_corrected_claim_counts_as_corrected(book: Ledger) -> None:
    claim = book.status("RUS", "AFG", on=ON).rows[0].evidence[0].claim
    decided = book.amend(
        claim, "amend", by="Ann", because="a typing error", changes={"date": "2025-07-02", "actor": "Belarus"}
    )
    assert dict(decided.decision.changes) == {"actor": "BLR", "date": "2025-07-02"}
    answer = book.whom("BLR", "recognition", on=ON)
    assert [(row.item.b, row.item.since) for row in answer] == [("AFG/taliban", Interval.at(2025, 7, 2))]
    assert answer.rows[0].evidence[0].claim == claim
    assert len(book.whom("RUS", "recognition", on=ON)) == 0


@pytest.mark.parametrize(
    ("kind", "by", "because", "changes", "words"),
    [
        pytest.param("reject", " ", "x", {}, "needs a name and a reason", id="no name"),
        pytest.param("reject", "Ann", "", {}, "needs a name and a reason", id="no reason"),
        pytest.param("amend", "Ann", "x", {}, "changes", id="nothing changed"),
        pytest.param("amend", "Ann", "x", {"date": "yesterday"}, "EDTF", id="no date"),
        pytest.param("amend", "Ann", "x", {"type": "befriend"}, "no event type", id="no type"),
        pytest.param("amend", "Ann", "x", {"modality": "maybe"}, "no modality", id="no modality"),
        pytest.param("amend", "Ann", "x", {"sentence": "x"}, "cannot be amended", id="no such field"),
    ],
)
def test_a_decision_that_makes_no_sense_is_not_recorded(
    book: Ledger, kind: str, by: str, because: str, changes: dict[str, str], words: str
) -> None:
    claim = book.timeline("USA", "CUB").rows[0].evidence[0].claim
    with pytest.raises(QuestionError, match=words):
        book.amend(claim, kind, by=by, because=because, changes=changes)
    assert book.status("USA", "CUB").sequence == 3


def test_a_correction_to_a_party_that_is_none_is_refused(book: Ledger) -> None:
    claim = book.timeline("USA", "CUB").rows[0].evidence[0].claim
    with pytest.raises(UnknownPartyError):
        book.amend(claim, "amend", by="Ann", because="x", changes={"target": "Blurbistan"})


# ---------------------------------------------------------------------------------------- export


@pytest.mark.parametrize(("what", "count"), [("claims", 5), ("events", 5), ("relations", 7)])
def test_everything_can_be_exported(book: Ledger, what: str, count: int) -> None:
    export = book.export(what)
    rows = list(export.rows)
    assert len(rows) == count
    assert export.sequence == 3


def test_exported_claims_are_those_that_stand(book: Ledger) -> None:
    rows = book.timeline("USA", "CUB").rows
    first, second = (row.evidence[0].claim for row in rows)
    book.amend(first, "reject", by="Ann", because="x")
    book.amend(second, "amend", by="Ann", because="x", changes={"date": "1961-01-04"})
    claims = {str(row["id"]): row for row in book.export("claims").rows}
    assert first not in claims
    assert claims[second]["date"] == "1961-01-04"


def test_exported_relations_name_the_claims_behind_them(book: Ledger) -> None:
    rows = [row for row in book.export("relations").rows if row["dimension"] == "relations"]
    claim = book.timeline("USA", "CUB").rows[1].evidence[0].claim
    assert [row["claims"] for row in rows] == [[claim]]


def test_an_export_knows_the_past(book: Ledger) -> None:
    past = book.export("claims", known_at=build.START + timedelta(minutes=1, seconds=1))
    assert len(list(past.rows)) == 2


def test_what_cannot_be_exported_is_refused(book: Ledger) -> None:
    with pytest.raises(QuestionError, match="take one of claims, events, relations"):
        book.export("opinions")


# --------------------------------------------------------------------------- recording, opening


def test_recording_reads_the_text(tmp_path: Path) -> None:
    from dragoman.records import Document

    with Ledger.open(tmp_path / "l.sqlite") as book:
        doc = Document(
            text="The United States severed diplomatic relations with Cuba on January 3, 1961.", name="a"
        )
        assert book.record(doc).claims_added >= 1
        assert not book.record(doc).new
        assert [r.item.status for r in book.who("relations", "CUB", on=date(1962, 1, 1))] == ["severed"]


def test_the_record_time_is_the_clocks(book: Ledger) -> None:
    claim = book.timeline("USA", "CUB").rows[0].evidence[0].claim
    decided = book.amend(claim, "accept", by="Ann", because="x")
    assert decided.recorded_at is not None
    assert decided.recorded_at.tzinfo is UTC or decided.recorded_at.utcoffset() == timedelta(0)


def test_the_default_ledger_is_named_by_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DRAGOMAN_LEDGER", "/somewhere/else.sqlite")
    assert default_ledger() == "/somewhere/else.sqlite"


@pytest.mark.parametrize("set_to", [None, ""])
def test_the_default_ledger_lies_in_the_users_data_directory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, set_to: str | None
) -> None:
    monkeypatch.delenv("DRAGOMAN_LEDGER", raising=False)
    if set_to is not None:
        monkeypatch.setenv("DRAGOMAN_LEDGER", set_to)
    variable = "LOCALAPPDATA" if sys.platform == "win32" else "XDG_DATA_HOME"
    monkeypatch.setenv(variable, str(tmp_path / "data"))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert Path(default_ledger()).parts[-2:] == ("dragoman", "ledger.sqlite")
    with Ledger.open(clock=build.Clock()) as book:
        assert book.shown == default_ledger()


def test_a_ledger_that_is_not_there_is_not_made_by_asking(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="does not exist"):
        Ledger.open(tmp_path / "none.sqlite", create=False)
    assert list(tmp_path.iterdir()) == []

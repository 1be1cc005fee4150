from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import Connection

from dragoman.errors import DocumentError, LedgerError, SpanOutOfRangeError, UnknownRecordError
from dragoman.ledger import writing
from dragoman.ledger.store import Store
from dragoman.records import Decision, DecisionKind, Span, amended
from tests.ledger.build import AT, READER, claim, claims, document, minutes


def test_a_document_comes_back_as_it_was(store: Store) -> None:
    doc = document(text="“Kabul” 喀布爾 \U0001f54a\r\n\tBöse Straße.")
    recorded = store.record(doc, [], reader=READER, at=AT)
    row = store.document("doc-1")
    assert (row.document, row.id, row.published, row.sequence) == (doc, doc.id, doc.published, 1)
    assert (recorded.new, recorded.new_document, recorded.claims_added, recorded.sequence) == (
        True,
        True,
        0,
        1,
    )


def test_claims_come_back_as_they_were_in_the_readers_order(store: Store) -> None:
    doc = document()
    made = claims(doc, 12)[::-1]
    assert store.record(doc, made, reader=READER, at=AT).claims_added == 12
    assert [row.claim for row in store.claims_of_document(doc.id)] == made


def test_recording_again_adds_nothing(store: Store) -> None:
    doc = document()
    first = store.record(doc, claims(doc, 3), reader=READER, at=AT)
    again = store.record(doc, claims(doc, 3), reader=READER, at=minutes(5))
    assert again == dataclasses.replace(first, new=False, new_document=False, claims_added=0)
    assert store.counts().sequence == 1


def test_the_same_claim_twice_in_one_reading_is_one(store: Store) -> None:
    doc = document()
    one = claim(doc)
    assert store.record(doc, [one, one], reader=READER, at=AT).claims_added == 1
    assert [row.claim for row in store.claims_of_document(doc.id)] == [one]


def test_a_newer_readers_claims_count_from_then_on(store: Store) -> None:
    doc = document()
    old, new = claim(doc, 0), claim(doc, 4, reader="grammar/2")
    store.record(doc, [old], reader="grammar/1", at=AT)
    recorded = store.record(doc, [new], reader="grammar/2", at=minutes(1))
    assert (recorded.new, recorded.new_document, recorded.sequence) == (True, False, 2)
    assert [row.claim for row in store.claims_of_document(doc.id)] == [new]
    assert [row.claim for row in store.claims_of_document(doc.id, known_at=1)] == [old]
    assert [row.reader for row in store.readings(doc.id)] == ["grammar/1", "grammar/2"]


def test_a_corrected_published_date_is_a_new_reading_and_the_document_stays(store: Store) -> None:
    doc = document(published=date(2025, 7, 3))
    store.record(doc, [claim(doc)], reader=READER, at=AT)
    corrected = dataclasses.replace(doc, published=date(2025, 7, 4), name="other-name")
    recorded = store.record(corrected, [claim(doc)], reader=READER, at=minutes(1))
    assert (recorded.new, recorded.name, recorded.claims_added) == (True, "doc-1", 0)
    assert [row.published for row in store.claims_of_document(doc.id)] == [date(2025, 7, 4)]
    assert [row.published for row in store.claims_of_document(doc.id, known_at=1)] == [date(2025, 7, 3)]
    assert store.document("doc-1").published == date(2025, 7, 4)
    assert store.document("doc-1").document == doc


def test_no_published_date_differs_from_one(store: Store) -> None:
    doc = document(published=None)
    assert store.record(doc, [], reader=READER, at=AT).new
    assert not store.record(doc, [], reader=READER, at=AT).new
    assert store.record(dataclasses.replace(doc, published=date(1, 1, 1)), [], reader=READER, at=AT).new


def test_an_earlier_reading_stays_superseded_until_it_is_asked_for_again(store: Store) -> None:
    doc = document(published=date(2025, 7, 3))
    wrong = dataclasses.replace(doc, published=date(2052, 7, 3))
    store.record(doc, [], reader=READER, at=AT)
    store.record(wrong, [], reader=READER, at=AT)
    recorded = store.record(doc, [], reader=READER, at=AT)
    assert (recorded.new, recorded.superseded, recorded.sequence) == (False, True, 1)
    assert store.document("doc-1").published == date(2052, 7, 3)
    recorded = store.record(doc, [], reader=READER, at=AT, again=True)
    assert (recorded.new, recorded.superseded, recorded.sequence) == (True, False, 3)
    assert store.document("doc-1").published == date(2025, 7, 3)
    assert not store.record(doc, [], reader=READER, at=AT, again=True).new


def test_nothing_is_kept_of_a_recording_that_fails(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    doc = document()

    def fail(*_: object, **__: object) -> None:
        message = "power cut"
        raise OSError(message)

    with monkeypatch.context() as patch:
        patch.setattr(writing, "_recorded", fail)  # the last step, after every row was added
        with pytest.raises(OSError, match="power cut"):
            store.record(doc, claims(doc, 3), reader=READER, at=AT)
    assert store.counts().sequence == 0
    assert store.counts().documents == 0
    assert store.record(doc, claims(doc, 3), reader=READER, at=AT).claims_added == 3


def test_record_times_never_go_back(store: Store) -> None:
    for number, at in enumerate([minutes(5), AT, minutes(5), minutes(9)]):
        store.record(document(number), [], reader=READER, at=at)
    assert [store.recorded_at(n) for n in range(6)] == [
        None,
        minutes(5),
        minutes(5),
        minutes(5),
        minutes(9),
        None,
    ]


def test_record_times_keep_microseconds_and_are_utc(store: Store) -> None:
    at = datetime(2025, 7, 4, 23, 59, 59, 999999, tzinfo=timezone(timedelta(hours=-5)))
    store.record(document(), [], reader=READER, at=at)
    kept = store.recorded_at(1)
    assert kept == at
    assert kept.tzinfo is UTC


def test_a_naive_record_time_is_refused(store: Store) -> None:
    with pytest.raises(LedgerError, match="no time zone; give it in UTC"):
        store.record(document(), [], reader=READER, at=datetime(2025, 7, 4))  # noqa: DTZ001 - the point


def test_a_naive_retrieval_time_is_refused(store: Store) -> None:
    doc = dataclasses.replace(document(), retrieved=datetime(2025, 7, 4))  # noqa: DTZ001 - the point
    with pytest.raises(DocumentError, match="doc-1: was retrieved at an instant without time zone"):
        store.record(doc, [], reader=READER, at=AT)


def test_a_claim_of_another_document_is_refused(store: Store) -> None:
    with pytest.raises(LedgerError, match="record each document with its own claims"):
        store.record(document(1), [claim(document(2))], reader=READER, at=AT)
    assert store.counts().documents == 0


@pytest.mark.parametrize("field", ["sentence", "trigger"])
def test_a_claim_that_quotes_beyond_the_text_is_refused(store: Store, field: str) -> None:
    doc = document(text="Short.")
    wrong = amended(claim(doc), **{field: Span(0, 7)})
    with pytest.raises(SpanOutOfRangeError, match="6 code points"):
        store.record(doc, [wrong], reader=READER, at=AT)


@pytest.mark.parametrize(("bad", "problem"), [("a\x00b", "NUL"), ("a\ud800b", "surrogate")])
@pytest.mark.parametrize("field", ["text", "title", "publisher"])
def test_text_that_no_database_keeps_is_refused(store: Store, field: str, bad: str, problem: str) -> None:
    changes: dict[str, Any] = {field: bad}
    doc = dataclasses.replace(document(), **changes)
    with pytest.raises(DocumentError, match=f"its {field} holds .*{problem}"):
        store.record(doc, [], reader=READER, at=AT)


@pytest.mark.parametrize("party", ["A|B", "A\x00"])
def test_a_party_id_that_would_break_the_keys_is_refused(store: Store, party: str) -> None:
    doc = document()
    with pytest.raises(LedgerError, match="holds a character that no id may have"):
        store.record(doc, [claim(doc, actor=party)], reader=READER, at=AT)


def test_a_read_only_ledger_is_not_written_to(ledger_url: str) -> None:
    with Store.open(ledger_url) as writer:
        doc = document()
        writer.record(doc, [claim(doc)], reader=READER, at=AT)
    with Store.open(ledger_url, read_only=True) as reader:
        assert reader.counts().claims == 1
        with pytest.raises(LedgerError, match="was opened read-only; open it for writing"):
            reader.record(document(2), [], reader=READER, at=AT)
        assert reader.keep_folded([]) == 0


# ----------------------------------------------------------------------------------- near copies


def test_a_near_copy_is_linked_to_the_first_copy(store: Store) -> None:
    first, other = document(1), document(2)
    copy = document(3, text=first.text.upper() + " Reporting by the wire.")
    for doc in (first, other, copy):
        store.record(doc, [claim(doc)], reader=READER, at=AT)
    groups = {row.document: row.copy_group for row in store.iter_claims()}
    assert groups == {first.id: first.id, other.id: other.id, copy.id: first.id}
    row = store.document("doc-3")
    assert 0.7 <= row.similarity < 1
    assert store.record(copy, [], reader=READER, at=AT).copy_of == first.id
    assert store.counts().near_copies == 1


def test_a_copy_of_a_copy_belongs_to_the_first_or_stands_alone(store: Store) -> None:
    words = [f"w{n}" for n in range(100)]
    texts = [" ".join([*words[shift:], *(f"v{n}" for n in range(shift))]) for shift in range(0, 100, 7)]
    for number, text in enumerate(texts):
        store.record(document(number, text=text), [], reader=READER, at=AT)
    rows = {row.id: row for row in store.iter_documents()}
    assert {row.copy_group for row in rows.values()} < set(rows)
    for row in rows.values():
        first = rows[row.copy_group]
        assert first.copy_group == first.id
        assert first.sequence <= row.sequence
        if row is not first:
            assert row.similarity >= 0.7


@pytest.mark.parametrize("swapped", [False, True])
def test_of_two_first_copies_the_earlier_is_linked_to(store: Store, swapped: bool) -> None:
    words = [f"w{n}" for n in range(100)]
    left = " ".join([*words[:88], *(f"a{n}" for n in range(12))])
    right = " ".join([*(f"b{n}" for n in range(12)), *words[12:]])
    middle = document(3, text=" ".join(words))  # shares 0.78 with either, which share 0.6 with each other
    firsts = [document(1, text=left), document(2, text=right)][:: -1 if swapped else 1]
    for doc in firsts:
        assert store.record(doc, [], reader=READER, at=AT).copy_of == ""
    assert store.record(middle, [], reader=READER, at=AT).copy_of == firsts[0].id


def test_texts_without_words_are_no_copies_of_each_other(store: Store) -> None:
    store.record(document(1, text="…"), [], reader=READER, at=AT)
    assert store.record(document(2, text="!"), [], reader=READER, at=AT).copy_of == ""


# ------------------------------------------------------------------------------------- decisions


def test_decisions_are_kept_in_order_with_author_and_reason(store: Store) -> None:
    doc = document()
    one = claim(doc)
    store.record(doc, [one], reader=READER, at=AT)
    reject = Decision(claim=one.id, kind=DecisionKind.REJECT, by="Ana", because="a quotation")
    amend = Decision(
        claim=one.id, kind=DecisionKind.AMEND, by="Bo", because="typo", changes=(("date", "2025-07-02"),)
    )
    assert [store.decide(reject, at=minutes(1)), store.decide(amend, at=minutes(2))] == [2, 3]
    assert [(row.decision, row.sequence, row.recorded_at) for row in store.decisions()] == [
        (reject, 2, minutes(1)),
        (amend, 3, minutes(2)),
    ]
    assert [row.decision for row in store.decisions([one.id], known_at=2)] == [reject]
    assert store.decisions(["0" * 64]) == []


def test_the_same_decision_again_adds_nothing(store: Store) -> None:
    doc = document()
    one = claim(doc)
    store.record(doc, [one], reader=READER, at=AT)
    reject = Decision(claim=one.id, kind=DecisionKind.REJECT, by="Ana", because="x")
    accept = Decision(claim=one.id, kind=DecisionKind.ACCEPT, by="Ana", because="x")
    assert [store.decide(d, at=AT) for d in (reject, reject, accept, reject)] == [2, 2, 3, 4]


def test_a_decision_on_no_claim_is_refused(store: Store) -> None:
    decision = Decision(claim="0" * 64, kind=DecisionKind.REJECT, by="Ana", because="x")
    with pytest.raises(UnknownRecordError, match="claim '0000"):
        store.decide(decision, at=AT)
    assert store.sequence() == 0


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"by": " "}, "has no author"),
        ({"because": "a\x00"}, "holds a NUL character"),
        ({"changes": (("actor", "A|B"),)}, "names a party with"),
    ],
    ids=["author", "reason", "party"],
)
def test_an_unfit_decision_is_refused(store: Store, changes: dict[str, Any], problem: str) -> None:
    decision = Decision(claim="0" * 64, kind=DecisionKind.AMEND, by="Ana", because="x")
    with pytest.raises(LedgerError, match=problem):
        store.decide(dataclasses.replace(decision, **changes), at=AT)


def test_rows_cannot_refer_to_nothing(store: Store) -> None:
    def stray(conn: Connection) -> None:
        conn.exec_driver_sql("INSERT INTO copies (document, first, similarity) VALUES ('a', 'b', 1.0)")

    with pytest.raises(LedgerError), store._db.write() as conn:
        stray(conn)

from __future__ import annotations

import dataclasses
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import event

from dragoman.errors import LedgerError, UnknownRecordError
from dragoman.ledger.entries import ClaimRow, Folded, pair_of, party_key
from dragoman.ledger.store import Store
from dragoman.records import Claim, Decision, DecisionKind, Document, Span
from tests.ledger.build import AT, READER, claim, claims, document, minutes

DERIVED = ("SCAN touched", "SCAN anon_1")  # results of a subquery, read once as they are made


def record(store: Store, doc: Document, *made: Claim, at: datetime = AT, reader: str = READER) -> int:
    return store.record(doc, made, reader=reader, at=at).sequence


def said(rows: list[ClaimRow]) -> list[Claim]:
    return [row.claim for row in rows]


def amend(one: Claim, **changes: str) -> Decision:
    return Decision(
        claim=one.id, kind=DecisionKind.AMEND, by="Ana", because="x", changes=tuple(sorted(changes.items()))
    )


# ---------------------------------------------------------------------------------------- parties


@pytest.mark.parametrize(
    ("party", "key"), [("AFG", "AFG"), ("AFG/taliban", "AFG"), ("hamas", "hamas"), ("", "")]
)
def test_party_key_is_the_state_of_a_government(party: str, key: str) -> None:
    assert party_key(party) == key


def test_a_pair_is_asked_for_in_either_direction_and_with_its_governments(store: Store) -> None:
    doc = document()
    made = [
        claim(doc, 0, actor="RUS", target="AFG/taliban"),
        claim(doc, 1, actor="AFG", target="RUS"),
        claim(doc, 2, actor="RUS", target="IND"),
        claim(doc, 3, actor="RUS", target=""),
    ]
    record(store, doc, *made)
    assert said(store.claims_for_pairs([pair_of("RUS", "AFG")])) == made[:2]
    assert said(store.claims_for_pairs([("AFG", "RUS"), ("IND", "RUS")])) == made[:3]
    assert said(store.claims_for_pairs([("RUS", "")])) == made[3:]
    assert store.claims_for_pairs([("AFG", "IND")]) == []
    assert store.claims_for_pairs([]) == []


def test_a_row_says_what_is_needed_to_weigh_a_claim(store: Store) -> None:
    doc = document()
    one = claim(doc)
    record(store, document(9))
    record(store, doc, one)
    assert store.claims_for_pairs([("AFG", "RUS")]) == [
        ClaimRow(
            claim=one,
            id=one.id,
            document=doc.id,
            name="doc-1",
            title="Title 1",
            publisher="The Daily Test",
            url="https://example.org/1",
            published=doc.published,
            copy_group=doc.id,
            sequence=2,
            counts=True,
        )
    ]


def test_a_party_is_found_as_actor_and_as_target(store: Store) -> None:
    doc = document()
    made = [
        claim(doc, 0, actor="RUS", target="AFG"),
        claim(doc, 1, actor="AFG/taliban", target="IND", type="open_mission"),
        claim(doc, 2, actor="FRA", target="CHN"),
    ]
    record(store, doc, *made)
    assert said(store.claims_of_party("AFG")) == made[:2]
    assert said(store.claims_of_party("AFG", "FRA")) == made
    assert said(store.claims_of_party("AFG", types=["open_mission"])) == [made[1]]
    assert said(store.claims_of_party("AFG", types=[])) == []
    assert store.claims_of_party() == []


def test_many_pairs_are_asked_for_at_once(store: Store) -> None:
    doc = document()
    made = claims(doc, 20)
    record(store, doc, *made)
    pairs = [(f"A{n}", f"B{n}") for n in range(1200)]
    pairs += [pair_of(one.actor.party, one.target.party) for one in made if one.actor and one.target]
    assert said(store.claims_for_pairs(pairs)) == made


# ------------------------------------------------------------------------------------ record order


def test_instants_are_answered_by_the_last_entry_at_or_before_them(store: Store) -> None:
    for number, minute in enumerate([1, 2, 2, 3]):
        record(store, document(number), at=minutes(minute))
    asked = [store.sequence_at(minutes(minute)) for minute in (0, 1, 2, 3, 4)]
    assert asked == [0, 1, 3, 4, 4]
    assert store.sequence_at(None) == store.sequence() == 4
    assert store.sequence_at(2) == 2


def test_a_naive_instant_is_refused(store: Store) -> None:
    with pytest.raises(LedgerError, match="no time zone"):
        store.counts(known_at=datetime(2025, 7, 4))  # noqa: DTZ001 - the point


def test_an_empty_ledger_answers(store: Store) -> None:
    counted = store.counts()
    assert dataclasses.astuple(counted) == (0, 0, 0, 0, 0, 0, 0, None)
    assert (list(store.iter_claims()), list(store.iter_documents()), store.decisions()) == ([], [], [])
    assert store.pairs_changed_since(0) == set()


def test_counts_are_as_known_at(store: Store) -> None:
    doc = document()
    one, two = claim(doc, 0), claim(doc, 1)
    record(store, doc, one, two, at=minutes(1))
    record(store, dataclasses.replace(doc, published=None), one, at=minutes(2))
    store.decide(amend(one, level="embassy"), at=minutes(3))
    record(store, document(2), at=minutes(4))
    assert dataclasses.astuple(store.counts(known_at=1)) == (1, 0, 1, 2, 2, 0, 1, minutes(1))
    assert dataclasses.astuple(store.counts(known_at=minutes(2))) == (1, 0, 2, 1, 2, 0, 2, minutes(2))
    assert dataclasses.astuple(store.counts()) == (2, 0, 3, 1, 2, 1, 4, minutes(4))
    assert store.counts(known_at=99) == store.counts()


def test_all_claims_are_iterated_over_in_record_order(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.ledger.store._PAGE", 2)
    made: list[Claim] = []
    for number in range(5):
        doc = document(number)
        made += claims(doc, number)
        record(store, doc, *claims(doc, number))
    assert [row.claim for row in store.iter_claims()] == made
    assert [row.document.name for row in store.iter_documents()] == [f"doc-{n}" for n in range(5)]
    kept = [row.claim for row in store.iter_claims(known_at=3)]
    assert kept == made[:3]
    assert list(store.iter_claims(types=["none"])) == []


def test_iteration_is_not_disturbed_by_writing_meanwhile(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("dragoman.ledger.store._PAGE", 1)
    for number in range(3):
        record(store, document(number), claim(document(number)))
    seen = []
    for row in store.iter_claims():
        seen.append(row.name)
        record(store, document(10 + len(seen)), claim(document(10 + len(seen))))
    assert seen == ["doc-0", "doc-1", "doc-2"]


# --------------------------------------------------------------------------------- ids and sentences


def test_a_claim_is_found_by_the_beginning_of_its_id(store: Store) -> None:
    doc = document()
    made = claims(doc, 40)  # 40 ids of 16 first digits: some begin alike
    record(store, doc, *made)
    by_digit: dict[str, list[Claim]] = {}
    for one in made:
        by_digit.setdefault(one.id[0], []).append(one)
    digit, several = max(by_digit.items(), key=lambda item: len(item[1]))
    assert store.claim(made[0].id).claim == made[0]
    assert store.claim(made[0].id[:20]).claim == made[0]
    with pytest.raises(UnknownRecordError, match=f"{len(several)} have"):
        store.claim(digit)


@pytest.mark.parametrize("prefix", ["", "%", "_", "zz", "A" * 8, "0" * 65])
def test_what_is_no_id_finds_nothing(store: Store, prefix: str) -> None:
    doc = document()
    record(store, doc, *claims(doc, 30))
    with pytest.raises(UnknownRecordError, match="none has"):
        store.claim(prefix)


def test_a_claim_that_no_longer_counts_is_still_found(store: Store) -> None:
    doc = document()
    old, new = claim(doc, 0), claim(doc, 1)
    record(store, doc, old)
    record(store, doc, new, reader="grammar/2")
    row = store.claim(old.id)
    assert (row.claim, row.counts, row.sequence) == (old, False, 1)
    assert store.claim(old.id, known_at=1).counts
    assert store.claims_by_id([old.id, new.id, "0" * 64]).keys() == {old.id, new.id}
    with pytest.raises(UnknownRecordError):
        store.claim(new.id, known_at=1)


def test_a_document_is_found_by_name_or_by_the_beginning_of_its_id(store: Store) -> None:
    docs = [document(n) for n in range(3)]
    for doc in docs:
        record(store, doc)
    assert store.document("doc-1").document == docs[1]
    assert store.document(docs[2].id[:12]).document == docs[2]
    with pytest.raises(UnknownRecordError, match="none has"):
        store.document("doc-9")
    with pytest.raises(UnknownRecordError):
        store.document("doc-2", known_at=2)


def test_two_documents_of_one_name_are_not_confused(store: Store) -> None:
    record(store, dataclasses.replace(document(1), name="index"))
    record(store, dataclasses.replace(document(2), name="index"))
    with pytest.raises(UnknownRecordError, match="2 have"):
        store.document("index")


def test_sentences_are_quoted_by_code_points(store: Store) -> None:
    doc = document(text="\U0001f54a Zürich 喀布爾. “Next”, it said.")
    one = dataclasses.replace(claim(doc), sentence=Span(2, 13), trigger=Span(2, 3))
    whole = dataclasses.replace(claim(doc), sentence=Span(0, len(doc.text)))
    record(store, doc, one, whole)
    assert store.sentences([one.id, whole.id, "0" * 64]) == {one.id: "Zürich 喀布爾.", whole.id: doc.text}


# ------------------------------------------------------------------------------ amended claims, changes


def test_an_amended_claim_is_found_under_its_amended_parties_too(store: Store) -> None:
    doc = document()
    one = claim(doc, actor="RUS", target="AFG")
    record(store, doc, one)
    store.decide(amend(one, actor="CHN"), at=AT)
    store.decide(amend(one, target="IND/delhi"), at=AT)
    for pair in [("AFG", "RUS"), ("AFG", "CHN"), ("CHN", "IND"), ("IND", "RUS")]:
        assert said(store.claims_for_pairs([pair])) == [one], pair
    assert said(store.claims_of_party("CHN")) == said(store.claims_of_party("IND")) == [one]
    assert store.claims_for_pairs([("CHN", "IND")], known_at=2) == []
    assert said(store.claims_of_party("CHN", known_at=1)) == []


def test_a_claim_of_amended_type_is_given_whatever_type_is_asked_for(store: Store) -> None:
    doc = document()
    one = claim(doc, type="recognize")
    record(store, doc, one)
    assert store.claims_of_party("RUS", types=["open_mission"]) == []
    store.decide(amend(one, type="open_mission"), at=AT)
    assert said(store.claims_of_party("RUS", types=["open_mission"])) == [one]
    assert [row.claim for row in store.iter_claims(types=["open_mission"])] == [one]
    assert store.claims_of_party("RUS", types=["open_mission"], known_at=1) == []


def test_pairs_changed_are_those_of_new_and_of_replaced_claims(store: Store) -> None:
    doc = document()
    old, new = claim(doc, target="AFG"), claim(doc, target="IND")
    record(store, doc, old)
    record(store, document(2), claim(document(2), actor="FRA", target="CHN"))
    record(store, doc, new, reader="grammar/2")
    assert store.pairs_changed_since(0) == {("AFG", "RUS"), ("CHN", "FRA"), ("IND", "RUS")}
    assert store.pairs_changed_since(0, known_at=1) == {("AFG", "RUS")}
    assert store.pairs_changed_since(1, known_at=2) == {("CHN", "FRA")}
    assert store.pairs_changed_since(2) == {("AFG", "RUS"), ("IND", "RUS")}
    assert store.pairs_changed_since(3) == set()


def test_a_decision_changes_the_pairs_before_and_after_it(store: Store) -> None:
    doc = document()
    one = claim(doc, actor="RUS", target="AFG")
    record(store, doc, one)
    store.decide(amend(one, target="IND"), at=AT)
    store.decide(Decision(claim=one.id, kind=DecisionKind.REJECT, by="Bo", because="x"), at=AT)
    assert store.pairs_changed_since(2) == {("AFG", "RUS"), ("IND", "RUS")}


# ------------------------------------------------------------------------------------------ cache


def test_folded_relations_are_kept_by_pair_and_maker(store: Store) -> None:
    pair = ("AFG", "RUS")
    assert store.folded([pair], maker="fold/1") == {}
    assert store.keep_folded([Folded(pair=pair, sequence=4, maker="fold/1", body="[]")]) == 1
    assert store.folded([pair, ("A", "B")], maker="fold/1")[pair].sequence == 4
    assert store.folded([pair], maker="fold/2") == {}


def test_an_older_fold_does_not_take_the_place_of_a_newer(store: Store) -> None:
    pair = ("AFG", "RUS")
    store.keep_folded([Folded(pair=pair, sequence=4, maker="fold/1", body="new")])
    assert store.keep_folded([Folded(pair=pair, sequence=3, maker="fold/1", body="old")]) == 0
    assert store.folded([pair], maker="fold/1")[pair].body == "new"
    assert store.keep_folded([Folded(pair=pair, sequence=3, maker="fold/2", body="other")]) == 1
    assert store.folded([pair], maker="fold/1") == {}


def test_the_cache_can_be_dropped(store: Store) -> None:
    store.keep_folded([Folded(pair=("A", "B"), sequence=1, maker="m", body="[]")])
    store.drop_folded()
    assert store.folded([("A", "B")], maker="m") == {}


# -------------------------------------------------------------------------------- lists, surroundings


def test_documents_are_listed_newest_first_with_what_counts(store: Store) -> None:
    first, other = document(1), document(2)
    record(store, first, claim(first, 0), claim(first, 1))
    record(store, other, claim(other, 0), at=minutes(1))
    record(store, first, claim(first, 0), at=minutes(2), reader="grammar/2")
    rows = store.documents(limit=5)
    assert [(row.source.name, row.source.sequence, row.claims) for row in rows] == [
        ("doc-2", 2, 1),
        ("doc-1", 1, 1),
    ]
    assert rows[0].recorded_at == minutes(1)
    assert rows[0].source.published == other.published
    assert [(row.source.name, row.claims) for row in store.documents(limit=5, known_at=2)] == [
        ("doc-2", 1),
        ("doc-1", 2),
    ]
    assert [row.source.name for row in store.documents(limit=1)] == ["doc-2"]
    assert [row.source.name for row in store.documents(before=2, limit=5)] == ["doc-1"]
    assert store.documents(before=10**30, limit=5) == rows
    assert store.documents(before=1, limit=5) == []


@pytest.mark.parametrize("reach", [0, 3, 6, 7, 100])
def test_a_sentence_is_given_with_the_characters_around_it(store: Store, reach: int) -> None:
    doc = document(text="Ærø 😀. Said here. Ça va?")
    one = dataclasses.replace(claim(doc), sentence=Span(7, 17), trigger=Span(7, 11))
    record(store, doc, one)
    found = store.stretches([one.id, "f" * 64], reach=reach)
    (stretch,) = found.values()
    assert stretch.text == doc.text[max(0, 7 - reach) : 17 + reach]
    assert stretch.text[stretch.start : stretch.end] == "Said here."
    assert (stretch.cut_before, stretch.cut_after) == (reach < 7, reach < len(doc.text) - 17)


# ------------------------------------------------------------------------------------------ speed


def test_questions_are_answered_from_indexes() -> None:
    """No question about a pair, a party or an id reads a whole table; on SQLite, which tells its plan."""
    with Store.open(":memory:") as store:
        doc = document()
        one = claim(doc)
        record(store, doc, one)
        asked: list[tuple[str, Any]] = []

        def note(_conn: object, _cursor: object, statement: str, parameters: Any, *_: object) -> None:
            asked.append((statement, parameters))

        event.listen(store._db._engine, "before_cursor_execute", note)
        assert store.claims_for_pairs([("AFG", "RUS")])
        assert store.claims_of_party("AFG")
        assert store.claims_of_document(doc.id)
        assert store.claim(one.id[:8])
        assert store.sentences([one.id])
        assert store.stretches([one.id], reach=10)
        assert store.documents(limit=10)
        assert store.documents(before=2, limit=10)
        assert store.document("doc-1")
        assert store.decisions([one.id]) == []
        assert store.pairs_changed_since(store.sequence()) == set()
        assert store.sequence_at(AT) == 1
        event.remove(store._db._engine, "before_cursor_execute", note)
        assert len(asked) > 12
        with store._db.read() as conn:
            for statement, parameters in asked:
                if statement.startswith("SELECT") and "FROM dragoman_ledger" not in statement:
                    plan = conn.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
                    steps = [row.detail for row in plan]
                    scans = [s for s in steps if s.startswith("SCAN") and not s.startswith(DERIVED)]
                    assert scans == [], statement

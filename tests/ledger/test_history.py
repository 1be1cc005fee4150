"""What was known at a place in the record order never changes, whatever is recorded afterwards."""

from __future__ import annotations

import dataclasses
import random
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.ledger.entries import Pair, pair_of, party_key
from dragoman.ledger.store import Store
from dragoman.records import Claim, Decision, DecisionKind, Document
from tests.ledger.build import claim, document, minutes

DOCUMENTS = 3
READERS = ("grammar/1", "grammar/2")
PUBLISHED = (None, date(2025, 7, 3), date(2025, 7, 4))
PARTIES = ("AFG", "AFG/taliban", "RUS", "")
PAIRS = sorted({pair_of(party_key(a), party_key(b)) for a in PARTIES for b in PARTIES})


@dataclasses.dataclass(frozen=True)
class Record:
    """A reading of one of a few documents, with some of its few possible claims."""

    number: int
    reader: str
    published: date | None
    chosen: tuple[int, ...]
    minute: int

    def document(self) -> Document:
        return dataclasses.replace(document(self.number), published=self.published)

    def claims(self) -> list[Claim]:
        return [possible(self.number, n, self.reader) for n in self.chosen]


@dataclasses.dataclass(frozen=True)
class Decide:
    """A decision on one of the possible claims, on record or not."""

    number: int
    claim: int
    reader: str
    kind: DecisionKind
    changes: tuple[tuple[str, str], ...]
    minute: int


Step = Record | Decide


def possible(number: int, n: int, reader: str) -> Claim:
    doc = document(number)
    return claim(doc, n, actor=PARTIES[n], target=PARTIES[(n + 1 + number) % len(PARTIES)], reader=reader)


steps = st.lists(
    st.builds(
        Record,
        number=st.integers(0, DOCUMENTS - 1),
        reader=st.sampled_from(READERS),
        published=st.sampled_from(PUBLISHED),
        chosen=st.lists(st.integers(0, 3), unique=True).map(tuple),
        minute=st.integers(0, 3),
    )
    | st.builds(
        Decide,
        number=st.integers(0, DOCUMENTS - 1),
        claim=st.integers(0, 3),
        reader=st.sampled_from(READERS),
        kind=st.sampled_from(DecisionKind),
        changes=st.lists(
            st.tuples(st.sampled_from(["actor", "target"]), st.sampled_from(PARTIES)), max_size=2
        ).map(tuple),
        minute=st.integers(0, 3),
    ),
    max_size=8,
)


def apply(store: Store, step: Step) -> None:
    at = minutes(step.minute)
    if isinstance(step, Record):
        store.record(step.document(), step.claims(), reader=step.reader, at=at)
        return
    made = possible(step.number, step.claim, step.reader)
    if made.id in store.claims_by_id([made.id]):
        decision = Decision(claim=made.id, kind=step.kind, by="Ana", because="x", changes=step.changes)
        store.decide(decision, at=at)


def answers(store: Store, known_at: int | None = None) -> dict[Any, Any]:
    """Give every answer that the ledger has."""
    per_pair = {pair: store.claims_for_pairs([pair], known_at=known_at) for pair in PAIRS}
    per_party = {key: store.claims_of_party(key, known_at=known_at) for key in ("AFG", "RUS")}
    documents = list(store.iter_documents(known_at=known_at))
    readings = [store.readings(row.id, known_at=known_at) for row in documents]
    other = {
        "all": list(store.iter_claims(known_at=known_at)),
        "documents": documents,
        "readings": readings,
        "decisions": store.decisions(known_at=known_at),
        "counts": store.counts(known_at=known_at),
    }
    return {**per_pair, **per_party, **other}


def decided(answer: dict[Any, Any], pair: Pair) -> tuple[Any, ...]:
    """Give what a fold of the pair is made from."""
    rows = answer[pair]
    ids = {row.id for row in rows}
    return rows, [row for row in answer["decisions"] if row.decision.claim in ids]


def check(store: Store, history: list[Step]) -> None:
    told = {0: answers(store)}
    for step in history:
        apply(store, step)
        k = store.sequence()
        answer = answers(store)
        assert told.setdefault(k, answer) == answer  # a step that added nothing changed nothing
    latest = answers(store)
    for k, answer in told.items():
        assert answers(store, known_at=k) == answer
        changed = store.pairs_changed_since(k)
        assert {pair for pair in PAIRS if decided(answer, pair) != decided(latest, pair)} <= changed
    for minute in range(4):
        known = [k for k in told if k and (at := store.recorded_at(k)) is not None and at <= minutes(minute)]
        assert store.sequence_at(minutes(minute)) == max(known, default=0)
    for step in history:
        if isinstance(step, Record):
            apply(store, step)
    assert store.sequence() == max(told)  # recording everything again adds nothing
    assert store.problems() == []


@settings(deadline=None, max_examples=40)
@given(steps)
def test_answers_are_blind_to_later_entries(history: list[Step]) -> None:
    with Store.open(":memory:") as store:
        check(store, history)


def test_answers_are_blind_to_later_entries_on_every_database(store: Store) -> None:
    rng = random.Random(11)  # noqa: S311 - repeatable, not secret
    history: list[Step] = []
    for _ in range(40):
        number, n, reader = rng.randrange(DOCUMENTS), rng.randrange(4), rng.choice(READERS)
        if rng.random() < 0.5:
            chosen = tuple(rng.sample(range(4), rng.randrange(5)))
            history.append(Record(number, reader, rng.choice(PUBLISHED), chosen, rng.randrange(4)))
        else:
            changes = ((rng.choice(["actor", "target"]), rng.choice(PARTIES)),)
            kind = rng.choice([DecisionKind.AMEND, DecisionKind.AMEND, DecisionKind.REJECT])
            history.append(Decide(number, n, reader, kind, changes, rng.randrange(4)))
    check(store, history)
    assert store.counts().decisions > 3

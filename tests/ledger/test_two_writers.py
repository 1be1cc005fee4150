from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack

from dragoman.ledger.store import Store
from dragoman.records import Decision, DecisionKind
from tests.ledger.build import AT, READER, claim, document
from tests.ledger.writer import CLAIMS, kept, let_go, started, wait_until_opening

COUNT = 120


def test_two_writers_at_once_lose_and_double_nothing(ledger_url: str) -> None:
    """Both make the ledger, both record every document, one from the front and one from the back."""
    snapshots: dict[int, list[str]] = {}
    with ExitStack() as stack:
        ranges = (range(COUNT), range(COUNT - 1, -1, -1))
        writers = [stack.enter_context(started(ledger_url, numbers)) for numbers in ranges]
        for writer in writers:
            wait_until_opening(writer)
        said = [kept(writer, first=1) for writer in writers]  # so the ledger is there for the reader
        with Store.open(ledger_url, create=False) as store:
            snapshots[store.sequence()] = [row.id for row in store.iter_claims()]
            for writer in writers:
                let_go(writer)
            while any(writer.poll() is None for writer in writers) and len(snapshots) < 100:
                k = store.sequence()
                snapshots[k] = [row.id for row in store.iter_claims(known_at=k)]
        for one, writer in zip(said, writers, strict=True):
            one += kept(writer)
            assert writer.wait() == 0
    assert [[one.number for one in part] for part in said] == [list(numbers) for numbers in ranges]
    new = sorted(one.sequence for part in said for one in part if one.new)
    assert new == list(range(1, COUNT + 1))  # each document was new to exactly one of them
    with Store.open(ledger_url) as store:
        assert store.problems() == []
        counts = store.counts()
        assert (counts.documents, counts.readings, counts.sequence) == (COUNT, COUNT, COUNT)
        assert counts.claims == counts.claims_ever == COUNT * CLAIMS
        for k, ids in snapshots.items():  # what was known at a sequence number never changes
            assert [row.id for row in store.iter_claims(known_at=k)] == ids


def test_threads_share_an_open_ledger(ledger_url: str) -> None:
    def record(number: int) -> bool:
        doc = document(number % 20)
        assert store.counts().documents <= 20
        return store.record(doc, [claim(doc)], reader=READER, at=AT).new

    with Store.open(ledger_url) as store, ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(record, range(60))) == 20
        assert store.problems() == []
        assert store.sequence() == 20


def test_two_open_ledgers_see_each_others_entries(ledger_url: str) -> None:
    doc = document()
    one = claim(doc)
    with Store.open(ledger_url) as a, Store.open(ledger_url) as b:
        assert a.record(doc, [one], reader=READER, at=AT).new
        assert not b.record(doc, [one], reader=READER, at=AT).new
        reject = Decision(claim=one.id, kind=DecisionKind.REJECT, by="Ana", because="x")
        assert b.decide(reject, at=AT) == a.decide(reject, at=AT) == 2
        assert a.sequence() == b.sequence() == 2

from __future__ import annotations

import random
import signal
import time

from dragoman.ledger.store import Store
from tests.ledger.build import READER, claims, document, minutes
from tests.ledger.writer import CLAIMS, kept, let_go, started, wait_until_opening

DOCUMENTS = 250
KILLS = 16


def killed_while_writing(target: str, delay_s: float) -> tuple[bool, list[int]]:
    """Kill a writer some time after it began to open the ledger.

    Returns:
        Whether it was still at work, and the numbers of the documents that it said were kept.
    """
    with started(target, range(DOCUMENTS)) as process:
        wait_until_opening(process)
        let_go(process)
        time.sleep(delay_s)
        process.send_signal(signal.SIGKILL)
        numbers = [one.number for one in kept(process)]
        return process.wait() == -signal.SIGKILL, numbers


def test_a_writer_killed_at_any_point_leaves_whole_documents_and_can_go_on(ledger_url: str) -> None:
    rng = random.Random(7)  # noqa: S311 - repeatable, not secret
    at_work = 0
    for _ in range(KILLS):
        hit, numbers = killed_while_writing(ledger_url, rng.uniform(0, 0.4))
        at_work += hit
        with Store.open(ledger_url) as store:
            assert store.problems() == []
            found = list(store.iter_documents())
            assert [row.document for row in found] == [document(n) for n in range(len(found))]
            assert len(found) >= len(numbers)  # what was said to be kept is kept
            assert [len(store.claims_of_document(row.id)) for row in found] == [CLAIMS] * len(found)
    assert at_work >= KILLS // 2  # the test tests something

    with started(ledger_url, range(DOCUMENTS)) as process:
        wait_until_opening(process)
        let_go(process)
        said = kept(process)
        assert process.wait() == 0
    assert [(one.number, one.sequence) for one in said] == [(n, n + 1) for n in range(DOCUMENTS)]
    with Store.open(ledger_url) as store, Store.open(":memory:") as undisturbed:
        for number in range(DOCUMENTS):
            doc = document(number)
            undisturbed.record(doc, claims(doc, CLAIMS), reader=READER, at=minutes(number))
        assert list(store.iter_claims()) == list(undisturbed.iter_claims())
        assert store.counts() == undisturbed.counts()

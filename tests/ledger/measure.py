"""Measure a ledger of 20,000 documents with 100,000 claims: what a question and a recording cost.

    python -m tests.ledger.measure [LEDGER] [DOCUMENTS]

LEDGER is a new file, or an empty PostgreSQL database. Texts are of some 400 random words, five claims each.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from dragoman.ledger.entries import pair_of
from dragoman.ledger.store import Store
from dragoman.records import Claim, Document
from tests.ledger.build import READER, claim, document, minutes, text_of

STATES = [f"S{n:03}" for n in range(190)]
PAIR_CLAIMS = 50  # of the pair that is asked about


def made(number: int) -> tuple[Document, list[Claim]]:
    """Give a document and its claims; every 100th of the first ones speaks of one pair only."""
    rng = random.Random(number)  # noqa: S311 - repeatable, not secret
    doc = document(number, text=text_of(number, sentences=30))
    if number % 100 == 0 and number < 100 * PAIR_CLAIMS // 5:
        return doc, [claim(doc, n, actor="AAA", target="BBB") for n in range(5)]
    return doc, [claim(doc, n, actor=rng.choice(STATES), target=rng.choice(STATES)) for n in range(5)]


def timed(name: str, run: Callable[[int], object], count: int) -> None:
    """Print the median and the worst of `count` runs, in milliseconds."""
    times_ms = []
    for number in range(count):
        began = time.perf_counter()
        run(number)
        times_ms.append(1000 * (time.perf_counter() - began))
    sys.stdout.write(
        f"{name:<44} median {statistics.median(times_ms):8.2f} ms   "
        f"95 % {sorted(times_ms)[int(count * 0.95)]:8.2f} ms   worst {max(times_ms):8.2f} ms\n"
    )
    sys.stdout.flush()


def main(target: str, documents: int) -> None:
    """Fill the ledger, then ask it."""
    with Store.open(target) as store:

        def record(number: int, more: int = 5) -> None:
            doc, claims = made(number)
            claims += [claim(doc, 5 + n, actor=STATES[n], target="AAA") for n in range(more)]
            store.record(doc, claims, reader=READER, at=minutes(number))

        timed("record a document with 5 claims", lambda n: record(n, 0), documents)
        timed("record a document with 10 claims", lambda n: record(documents + n), 200)
        timed("record one that is on record", lambda n: record(n, 0), 200)
        pair = pair_of("AAA", "BBB")
        assert len(store.claims_for_pairs([pair])) == PAIR_CLAIMS
        k = store.sequence() // 2
        timed("claims_for_pairs, 50 claims", lambda _: store.claims_for_pairs([pair]), 200)
        timed("the same, as known half way", lambda _: store.claims_for_pairs([pair], known_at=k), 200)
        timed("claims_of_party (1,000 claims)", lambda n: store.claims_of_party(STATES[n]), 20)
        row = store.claims_for_pairs([pair])[0]
        timed("claim by the beginning of its id", lambda _: store.claim(row.id[:12]), 200)
        timed("sentence of a claim", lambda _: store.sentences([row.id]), 200)
        timed("document by name", lambda n: store.document(f"doc-{n}"), 200)
        timed(
            "pairs changed since 10 entries ago",
            lambda _: store.pairs_changed_since(store.sequence() - 10),
            50,
        )
        timed("counts", lambda _: store.counts(), 5)
        timed("all claims", lambda _: sum(1 for _ in store.iter_claims()), 1)
        timed("check the whole ledger", lambda _: store.problems(), 1)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        default = str(Path(folder) / "ledger.sqlite")
        main(sys.argv[1] if len(sys.argv) > 1 else default, int(sys.argv[2]) if len(sys.argv) > 2 else 20_000)

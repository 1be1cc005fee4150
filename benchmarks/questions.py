"""What recording and asking cost in a ledger of 20,000 documents with 100,000 claims."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.ledger import DOCUMENTS, FIRST_YEAR, LAST_YEAR, Filled, fill
from benchmarks.measure import Row, each_ms, quantiles, rate
from dragoman.service import Ledger

ASKED = 300


def measure(documents: int = DOCUMENTS, asked: int = ASKED) -> Iterator[Row]:
    """Fill a ledger, then ask it, each question of another pair, day or party."""
    with TemporaryDirectory(prefix="dragoman-bench-") as folder:
        path = Path(folder) / "ledger.sqlite"
        filled = fill(path, documents)
        yield Row(
            f"recording {filled.documents:,} documents with {filled.claims:,} claims, SQLite",
            f"{rate(filled.documents, filled.duration_s)} documents/s",
            f"{path.stat().st_size / 1e6:,.0f} MB on disk",
        )
        with Ledger.open(path) as ledger:
            ledger.status("FRA", "GBR")  # loads the gazetteer
            yield from _ask(ledger, filled, asked)


def _ask(ledger: Ledger, filled: Filled, asked: int) -> Iterator[Row]:
    draw = random.Random(4)  # noqa: S311 - repeatable, not secret
    pairs = draw.sample(filled.pairs, min(asked, len(filled.pairs)))
    days = [date(draw.randint(FIRST_YEAR, LAST_YEAR), 6, 1) for _ in pairs]
    parties = sorted({a for a, _ in pairs})[:30]

    def status(n: int) -> object:
        return ledger.status(*pairs[n], on=days[n])

    questions: list[tuple[str, Callable[[int], object], int]] = [
        ("`status` of a pair, asked for the first time", status, len(pairs)),
        ("`status` of a pair, asked again", status, len(pairs)),
        ("`timeline` of a pair", lambda n: ledger.timeline(*pairs[n]), len(pairs)),
        ("`document` with its claims", lambda n: ledger.document(f"generated-{n}"), len(pairs)),
        ("`search` for two words", lambda n: ledger.search(f"report {n}"), len(pairs)),
        ("`who recognizes` a state, first time", lambda n: _who(ledger, parties[n]), len(parties)),
        ("`who recognizes` a state, again", lambda n: _who(ledger, parties[n]), len(parties)),
    ]
    yield from _rows(questions, filled.claims)
    began = time.perf_counter()
    ledger.refresh()
    yield Row(
        f"folding all pairs once, {filled.claims:,} claims", f"{time.perf_counter() - began:,.0f} s", ""
    )
    folded: list[tuple[str, Callable[[int], object], int]] = [
        ("`who recognizes` a state, all pairs folded", lambda n: _who(ledger, parties[n]), len(parties)),
        ("`relations_of` a state, all pairs folded", lambda n: _relations(ledger, parties[n]), len(parties)),
        ("`review_queue`, all pairs folded", lambda _: ledger.review_queue(below=0.95), len(parties)),
        ("`latest`, asked again", lambda _: ledger.latest(), len(parties)),
    ]
    yield from _rows(folded, filled.claims)


def _rows(questions: list[tuple[str, Callable[[int], object], int]], claims: int) -> Iterator[Row]:
    for name, question, count in questions:
        yield Row(f"{name}, {claims:,} claims", quantiles(each_ms(question, count)), f"{count} asked")


def _relations(ledger: Ledger, party: str) -> object:
    return ledger.relations_of(party, on=date(2000, 6, 1))


def _who(ledger: Ledger, party: str) -> object:
    return ledger.who("recognition", party, on=date(2000, 6, 1))

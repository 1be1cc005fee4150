"""How fast texts are read, with one process and with two, against plain tokenizing of the same texts."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial

from benchmarks.measure import Row, rate, seconds
from benchmarks.texts import WORDS, mixed_documents, relation_documents
from dragoman.reader import read_document
from dragoman.reading import iter_readings
from dragoman.records import Document

COUNT = 800
JOBS = (1, 2)
_TOKEN = re.compile(r"\w+|[^\w\s]")


def measure(count: int = COUNT, rounds: int = 3) -> Iterator[Row]:
    """Read documents of 300 words; starting the processes counts."""
    kinds = {
        "one sentence in five speaks of relations": list(mixed_documents(count)),
        "every sentence does": list(relation_documents(count)),
    }
    for kind, documents in kinds.items():
        read_document(documents[0])  # loads the gazetteer and the phrases
        tokenizing, *reading = _best_in_turns(documents, rounds)
        for jobs, duration_s in zip(JOBS, reading, strict=True):
            processes = "1 process" if jobs == 1 else f"{jobs} processes"
            yield Row(
                f"reading documents of {WORDS} words, {kind}: {processes}",
                f"{rate(count, duration_s)} documents/s",
                f"{duration_s / tokenizing:,.0f} times a regular expression that splits words",
            )


def _best_in_turns(documents: Sequence[Document], rounds: int) -> list[float]:
    """Give the shortest durations in seconds: of tokenizing, then of reading with each number of processes.

    They take turns, so that all meet the same machine; what else it does only ever adds to a duration.
    """
    runs = [partial(_tokenize, documents), *(partial(_read, documents, jobs) for jobs in JOBS)]
    turns = [[seconds(run) for run in runs] for _ in range(rounds)]
    return [min(times) for times in zip(*turns, strict=True)]


def _read(documents: Sequence[Document], jobs: int) -> None:
    deque(iter_readings(documents, jobs=jobs), maxlen=0)


def _tokenize(documents: Sequence[Document]) -> None:
    for doc in documents:
        _TOKEN.findall(doc.text)

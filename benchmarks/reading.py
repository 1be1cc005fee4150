"""How fast texts are read, with one process and with two, against plain tokenizing of the same texts."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence

from benchmarks.measure import Row, best, rate
from benchmarks.texts import WORDS, mixed_documents, relation_documents
from dragoman.reader import read_document
from dragoman.reading import iter_readings
from dragoman.records import Document

COUNT = 800
_TOKEN = re.compile(r"\w+|[^\w\s]")


def measure(count: int = COUNT) -> Iterator[Row]:
    """Read documents of 300 words; starting the processes counts."""
    kinds = {
        "one sentence in five speaks of relations": list(mixed_documents(count)),
        "every sentence does": list(relation_documents(count)),
    }
    for kind, documents in kinds.items():
        read_document(documents[0])  # loads the gazetteer and the phrases
        tokenizing = best(lambda docs=documents: _tokenize(docs))  # type: ignore[misc]
        for jobs in (1, 2):
            reading = best(lambda docs=documents, n=jobs: _read(docs, n), times=2)  # type: ignore[misc]
            processes = "1 process" if jobs == 1 else f"{jobs} processes"
            yield Row(
                f"reading documents of {WORDS} words, {kind}: {processes}",
                f"{rate(count, reading)} documents/s",
                f"{reading / tokenizing:,.0f} times a regular expression that splits words",
            )


def _read(documents: Sequence[Document], jobs: int) -> None:
    deque(iter_readings(documents, jobs=jobs), maxlen=0)


def _tokenize(documents: Sequence[Document]) -> None:
    for doc in documents:
        _TOKEN.findall(doc.text)

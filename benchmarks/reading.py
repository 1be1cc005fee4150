"""How fast texts are read: with one process and with two, against the bare encoder and plain tokenizing."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from functools import partial

from benchmarks.measure import Row, rate, seconds
from benchmarks.texts import WORDS, mixed_documents, relation_documents
from dragoman.gazetteer import load_gazetteer
from dragoman.reader import read_document
from dragoman.reader.encoder.model import load_model
from dragoman.reader.encoder.windows import Window, plan_windows
from dragoman.reader.mentions import find_mentions
from dragoman.reader.text import split_blocks
from dragoman.reading import iter_readings
from dragoman.records import Document, Span

COUNT = 200
JOBS = (1, 2)
_TOKEN = re.compile(r"\w+|[^\w\s]")


def measure(count: int = COUNT, rounds: int = 3) -> Iterator[Row]:
    """Read documents of 300 words; starting the processes counts."""
    kinds = {
        "one sentence in five speaks of relations": list(mixed_documents(count)),
        "every sentence does": list(relation_documents(count)),
    }
    for kind, documents in kinds.items():
        read_document(documents[0])  # loads the model, the gazetteer and the phrases
        windows = [window for doc in documents for window in windows_of(doc)]
        tokenizing, encoding, *reading = _best_in_turns(documents, windows, rounds)
        for jobs, duration_s in zip(JOBS, reading, strict=True):
            processes = "1 process" if jobs == 1 else f"{jobs} processes"
            yield Row(
                f"reading documents of {WORDS} words, {kind}: {processes}",
                f"{rate(count, duration_s)} documents/s",
                f"{duration_s / tokenizing:,.0f} times a regular expression that splits words",
            )
        pieces = sum(len(window.ids) for window in windows)
        sentences = sum(len(block.sentences) for doc in documents for block in split_blocks(doc.text))
        yield Row(
            f"the same, 1 process: sentences, {kind}",
            f"{rate(sentences, reading[0])} sentences/s",
            f"{encoding / reading[0]:.2f} of the bare encoder's {rate(pieces, encoding)} pieces/s",
        )


def windows_of(doc: Document) -> list[Window]:
    """Give the windows that reading a document encodes."""
    model = load_model()
    mentions = find_mentions(doc.text, load_gazetteer(), on=doc.published)

    def is_telling(span: Span) -> bool:
        return model.telling.passes(doc.text, span, mentions)

    return plan_windows(doc, split_blocks(doc.text), model.tokenizer, is_telling)


def _best_in_turns(documents: Sequence[Document], windows: Sequence[Window], rounds: int) -> list[float]:
    """Give the shortest durations in seconds: of tokenizing, of encoding alone, then of reading by processes.

    They take turns, so that all meet the same machine; what else it does only ever adds to a duration.
    """
    runs = [
        partial(_tokenize, documents),
        partial(_encode, windows),
        *(partial(_read, documents, jobs) for jobs in JOBS),
    ]
    turns = [[seconds(run) for run in runs] for _ in range(rounds)]
    return [min(times) for times in zip(*turns, strict=True)]


def _read(documents: Sequence[Document], jobs: int) -> None:
    deque(iter_readings(documents, jobs=jobs), maxlen=0)


def _encode(windows: Sequence[Window]) -> None:
    model = load_model()
    for window in windows:
        model.encode(window)


def _tokenize(documents: Sequence[Document]) -> None:
    for doc in documents:
        _TOKEN.findall(doc.text)

"""Reading: one phrase or text; or many documents, in several processes when there are many.

The results of many come in the order of the documents, whatever the number of processes, and no more
than a few batches are in memory at a time.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import chain, islice
from multiprocessing import get_context
from pathlib import Path

from dragoman.errors import DocumentError
from dragoman.evaluation import Answer, GoldDocument, parse_answer
from dragoman.export import claim_record
from dragoman.gazetteer import Resolution, load_gazetteer
from dragoman.ontology import load_ontology
from dragoman.reader import load_reader, read_document
from dragoman.records import Claim, Document
from dragoman.sources import clean_text

# A process needs about as long to start (imports, gazetteer) as it takes to read this many documents.
ALONE = 50
BATCH_DOCUMENTS = 16
BATCH_CHARACTERS = 100_000
AHEAD = 3  # batches handed out per process

Item = Document | DocumentError
_Waiting = tuple[list[Item], "Future[list[list[Claim]]]"]


@dataclass(frozen=True, slots=True)
class Read:
    """A document with what it claims."""

    document: Document
    claims: list[Claim]


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How to read: by which model (None: the shipped one), and from which confidence on (None: its own)."""

    model: Path | None = None
    min_confidence: float | None = None
    threads: int = 0  # on which the encoder computes; 0 is one a core

    def read(self, doc: Document) -> list[Claim]:
        """Give the claims that a document makes."""
        reader = load_reader(self.model, threads=self.threads)
        return read_document(doc, reader=reader, threshold=self.min_confidence)


def read(
    text: str,
    *,
    published: date | None = None,
    name: str = "text",
    title: str = "",
    publisher: str = "",
    manner: Manner | None = None,
) -> list[Claim]:
    """Give the claims that a text makes, in the order of the text.

    Args:
        text: In English; offsets count its code points after composition to NFC.
        published: Day that relative dates ("on Thursday") count from. Without it they stay unresolved.
        name: What to call the document.
        title: Its title, where the text does not begin with it.
        publisher: Who published it.
        manner: By which model, and from which confidence on; by default the shipped one's.

    Raises:
        DocumentError: the text is empty or cannot be text.
        ModelError: the model cannot be used.
    """
    doc = Document(
        text=clean_text(text, file=name), name=name, title=title, publisher=publisher, published=published
    )
    return (manner or Manner()).read(doc)


def resolve(phrase: str, *, on: date | None = None, context: str = "") -> Resolution:
    """Say which party a noun phrase names, such as "four Saudi soldiers"; or that it is unknown or ambiguous.

    Args:
        phrase: As a text has it.
        on: Day whose codes and office-holders count; None takes them undated.
        context: Text around it, for names that several parties bear.
    """
    return load_gazetteer().resolve(phrase, on=on, context=context)


def iter_readings(
    items: Iterable[Item], *, jobs: int | None = None, manner: Manner | None = None
) -> Iterator[Read | DocumentError]:
    """Read documents; errors among the items are passed on in their place.

    Args:
        items: Documents and errors, as `sources.iter_documents` gives them; taken as needed.
        jobs: Processes. None takes one a core, once more than `ALONE` documents have come; 1 reads here.
        manner: How to read them.

    Raises:
        DocumentError: a reading process was ended from outside, as by lack of memory.
        ModelError: the model cannot be used.
    """
    manner = manner or Manner()
    here = partial(_read_item, manner)
    rest = iter(items)
    if jobs is None:
        jobs = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        if jobs > 1:
            yield from map(here, islice(rest, ALONE))
    first = next(rest, None)
    if first is None:
        return
    rest = chain((first,), rest)
    yield from map(here, rest) if jobs <= 1 else _in_pool(rest, jobs, replace(manner, threads=1))


def read_answers(
    items: Iterable[Document | DocumentError],
    gold: Sequence[GoldDocument],
    *,
    jobs: int | None = None,
    manner: Manner | None = None,
) -> Iterator[tuple[str, list[Answer]] | DocumentError]:
    """Read the documents that gold asks for and give their claims as answers; errors are passed on.

    Where a document has no published date, that of its gold row counts.
    """
    ontology = load_ontology()
    rows = {doc.name: doc.row for doc in gold}

    def wanted() -> Iterator[Document | DocumentError]:
        for item in items:
            if isinstance(item, DocumentError):
                yield item
            elif item.name in rows:
                published = rows[item.name].get("published")
                day = date.fromisoformat(str(published)[:10]) if published and not item.published else None
                yield replace(item, published=item.published or day)

    for result in iter_readings(wanted(), jobs=jobs, manner=manner):
        if isinstance(result, DocumentError):
            yield result
            continue
        doc = result.document
        yield (
            doc.name,
            [
                parse_answer(
                    claim_record(c, document=doc.name, sentence=c.sentence.of(doc.text), ontology=ontology),
                    ontology,
                )
                for c in result.claims
            ],
        )


def _read_item(manner: Manner, item: Item) -> Read | DocumentError:
    return item if isinstance(item, DocumentError) else Read(item, manner.read(item))


def _in_pool(items: Iterable[Item], jobs: int, manner: Manner) -> Iterator[Read | DocumentError]:
    # "spawn": a forked child would share the parent's database connections and threads.
    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_ignore_interrupts)
    waiting: deque[_Waiting] = deque()
    try:
        for batch in _batches(items):
            documents = [item for item in batch if isinstance(item, Document)]
            waiting.append((batch, pool.submit(_read_batch, manner, documents)))
            if len(waiting) >= AHEAD * jobs:
                yield from _results(*waiting.popleft())
        while waiting:
            yield from _results(*waiting.popleft())
    finally:
        pool.shutdown(cancel_futures=True)


def _results(batch: list[Item], future: Future[list[list[Claim]]]) -> Iterator[Read | DocumentError]:
    try:
        claims = iter(future.result())
    except BrokenProcessPool as error:
        name = next((item.name for item in batch if isinstance(item, Document)), "")
        problem = "a reading process was ended from outside while it read this document or one near it"
        raise DocumentError(file=name, problem=problem, remedy="try again with --jobs 1") from error
    for item in batch:
        yield item if isinstance(item, DocumentError) else Read(item, next(claims))


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    batch: list[Item] = []
    characters = 0
    for item in items:
        batch.append(item)
        characters += len(item.text) if isinstance(item, Document) else 0
        if len(batch) >= BATCH_DOCUMENTS or characters >= BATCH_CHARACTERS:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


def _read_batch(manner: Manner, documents: list[Document]) -> list[list[Claim]]:
    return [manner.read(document) for document in documents]


def _ignore_interrupts() -> None:
    """Leave Ctrl-C to the parent, which ends the pool in order."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

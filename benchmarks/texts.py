"""Documents of 300 words, always the same for a seed: all of relations, or news of which a fifth is."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import count
from pathlib import Path

from dragoman.reader.text import split_blocks
from dragoman.records import Document
from dragoman.sources import bundled_documents

WORDS = 300
OTHER_NEWS = Path(__file__).parent / "other_news.txt"
PARAGRAPH = 5  # sentences
RELEVANT_SHARE = 5  # in mixed news, one sentence in so many speaks of relations


def relation_documents(documents: int, *, seed: int = 1) -> Iterator[Document]:
    """Give documents made of the bundled articles' sentences."""
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    told = relation_sentences()
    for number in range(documents):
        yield _document(number, seed, _fill(_stream(draw, told, told)))


def mixed_documents(documents: int, *, seed: int = 2) -> Iterator[Document]:
    """Give documents of which one sentence in five speaks of relations, the others of other news."""
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    told, other = relation_sentences(), other_sentences()
    for number in range(documents):
        yield _document(number, seed, _fill(_stream(draw, told, other)))


def relation_sentences() -> list[str]:
    """Give the sentences of the bundled articles, headings left out."""
    return [
        sentence.of(doc.text).replace("\n", " ")
        for doc in bundled_documents()
        for block in split_blocks(doc.text)
        if not block.heading
        for sentence in block.sentences
    ]


def other_sentences() -> list[str]:
    """Give sentences of news that do not speak of relations between states."""
    return OTHER_NEWS.read_text(encoding="utf-8").splitlines()


def _stream(draw: random.Random, told: Sequence[str], other: Sequence[str]) -> Iterator[str]:
    """Give sentences without end: one drawn from `told` in every five, the others from `other`."""
    turn = draw.randrange(RELEVANT_SHARE)
    for number in count():
        yield draw.choice(told if number % RELEVANT_SHARE == turn else other)


def _fill(sentences: Iterator[str]) -> str:
    """Join sentences into paragraphs of five until there are enough words; then cut after the last."""
    words: list[str] = []
    for number, sentence in enumerate(sentences, start=1):
        words += sentence.split()
        words[-1] += "\n\n" if number % PARAGRAPH == 0 else ""
        if len(words) >= WORDS:
            break
    return " ".join(words[:WORDS]).replace("\n\n ", "\n\n").strip()


def _document(number: int, seed: int, text: str) -> Document:
    name = f"bench-{seed}-{number}"
    return Document(text=text, name=name, publisher="Bench Wire", published=date(2025, 7, 4))

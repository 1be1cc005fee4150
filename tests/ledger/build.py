"""Documents and claims built by hand, small and numbered, for the ledger's tests."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from dragoman.records import Claim, Document, Interval, Modality, Participant, Span

AT = datetime(2025, 7, 4, 12, 0, tzinfo=UTC)
READER = "grammar/1"
STATES = ("AFG", "CHN", "FRA", "IND", "RUS")
_WORDS = tuple(
    f"{a}{b}" for a in ("ri", "sto", "lan", "cop", "mea") for b in ("ver", "ne", "tern", "per", "dow")
)


def minutes(count: int) -> datetime:
    """Give the record time `count` minutes after AT."""
    return AT + timedelta(minutes=count)


def text_of(number: int, *, sentences: int = 4, words: int = 12) -> str:
    """Give a text of random words, always the same for a number and unlike that of another number."""
    rng = random.Random(number)  # noqa: S311 - repeatable, not secret
    lines = [
        " ".join(rng.choices(_WORDS, k=words)).capitalize() + f" {number} {line}."
        for line in range(sentences)
    ]
    return " ".join(lines)


def document(
    number: int = 1, *, text: str | None = None, published: date | None = date(2025, 7, 3)
) -> Document:
    """Give a document called "doc-NUMBER"."""
    return Document(
        text=text_of(number) if text is None else text,
        name=f"doc-{number}",
        title=f"Title {number}",
        publisher="The Daily Test",
        url=f"https://example.org/{number}",
        language="en",
        published=published,
        retrieved=datetime(2025, 7, 4, 9, 30, 0, 123456, tzinfo=UTC),
    )


def claim(
    doc: Document,
    number: int = 0,
    *,
    actor: str = "RUS",
    target: str = "AFG",
    type: str = "recognize",  # noqa: A002 - the domain's word
    reader: str = READER,
    date: Interval | None = None,
    modality: Modality = Modality.HAPPENED,
) -> Claim:
    """Give a claim about the words of `doc` from code point `number` on."""
    length = len(doc.text)
    return Claim(
        document=doc.id,
        sentence=Span(min(number, length), length),
        trigger=Span(min(number, length), min(number + 3, length)),
        type=type,
        actor=Participant(role="actor", party=actor, name=actor.title(), text=actor),
        target=Participant(role="target", party=target, name=target.title(), text=target),
        date=Interval.at(2025, 7, 3) if date is None else date,
        modality=modality,
        reader=reader,
    )


def claims(doc: Document, count: int) -> list[Claim]:
    """Give `count` different claims of `doc`, over changing pairs of states."""
    states = len(STATES)
    return [
        claim(doc, n, actor=STATES[n % states], target=STATES[(n + 1 + n // states) % states])
        for n in range(count)
    ]

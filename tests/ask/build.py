"""Documents, claims and ledgers built by hand for the tests of questions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from dragoman.records import Claim, Document, Interval, Modality, Participant, RecordClaim, Span, When
from dragoman.service import Ledger

START = datetime(2026, 1, 1, 12, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that moves on by one minute each time that it is looked at."""

    now: datetime = START
    step: timedelta = field(default=timedelta(minutes=1))

    def __call__(self) -> datetime:
        self.now += self.step
        return self.now


@dataclass(frozen=True, kw_only=True)
class Said:
    """What a sentence of a hand-made document claims."""

    sentence: str
    type: str
    actor: str
    target: str
    date: When
    trigger: str = ""
    modality: Modality = Modality.HAPPENED
    level: str = ""
    city: str = ""
    object: str = ""
    record: RecordClaim | None = None


def document(name: str, *said: Said, published: date | None = None) -> tuple[Document, list[Claim]]:
    """Give a document that consists of the sentences, and its claims."""
    text = " ".join(dict.fromkeys(item.sentence for item in said))
    doc = Document(
        text=text,
        name=name,
        title=f"About {name}",
        publisher="The Daily Test",
        url=f"https://example.org/{name}",
        published=published,
    )
    return doc, [claim(doc, item) for item in said]


def claim(doc: Document, said: Said) -> Claim:
    """Give the claim that a sentence of `doc` makes."""
    start = doc.text.index(said.sentence)
    trigger = start + said.sentence.index(said.trigger)
    return Claim(
        document=doc.id,
        sentence=Span(start, start + len(said.sentence)),
        trigger=Span(trigger, trigger + len(said.trigger)),
        type=said.type,
        actor=Participant(role="actor", party=said.actor, name=said.actor, text=said.actor),
        target=Participant(role="target", party=said.target, name=said.target, text=said.target),
        date=said.date,
        modality=said.modality,
        level=said.level,
        city=said.city,
        object=said.object,
        record_claim=said.record,
        confidence=0.9,
        reader="test/1",
    )


RECOGNIZED = Said(
    sentence="Moscow recognized the Taliban on 3 July 2025.",
    trigger="recognized",
    type="recognize",
    actor="RUS",
    target="AFG/taliban",
    date=Interval.at(2025, 7, 3),
)
PRAISED = Said(
    sentence="Kabul praised the step.",
    trigger="praised",
    type="support",
    actor="AFG/taliban",
    target="RUS",
    date=Interval.at(2025, 7, 3),
)
SEVERED = Said(
    sentence="The United States severed relations with Cuba on 3 January 1961.",
    trigger="severed",
    type="sever_relations",
    actor="USA",
    target="CUB",
    date=Interval.at(1961, 1, 3),
)
EMBASSY = Said(
    sentence="The United States opened an embassy in Havana in 1923.",
    trigger="opened",
    type="open_mission",
    actor="USA",
    target="CUB",
    date=Interval.at(1923),
    level="embassy",
    city="Havana",
)
REFUSED = Said(
    sentence="Norway has not recognized the Taliban.",
    trigger="recognized",
    type="recognize",
    actor="NOR",
    target="AFG/taliban",
    date=Interval.at(2025, 7, 5),
    modality=Modality.DENIED,
)


def ledger(target: str = ":memory:", *, clock: Callable[[], datetime] | None = None) -> Ledger:
    """Give a ledger with the documents above, recorded at 12:01 (kabul), 12:02 (havana) and 12:03 (oslo)."""
    book = Ledger.open(target, clock=clock or Clock())
    for name, published, said in (
        ("kabul", date(2025, 7, 4), (RECOGNIZED, PRAISED)),
        ("havana", date(1961, 1, 4), (SEVERED, EMBASSY)),
        ("oslo", date(2025, 7, 5), (REFUSED,)),
    ):
        doc, claims = document(name, *said, published=published)
        book.record(doc, claims=claims)
    return book

"""A small ledger built by hand: what is known, what is in doubt, and where texts disagree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from dragoman.dates import parse_edtf
from dragoman.records import (
    Claim,
    Document,
    Modality,
    Participant,
    RecordClaim,
    Span,
    Speaker,
    UnresolvedDate,
)
from dragoman.service import Ledger
from tests.web.texts import HOSTILE

READER = "hand/1"
NOW = datetime(2025, 7, 20, 12, tzinfo=UTC)
BEFORE_TALIBAN = "2025-07-20T11:02:30Z"  # when the wire on Moscow was not yet on record

SEVERED = "Washington broke off relations with Havana on 3 January 1961."
RESUMED = "The United States and Cuba restored diplomatic relations on 20 July 2015."
TALIBAN = "Moscow recognized the Taliban government on 3 July 2025."
FIRST = "Bamako broke off relations with Kyiv on 4 August 2024."
SECOND = "Mali severed its relations with Ukraine on 9 August 2024."
OSLO = "Oslo was the first to recognize Kosovo."
ROME = "Rome will open an embassy in Kabul, Paris said."
DENIED = "Oslo did not recognize Kabul's government."
ARABIC = "\u0627\u0639\u062a\u0631\u0641\u062a \u0631\u0648\u0633\u064a\u0627"  # "Russia recognized"
PERSIAN = "\u0631\u0648\u0633\u06cc\u0647"
ARABIC_NAME = "\u0627\u0644\u0634\u0631\u0642"
RECOGNIZERS = {
    "DEU": ("Berlin", "2008-02-18"),
    "FRA": ("Paris", "2008-02-19"),
    "USA": ("Washington", "2008-02-20"),
    "JPN": ("Tokyo", "2008-03-18"),
    "NRU": ("Yaren", "2008-04-23"),
    "SAU": ("Riyadh", "2009-04-20"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One claim to be made of a sentence: the words that decide, and who fills the roles by which words."""

    sentence: str
    trigger: str
    type: str
    actor: tuple[str, str]
    target: tuple[str, str]
    date: str = ""
    modality: Modality = Modality.HAPPENED
    speaker: tuple[str, str] | None = None
    record: RecordClaim | None = None
    confidence: float = 0.95


def claim_of(doc: Document, said: Said) -> Claim:
    """Make a claim of words that a document holds."""
    start = doc.text.index(said.sentence)

    def span(words: str) -> Span:
        at = start + said.sentence.index(words)
        return Span(at, at + len(words))

    def side(role: str, party: str, words: str) -> Participant:
        return Participant(role=role, party=party, name=words, text=words, span=span(words))

    speaker = said.speaker and Speaker(
        party=said.speaker[0], text=said.speaker[1], span=span(said.speaker[1])
    )
    return Claim(
        document=doc.id,
        sentence=Span(start, start + len(said.sentence)),
        trigger=span(said.trigger),
        type=said.type,
        actor=side("actor", *said.actor),
        target=side("target", *said.target),
        date=parse_edtf(said.date) if said.date else UnresolvedDate(),
        date_text=said.date,
        modality=said.modality,
        attribution=speaker or None,
        record_claim=said.record,
        confidence=said.confidence,
        reader=READER,
    )


CUBA = Document(
    text=f"{SEVERED} The embassies closed.\n\n{RESUMED}",
    name="cuba",
    title="Half a century",
    publisher="Example Wire",
    published=date(2015, 7, 21),
)
WIRE = Document(
    text=f"{TALIBAN} No other government has followed so far.",
    name="wire-1",
    title="Moscow goes first",
    publisher="Example Wire",
    published=date(2025, 7, 4),
)
ALIKE = Document(
    text=f"{OSLO}\n\n{ROME} {DENIED} {PERSIAN} <script>document.title = 'caught'</script>",
    name="oslo",
    title="Of <b>Oslo</b>",
    published=date(2025, 7, 4),
)
ARABIC_TEXT = Document(
    text=f"{ARABIC} Moscow recognized Kyiv's council.",
    name="arabic",
    title=ARABIC,
    publisher=ARABIC_NAME,
    published=date(2025, 6, 1),
)


def texts() -> Iterator[tuple[Document, list[Said]]]:
    """Give the documents with what they say, in the order in which they are recorded."""
    yield (
        CUBA,
        [
            Said(
                sentence=SEVERED,
                trigger="broke off",
                type="sever_relations",
                actor=("USA", "Washington"),
                target=("CUB", "Havana"),
                date="1961-01-03",
            ),
            Said(
                sentence=RESUMED,
                trigger="restored",
                type="resume_relations",
                actor=("USA", "The United States"),
                target=("CUB", "Cuba"),
                date="2015-07-20",
            ),
        ],
    )
    lines = [f"{words} recognized Kosovo on {day}." for words, day in RECOGNIZERS.values()]
    yield (
        Document(text=" ".join(lines), name="kosovo", title="Who came when", published=date(2009, 5, 1)),
        [
            Said(
                sentence=line,
                trigger="recognized",
                type="recognize",
                actor=(party, words),
                target=("XKX", "Kosovo"),
                date=day,
            )
            for line, (party, (words, day)) in zip(lines, RECOGNIZERS.items(), strict=True)
        ],
    )
    for number, (sentence, trigger, words, day) in enumerate(
        [
            (FIRST, "broke off", ("Bamako", "Kyiv"), "2024-08-04"),
            (SECOND, "severed", ("Mali", "Ukraine"), "2024-08-09"),
        ]
    ):
        yield (
            Document(
                text=sentence,
                name=f"mali-{number}",
                title=("The Courier on Mali", "The Herald on Mali")[number],
                publisher=("The Courier", "The Herald")[number],
                published=date(2024, 8, 20),
            ),
            [
                Said(
                    sentence=sentence,
                    trigger=trigger,
                    type="sever_relations",
                    actor=("MLI", words[0]),
                    target=("UKR", words[1]),
                    date=day,
                )
            ],
        )
    yield (ALIKE, of_oslo())
    yield (
        ARABIC_TEXT,
        [
            Said(
                sentence=ARABIC_TEXT.text,
                trigger="recognized",
                type="recognize",
                actor=("RUS", "Moscow"),
                target=("", ARABIC),
                date="2025-06",
            )
        ],
    )
    yield (
        WIRE,
        [
            Said(
                sentence=TALIBAN,
                trigger="recognized",
                type="recognize",
                actor=("RUS", "Moscow"),
                target=("AFG/taliban", "the Taliban government"),
                date="2025-07-03",
                confidence=0.55,
            )
        ],
    )


def of_oslo() -> list[Said]:
    """Give what the text on Oslo says: a record, what another says is planned, and what is denied."""
    return [
        Said(
            sentence=OSLO,
            trigger="recognize",
            type="recognize",
            actor=("NOR", "Oslo"),
            target=("XKX", "Kosovo"),
            record=RecordClaim(kind="first", scope="to recognize Kosovo"),
        ),
        Said(
            sentence=ROME,
            trigger="open",
            type="open_mission",
            actor=("ITA", "Rome"),
            target=("AFG", "Kabul"),
            modality=Modality.PLANNED,
            speaker=("FRA", "Paris"),
        ),
        Said(
            sentence=DENIED,
            trigger="recognize",
            type="recognize",
            actor=("NOR", "Oslo"),
            target=("AFG", "Kabul's"),
            modality=Modality.DENIED,
        ),
    ]


class Clock:
    """Gives an instant a minute later each time, up to `NOW`: entries have instants of their own."""

    def __init__(self) -> None:
        self.at = NOW - timedelta(hours=1)

    def __call__(self) -> datetime:
        """Give the instant."""
        self.at = min(self.at + timedelta(minutes=1), NOW)
        return self.at


def write(place: Path) -> None:
    """Write the ledger."""
    with Ledger.open(place, clock=Clock()) as book:
        for doc, said in texts():
            book.record(doc, claims=[claim_of(doc, each) for each in said], reader=READER)
        book.refresh()


def write_hostile(place: Path) -> list[str]:
    """Write a ledger of hostile documents, hostile in every field; give their ids."""
    ids = []
    with Ledger.open(place, clock=Clock()) as book:
        for number, words in enumerate(HOSTILE):
            sentence = f"{words} recognized {words} Kosovo."
            doc = Document(
                text=f"{sentence} {words}",
                name=f"{words} {number}",
                title=words,
                publisher=words,
                url=f"javascript:alert({number})",
                published=date(2025, 7, 4),
            )
            said = Said(
                sentence=sentence,
                trigger="recognized",
                type="recognize",
                actor=("RUS", words),
                target=("XKX", "Kosovo"),
                date="2025-07-03",
                confidence=0.5,
            )
            unnamed = replace(said, actor=("", words), trigger="Kosovo", type="accuse")
            claims = [claim_of(doc, said), claim_of(doc, unnamed)]
            book.record(doc, claims=claims, reader=READER)
            book.amend(claims[1].id, "accept", by=words, because=words)
            ids.append(doc.id)
        book.refresh()
    return ids

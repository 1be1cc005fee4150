"""A generated ledger: documents whose claims are made by hand of chance, always the same for a seed.

Parties are today's states, a few of which are named often and most seldom; a third of the claims are of
interactions, the others of what changes a relation. No reader takes part: what is measured is the ledger.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.texts import other_sentences
from dragoman.gazetteer import load_gazetteer
from dragoman.ledger.store import Store
from dragoman.ontology import load_ontology
from dragoman.reader import version_of
from dragoman.records import Claim, Document, Interval, Modality, Participant, Party, PartyKind, Span

DOCUMENTS = 20_000
CLAIMS_EACH = 5
FIRST_YEAR, LAST_YEAR = 1950, 2025
OTHER_SENTENCES = 17  # with the claims', a document has some 300 words
_INTERACTION_SHARE = 1 / 3
_FACT_SHARE = 0.85
_OFTEN = "USA RUS CHN GBR FRA DEU ISR IRN IND TUR EGY SAU JPN PAK UKR SYR IRQ CUB POL BRA"  # in this order
_LEVELS = {"mission": ("embassy", "consulate", "legation"), "envoy": ("ambassador", "charge_d_affaires")}
_MEASURES = ("trade_embargo", "arms_embargo", "asset_freeze", "travel_ban")


@dataclass(frozen=True, slots=True)
class Filled:
    """What filling a ledger gave: how long it took, and the pairs that it holds claims of."""

    documents: int
    claims: int
    duration_s: float
    pairs: tuple[tuple[str, str], ...]


def fill(path: Path, documents: int = DOCUMENTS) -> Filled:
    """Record the generated documents in a new ledger, one transaction each."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    pairs: set[tuple[str, str]] = set()
    claims = 0
    duration_s = 0.0
    with Store.open(path) as store:
        for number, (doc, found) in enumerate(iter_documents(documents)):
            began = time.perf_counter()
            store.record(doc, found, reader=version_of(), at=at + timedelta(seconds=number))
            duration_s += time.perf_counter() - began
            claims += len(found)
            pairs.update((c.actor.party, c.target.party) for c in found if c.actor and c.target)
    return Filled(documents, claims, duration_s, tuple(sorted(pairs)))


def iter_documents(count: int, *, seed: int = 3) -> Iterator[tuple[Document, list[Claim]]]:
    """Give documents, each with its claims."""
    draw = random.Random(seed)  # noqa: S311 - repeatable, not secret
    maker = _Maker(draw)
    for number in range(count):
        yield maker.document(number)


class _Maker:
    def __init__(self, draw: random.Random) -> None:
        self._draw = draw
        parties = load_gazetteer().parties()
        self._states = [p for p in parties if p.kind is PartyKind.STATE and len(p.id) == 3 and not p.until]
        draw.shuffle(self._states)
        self._states.sort(key=lambda p: _OFTEN.index(p.id) if p.id in _OFTEN else len(_OFTEN))
        self._weights = [1 / (rank + 5) for rank in range(len(self._states))]
        types = load_ontology().values()
        skipped = {"membership", "authority"}  # of organisations and governments, not of two states
        self._changing = [t for t in types if t.dimension and t.family not in skipped]
        self._others = [t for t in types if not t.dimension]
        self._sentences = other_sentences()

    def document(self, number: int) -> tuple[Document, list[Claim]]:
        published = date(self._draw.randint(FIRST_YEAR, LAST_YEAR), 1, 1) + timedelta(
            self._draw.randrange(365)
        )
        pairs = [self._pair() for _ in range(CLAIMS_EACH)]
        told = [
            f"Report {number}.{line}: {a.name} and {b.name} are spoken of."
            for line, (a, b) in enumerate(pairs)
        ]
        text = " ".join([*told, *self._draw.sample(self._sentences, OTHER_SENTENCES)])
        doc = Document(
            text=text,
            name=f"generated-{number}",
            title=f"Report {number}",
            publisher=f"Wire {number % 7}",
            published=published,
            language="en",
        )
        doc_id = doc.id
        claims = []
        start = 0
        for sentence, pair in zip(told, pairs, strict=True):
            claims.append(self._claim(doc_id, Span(start, start + len(sentence)), pair, published))
            start += len(sentence) + 1
        return doc, claims

    def _pair(self) -> tuple[Party, Party]:
        a, b = self._draw.choices(self._states, self._weights, k=2)
        return (a, b) if a.id != b.id else self._pair()

    def _claim(self, document: str, sentence: Span, pair: tuple[Party, Party], published: date) -> Claim:
        draw = self._draw
        kind = draw.choice(self._others if draw.random() < _INTERACTION_SHARE else self._changing)
        day = published - timedelta(draw.randrange(30))
        modality = Modality.HAPPENED if draw.random() < _FACT_SHARE else draw.choice(list(Modality))
        actor, target = (
            Participant(role=role, party=party.id, name=party.name, text=party.name)
            for role, party in zip(("actor", "target"), pair, strict=True)
        )
        return Claim(
            document=document,
            sentence=sentence,
            trigger=Span(sentence.start, sentence.start + len("Report")),
            type=kind.code,
            actor=actor,
            target=target,
            level=draw.choice(_LEVELS.get(kind.family, ("",))),
            measures=(draw.choice(_MEASURES),) if kind.family == "sanctions" else (),
            date=Interval.at(day.year, day.month, day.day),
            modality=modality,
            confidence=0.9,
            reader=version_of(),
        )

"""What a proposer offers the decoder: who may have done what to whom, with its confidence.

The phrase grammar is one proposer; a trained model is another. Both see an analysed `Sentence` and
give `Proposal`s; one decoder turns them into claims.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from dragoman.dates import DateMatch
from dragoman.reader.chunks import Chunk
from dragoman.reader.clauses import Walker
from dragoman.reader.mentions import Mention
from dragoman.reader.referents import Referent, Resolver
from dragoman.reader.tokens import Tokens
from dragoman.records import Amount, Interval, Modality, RecordClaim, Span, Speaker, UnresolvedDate, When


@dataclass(slots=True, eq=False)
class Sentence:
    """One sentence (or heading) with everything found in it."""

    text: str  # of the whole document; spans are offsets into it
    span: Span
    heading: bool
    tokens: Tokens
    mentions: list[Mention]
    dates: list[DateMatch]
    chunks: list[Chunk]
    walker: Walker
    resolver: Resolver

    def date_of(self, chunk: Chunk) -> DateMatch | None:
        """Give the date expression that a chunk of kind "D" stands for."""
        start, end = self.tokens.starts[chunk.i], self.tokens.ends[chunk.j - 1]
        return next((d for d in self.dates if d.span.start < end and start < d.span.end), None)

    def token_span(self, i: int, j: int) -> Span:
        """Give the span of tokens [i, j)."""
        return Span(self.tokens.starts[i], self.tokens.ends[j - 1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """One happening as a sentence tells it; several actors or targets are coordinated, one claim each."""

    type: str
    sentence: Span
    trigger: Span
    actors: tuple[Referent, ...]
    targets: tuple[Referent, ...]
    date: When = field(default_factory=UnresolvedDate)
    date_text: str = ""
    modality: Modality = Modality.HAPPENED
    attribution: Speaker | None = None
    record_claim: RecordClaim | None = None
    object: str = ""
    level: str = ""
    city: str = ""
    basis: str = ""
    measures: tuple[str, ...] = ()
    amount: Amount | None = None
    era: Interval | None = None  # the time that the text tells of, where the event itself has no date
    confidence: float = 1.0
    origin: str = ""  # proposer and construction, for error analysis


class Proposer(Protocol):
    """Anything that proposes claims for a sentence: the grammar, a trained encoder."""

    version: str

    def propose(self, sentence: Sentence) -> Iterable[Proposal]:
        """Give the proposals for one sentence, in the order of their triggers."""
        ...

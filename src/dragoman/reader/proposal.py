"""What a proposer offers the decoder: who may have done what to whom, with its confidence.

The phrase grammar is one proposer; a trained model is another. Both see an analysed `Sentence` and
give `Proposal`s; one decoder turns them into claims.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dragoman.gazetteer import Gazetteer
from dragoman.reader.anchors import Calendar
from dragoman.reader.discourse import Discourse, Referent
from dragoman.reader.lexicon import Lexicon
from dragoman.reader.mentions import Mention
from dragoman.reader.sentence import Sentence
from dragoman.reader.text import Block
from dragoman.records import (
    Amount,
    Document,
    Interval,
    Modality,
    RecordClaim,
    Span,
    Speaker,
    UnresolvedDate,
    When,
)

WITHIN_STATE = frozenset(("take_power", "lose_power"))
"""Types in which a state may be on both sides: "a provisional government was formed in Austria"."""


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
    section: int = -1  # number of the heading that it stands under
    heading: bool = False  # whether a heading proposes it
    era: Interval | None = None  # the time that the text tells of, where the event itself has no date
    confidence: float = 1.0
    reader: str = ""  # the proposer's version, such as "grammar/1"; the claim carries it
    origin: str = ""  # the construction, for error analysis


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """What a proposer is given when a document is opened.

    `blocks` and `mentions` are the whole document's, so that a model can encode its sentences in
    batches beforehand. `discourse` and `calendar` move on with the text: they hold what the sentences
    before the one at hand have said.
    """

    doc: Document
    blocks: Sequence[Block]
    mentions: Sequence[Mention]
    gazetteer: Gazetteer
    lexicon: Lexicon
    discourse: Discourse
    calendar: Calendar


class Proposer(Protocol):
    """Anything that proposes claims for the sentences of one document: the grammar, a trained encoder."""

    def propose(self, sentence: Sentence) -> Iterable[Proposal]:
        """Give the proposals for one sentence, in the order of their triggers."""
        ...


OpenProposer = Callable[[Context], Proposer]
"""Opens a proposer for one document: `Grammar`, or a function that knows a loaded model."""

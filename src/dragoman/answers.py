"""What a ledger's questions give: rows, each with the sentences behind it, and what was asked.

The rows' items are those of `relations.answers`: standings, events, changes, conflicts, verdicts. Questions
about the record itself (a document, the latest entries, a search) have answers of their own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from dragoman.ledger.entries import Counts, ReadingRow
from dragoman.records import (
    Claim,
    ClaimId,
    Decision,
    Document,
    DocumentId,
    Event,
    EventId,
    Party,
    PartyId,
    Relation,
    Span,
)
from dragoman.relations.answers import Conflict, RecordVerdict, Standing, TimelineEntry

T = TypeVar("T")
Display = Callable[[Any], Mapping[str, Any]]  # of an answer; its forms by media type


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A sentence that a claim quotes, with where it stands.

    `start` and `end` mark the deciding words within `text`; `published` is the date that the reading
    counted from. Near copies of one text share `copy_group`.
    """

    claim: ClaimId
    text: str
    start: int
    end: int
    document: str  # its name
    document_id: DocumentId
    copy_group: DocumentId
    title: str
    publisher: str
    url: str
    published: date | None


@dataclass(frozen=True, slots=True)
class Shown(Generic[T]):
    """One item of an answer, with its evidence: what began it first, each sentence once.

    Where sentences were not asked for, `groups` names the independent documents behind the item.
    """

    item: T
    evidence: tuple[Evidence, ...] = ()
    groups: tuple[DocumentId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[T]):
    """An answer: iterate over it for its rows.

    `on` is the day asked about, where the question has one; `known_at` the instant whose knowledge counts,
    and `sequence` the number of the latest entry known then. `names` gives the parties' names. `total` says
    how many rows there are where only some were asked for; None where these are all.
    """

    rows: tuple[Shown[T], ...]
    known_at: datetime
    sequence: int
    on: date | None = None
    a: PartyId = ""
    b: PartyId = ""
    names: Mapping[PartyId, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    total: int | None = None
    display: Display | None = field(default=None, repr=False, compare=False)  # how a notebook shows it

    def __iter__(self) -> Iterator[Shown[T]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Mapping[str, Any]:
        """Give a notebook a table, and a picture where there is one for it and the extra is installed."""
        return self.display(self) if self.display else {"text/plain": repr(self)}

    def name(self, party: PartyId) -> str:
        """Give a party's name, else its id; a mention that was not resolved in quotation marks."""
        if party.startswith("?"):
            return f"“{party[1:]}”"
        return self.names.get(party) or party


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision with its place in the record order."""

    decision: Decision
    sequence: int
    recorded_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """A record claim of a text, its sentence, and what the ledger has to say to it."""

    claim: Claim
    sentence: str
    verdict: RecordVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """What stands behind an id: of a relation, an event or a claim (`what`).

    `events` are those behind the relation, or the one asked about, or the claim's, each with its
    sentences; `relations` those that rest on the event or claim. `claim`, `decisions` and `counts` (False
    where a later reading of the document no longer makes the claim) are given for a claim.
    """

    what: str
    id: str
    events: Answer[Event]
    relations: tuple[Relation, ...] = ()
    claim: Claim | None = None
    evidence: Evidence | None = None
    decisions: tuple[Decided, ...] = ()
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Rows to be written, with their columns; `rows` can be taken once."""

    columns: tuple[str, ...]
    rows: Iterator[Mapping[str, Any]]
    known_at: datetime
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """All that is known of two parties: how they stand on a day, what held, what happened, what is disputed.

    `events` are a part of `events_total`, those from place `events_first` on; relations come without
    sentences. `disputed` are the events that `conflicts` are about, as far as they are the pair's own.
    """

    standings: Answer[Standing]
    relations: Answer[Relation]
    events: Answer[TimelineEntry]
    conflicts: Answer[Conflict]
    events_first: int
    events_total: int
    disputed: Mapping[EventId, Event] = field(default_factory=dict)


# ------------------------------------------------------------------------------- the record itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What every answer about the record repeats: the instant, the latest entry known then, and names."""

    known_at: datetime
    sequence: int
    names: Mapping[PartyId, str] = field(default_factory=dict, repr=False)

    def name(self, party: PartyId) -> str:
        """Give a party's name, else its id; a mention that was not resolved in quotation marks."""
        if party.startswith("?"):
            return f"“{party[1:]}”"
        return self.names.get(party) or party


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A document without its text."""

    id: DocumentId
    name: str
    title: str
    publisher: str
    url: str
    published: date | None  # that the reading counted from
    copy_group: DocumentId  # id of the first copy; its own where it is not a near copy


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewedClaim:
    """A claim as it was read and as it stands after people's decisions.

    `claim` carries their corrections; where it was rejected (`stands` False) it is as it stood before.
    """

    id: ClaimId
    read: Claim
    claim: Claim
    stands: bool
    counts: bool  # whether the latest reading of its document gave it
    decisions: tuple[Decided, ...]
    evidence: Evidence


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier(Known):
    """A document with everything that is on record about it.

    `claims` are those of the reading that counts, in the order of the text, rejected ones too. `verdicts` are
    those on its record claims; `unchecked` names those that only comparing all parties can decide, where that
    was not asked for. `copies` are the other documents with almost the same words.
    """

    document: Document
    source: Source
    recorded_at: datetime
    readings: tuple[ReadingRow, ...]  # oldest first; the last one counts
    claims: tuple[ReviewedClaim, ...]
    verdicts: Mapping[ClaimId, Checked]
    unchecked: tuple[ClaimId, ...]
    copies: tuple[Source, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """That an entry changed what is known of two parties: what was known before, and what is since.

    One of the two may be None. A relation that only gained evidence is not listed.
    """

    dimension: str
    a: PartyId
    b: PartyId
    before: Relation | None
    after: Relation | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of the record: a reading of a document, or a decision on a claim of it (`decided`).

    `claims` are the first few of the `claims_count` that the reading gave, as they stand now; for a decision,
    its claim. `learned` is what the entry changed, among the pairs of its first claims; `pairs_left` further
    pairs were not compared.
    """

    sequence: int
    recorded_at: datetime
    source: Source
    reader: str
    claims: tuple[ReviewedClaim, ...]
    claims_count: int
    learned: tuple[Learned, ...]
    pairs_left: int
    decided: Decided | None = None

    @property
    def kind(self) -> str:
        """Either "reading" or "decision"."""
        return "reading" if self.decided is None else "decision"


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """An entry that may have changed what is known of two parties: `kind` is "reading" or "decision"."""

    sequence: int
    recorded_at: datetime
    kind: str
    source: Source  # the document that was read, or of whose claim a person decided


@dataclass(frozen=True, slots=True, kw_only=True)
class Latest(Known):
    """The latest entries, newest first; `before` asks for the next older ones, None where there are none."""

    entries: tuple[Entry, ...]
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """A document in the list of all, with how many claims the reading that counts gave."""

    source: Source
    sequence: int  # of the entry with which it came on record
    recorded_at: datetime
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing(Known):
    """Documents, newest on record first; `before` asks for the older ones, None where there are none."""

    documents: tuple[Listed, ...]
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A passage that holds every word asked for; the words at `marks`, offsets into `text`.

    `span` says where in the document `text` stands. `claims` are those whose sentences lie in it.
    """

    source: Source
    span: Span
    text: str
    marks: tuple[Span, ...]
    claims: tuple[ReviewedClaim, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Search(Known):
    """What a search found: parties by name, events between parties that are named, passages of documents.

    Passages come newest on record first; `before` asks for the next older ones, None where there are none.
    `total` counts all passages, up to `total_limit`: as many or more.
    """

    query: str
    words: tuple[str, ...]  # as searched for
    parties: tuple[Party, ...]
    between: tuple[PartyId, ...]  # the two parties that are named, whose events follow
    events: Answer[Event] | None
    hits: tuple[Hit, ...]
    total: int
    total_limit: int
    before: int | None


# ---------------------------------------------------------------------------------------- review


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubtful:
    """A claim that a person should look at, and why: "low confidence", "conflict", "first"."""

    claim: ReviewedClaim
    reasons: tuple[str, ...]
    doubt: float  # [0, 1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue(Known):
    """Claims on which nobody's word stands, most doubtful first.

    `after` asks for those behind them, "" where there are none. Conflicts and first statuses are those known
    at entry `folded_up_to`, at least; None where nothing was folded yet (`Ledger.refresh`).
    """

    claims: tuple[Doubtful, ...]
    after: str
    folded_up_to: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Review(Known):
    """Claims that were decided on; `before` asks for those decided on earlier, None where there are none."""

    claims: tuple[ReviewedClaim, ...]
    before: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PairAgreement:
    """How two people decided on the same claims; `kappa` (Cohen) is None where chance explains all."""

    a: str
    b: str
    claims: int
    agreed: int
    kappa: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement(Known):
    """How far people agree, pair by pair; `claims` counts those that several decided on.

    `judged` counts each of them once a pair of people, `agreed` those on which the two said the same.
    """

    people: tuple[str, ...]
    pairs: tuple[PairAgreement, ...]
    claims: int
    judged: int
    agreed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveredGroup:
    """How much there is of one family (claims) or publisher (documents), from the first day to the last."""

    group: str
    count: int
    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage(Known):
    """What is on record, from when to when; `years` counts claims by the year that they speak of."""

    counts: Counts
    families: tuple[CoveredGroup, ...]
    publishers: tuple[CoveredGroup, ...]
    years: tuple[tuple[int, int], ...]

"""What the ledger answers with: frozen rows, plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from dragoman.records import Claim, ClaimId, Decision, Document, DocumentId

SEPARATOR = "|"
DOUBTS = ("conflict", "conflict first", "first")  # reasons that folding gives, several by a space
Pair = tuple[str, str]  # two party keys, smaller first; "" where a claim names no party or an unresolved one


def party_key(party: str) -> str:
    """Give the key under which a party's claims are looked up: the state of a government, else the party.

    "AFG/taliban" and "AFG" share the key "AFG", since governments' ids begin with their state's.
    """
    return party.partition("/")[0]


def pair_of(a: str, b: str) -> Pair:
    """Give two party keys in the order in which pairs are kept."""
    return (a, b) if a <= b else (b, a)


def pair_text(a: str, b: str) -> str:
    """Give a pair as the tables keep it: no id on record holds the separator."""
    return SEPARATOR.join(pair_of(a, b))


def pair_from_text(text: str) -> Pair:
    """Give the pair that `pair_text` wrote."""
    a, _, b = text.partition(SEPARATOR)
    return a, b


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What recording a document did.

    `new` is False where this reading was on record already; then nothing was added and `sequence` is
    that of the entry on record. `superseded` says that a later reading counts instead of it.
    """

    document: DocumentId
    name: str  # under which the document is on record: the one it was first recorded with
    new: bool
    new_document: bool
    claims_added: int
    sequence: int
    copy_of: DocumentId  # the first copy, "" where the document is not a near copy
    superseded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    """A claim as the ledger holds it, with what is needed to weigh and to show it."""

    claim: Claim
    id: ClaimId
    document: DocumentId
    name: str
    title: str
    publisher: str
    url: str
    published: date | None  # the date that the counting reading used
    copy_group: DocumentId  # id of the first copy; the document's own where it is not a near copy
    sequence: int  # of the entry that first recorded the claim
    counts: bool = True  # whether the reading that counts of its document gave it


@dataclass(frozen=True, slots=True, order=True)
class ClaimSpan:
    """That a claim counted from one entry on until before another: `until` None where it still does."""

    since: int
    until: int | None = field(compare=False)
    published: date | None = field(compare=False)  # the date that the reading used

    def holds(self, k: int) -> bool:
        """Say whether the claim counted as known at sequence number `k`."""
        return self.since <= k and (self.until is None or k < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class EverRow:
    """A claim that was ever recorded, with the stretches over which it counted, in order.

    The row's `published` is that of any of them.
    """

    row: ClaimRow
    spans: tuple[ClaimSpan, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """A document as the ledger holds it."""

    document: Document
    id: DocumentId
    published: date | None  # the date that the latest reading used; `document.published` is the first
    copy_group: DocumentId
    similarity: float  # to the first copy, [0.7, 1]; 1 for a first copy
    sequence: int  # of the entry that first recorded it


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """One reading of a document."""

    document: DocumentId
    reader: str
    published: date | None
    sequence: int
    recorded_at: datetime
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """A decision with its place in the record order."""

    decision: Decision
    sequence: int
    recorded_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much is on record, as known at `sequence`."""

    documents: int
    near_copies: int
    readings: int
    claims: int  # that the readings that count gave
    claims_ever: int
    decisions: int
    sequence: int
    recorded_at: datetime | None  # of the latest entry counted


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedRelation:
    """One cached relation: JSON, with what it is looked up by."""

    dimension: str
    first_day: date  # on which it counts as holding
    end_day: date  # first on which it no longer does
    relation: str  # its id
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedEvent:
    """One cached event: JSON, with what it is looked up by."""

    actor: str
    target: str
    day: date | None  # by which it is ordered
    place: str  # sorts as events are ordered
    event: str  # its id
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedConflict:
    """One cached conflict: JSON, with what orders it."""

    place: str  # sorts as conflicts are ordered
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedStep:
    """What is known of a pair from one entry on: all of it, until the next step."""

    sequence: int
    relations: tuple[FoldedRelation, ...] = ()
    events: tuple[FoldedEvent, ...] = ()
    conflicts: tuple[FoldedConflict, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FoldedDoubt:
    """That a claim should be looked at by a person, because of what it was folded into."""

    claim: ClaimId
    reasons: str  # one of DOUBTS
    trust: float  # [0, 1]: the confidence, and less of it for each reason


@dataclass(frozen=True, slots=True, kw_only=True)
class Folded:
    """Cached relations of a pair: JSON made by `maker` from the entries up to `sequence`.

    The parts are given when it is to be kept, and not given back with it. Its steps follow what is on file
    of entry `after`; 0 for a pair that is not on file.
    """

    pair: Pair
    sequence: int
    maker: str
    body: str
    after: int = 0
    steps: tuple[FoldedStep, ...] = ()
    doubts: tuple[FoldedDoubt, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryRow:
    """One entry of the record: a reading of a document, or a decision on a claim of it (`claim`)."""

    sequence: int
    recorded_at: datetime
    kind: str  # "reading" or "decision"
    document: DocumentId
    reader: str  # "" for a decision
    claim: ClaimId = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """A document without its text."""

    id: DocumentId
    name: str
    title: str
    publisher: str
    url: str
    published: date | None  # the date that the latest reading used
    copy_group: DocumentId
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedRow:
    """A document in the list of all: when it came on record, and what the reading that counts gave."""

    source: SourceRow
    recorded_at: datetime
    claims: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A quoted sentence with the characters around it: `text[start:end]` is the quotation.

    `cut_before` and `cut_after` say that the document goes on there.
    """

    text: str
    start: int
    end: int
    cut_before: bool
    cut_after: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubted:
    """A claim in the queue of those that a person should look at."""

    claim: ClaimId
    reasons: tuple[str, ...]
    trust: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Covered:
    """How much there is of one group, claims or documents, and the first and last day of it."""

    group: str
    count: int
    first: date | None
    last: date | None

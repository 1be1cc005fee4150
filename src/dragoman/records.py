"""The records that flow through Dragoman: frozen, plain, standard library only.

Document --read--> Claim --settle--> Event --fold--> Relation. Every module above this one takes
and gives these; none of them knows where they are kept.
"""

from __future__ import annotations

import hashlib
import json
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Self

ClaimId = str
DocumentId = str
PartyId = str
EventId = str
Day = date  # an alias for classes that have a field called `date`


def content_id(fields: object) -> str:
    """Give the SHA-256 (64 hex digits) of the canonical JSON of `fields`: equal content, equal id."""
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


# ---------------------------------------------------------------------------------------- time


@dataclass(frozen=True, slots=True, order=True)
class DatePoint:
    """A calendar date with the precision with which it is known.

    `month` and `day` are 0 where the text does not say them; `decade` marks "the 1920s"
    (year is then its first year). Proleptic Gregorian, years 1 to 9999.
    """

    year: int
    month: int = 0
    day: int = 0
    decade: bool = False
    approximate: bool = False

    @property
    def first_day(self) -> date:
        """The first day that this date may mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> date:
        """The last day that this date may mean."""
        if self.decade:
            return date(self.year + 9, 12, 31)
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    @property
    def precision(self) -> str:
        """One of "day", "month", "year", "decade"."""
        if self.decade:
            return "decade"
        return "day" if self.day else "month" if self.month else "year"


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """Valid time as a text states it; EDTF writes it (`dates.format_edtf`, `dates.parse_edtf`).

    A simple date ("1921-07-26") has `start == end` and `is_range` False. A range
    ("1998-05/2018-07-16") has both ends; "2021-08/.." has `end` None and "../1990" `start` None.
    """

    start: DatePoint | None
    end: DatePoint | None
    is_range: bool = False

    @classmethod
    def at(cls, year: int, month: int = 0, day: int = 0, *, approximate: bool = False) -> Self:
        """Give the simple date with the precision of the numbers named."""
        point = DatePoint(year, month, day, approximate=approximate)
        return cls(point, point)

    @property
    def first_day(self) -> date | None:
        """The first day that the interval may touch, or None where its start is open."""
        return self.start.first_day if self.start else None

    @property
    def last_day(self) -> date | None:
        """The last day that the interval may touch, or None where its end is open."""
        return self.end.last_day if self.end else None


@dataclass(frozen=True, slots=True, order=True)
class UnresolvedDate:
    """A date expression that was read but not resolved, or the absence of any.

    `text` is "" where the sentence names no date; `reason` says why nothing was resolved,
    such as "no published date to count from".
    """

    text: str = ""
    reason: str = "no date named"


When = Interval | UnresolvedDate

# ---------------------------------------------------------------------------------------- text


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points of a document's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Give the characters that the span quotes from `text`."""
        return text[self.start : self.end]

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A published text, character for character as offsets count it.

    `id` is the SHA-256 of `text`: the same text twice is one document. `name` is what people
    call it: a file's name without suffix, or a record's id.
    """

    text: str
    name: str
    title: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""  # ISO 639-1, "" where not known
    published: date | None = None
    retrieved: datetime | None = None  # aware, UTC

    @property
    def id(self) -> DocumentId:
        """SHA-256 of the text, 64 hex digits."""
        return hashlib.sha256(self.text.encode()).hexdigest()


# -------------------------------------------------------------------------------------- parties


class PartyKind(StrEnum):
    """What sort of actor a party is."""

    STATE = "state"
    GOVERNMENT = "government"
    ORGANISATION = "organisation"
    GROUP = "group"
    OFFICE = "office"
    PERSON = "person"


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """A code of a party in one scheme, valid over [since, until); None is an open end."""

    scheme: str  # "iso3", "iso2", "isonum", "cow", "cowc", "gw", "gwc", "igo"
    value: str
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor that claims speak of.

    `state` is the alpha-3 code (or slug) of the state it belongs to; a state's own id for a
    state, "" for international organisations and groups without one state.
    """

    id: PartyId
    name: str
    kind: PartyKind
    state: str = ""
    sector: str = ""  # PLOVER sector code, such as GOV, MIL, REB, IGO
    since: date | None = None
    until: date | None = None
    codes: tuple[Code, ...] = ()
    successors: tuple[PartyId, ...] = ()


# --------------------------------------------------------------------------------------- claims


class Modality(StrEnum):
    """Whether what a claim speaks of happened, holds, is to come, or is denied."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    POSSIBLE = "possible"
    CONDITIONAL = "conditional"
    DEMANDED = "demanded"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who fills a role, as the text names it.

    `party` is "" where the mention could not be resolved: it stays a named mention and is never
    guessed. `span` is None where the role is understood from context and no words stand for it.
    """

    role: str  # "actor" or "target"
    party: PartyId = ""
    name: str = ""
    text: str = ""
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A sum of money; `value` in whole currency units, `currency` ISO 4217."""

    value: float
    currency: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Whose word a claim is, where it is not the publisher's own."""

    party: PartyId = ""
    name: str = ""
    text: str = ""
    span: Span | None = None
    quotation: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordClaim:
    """That something is the first, the only, the most, or one of N; with its scope as printed."""

    kind: str  # "first", "only", "none_other", "count", "most"
    n: int | None = None
    scope: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one sentence of one document says happened or holds; never edited.

    Doubt and correction are later decisions that name this id, with author and reason.
    """

    document: DocumentId
    sentence: Span  # half-open, code points of Document.text
    trigger: Span  # within `sentence`
    type: str  # an event type's code; family, dimension and PLOVER root follow from the ontology
    actor: Participant | None
    target: Participant | None
    object: str = ""  # envoy's name, agreement's title, list's name, "" where none
    level: str = ""
    city: str = ""
    basis: str = ""  # de_jure, de_facto, tacit
    measures: tuple[str, ...] = ()
    amount: Amount | None = None
    date: When = UnresolvedDate()
    date_text: str = ""
    modality: Modality = Modality.HAPPENED
    attribution: Speaker | None = None  # None: the publisher's own word
    record_claim: RecordClaim | None = None
    confidence: float = 1.0  # calibrated, [0, 1]
    reader: str = ""  # "grammar/1"

    @property
    def id(self) -> ClaimId:
        """SHA-256 over what identifies the claim; the same reading gives the same id."""
        return content_id(_identity(self))


def _identity(claim: Claim) -> list[Any]:
    """List the fields that identify a claim; confidence is left out, since it may be recalibrated."""

    def participant(p: Participant | None) -> list[Any] | None:
        return None if p is None else [p.party, p.text, _span(p.span)]

    speaker = claim.attribution
    record = claim.record_claim
    amount = claim.amount
    return [
        claim.document,
        _span(claim.sentence),
        _span(claim.trigger),
        claim.type,
        participant(claim.actor),
        participant(claim.target),
        [claim.object, claim.level, claim.city, claim.basis, list(claim.measures)],
        None if amount is None else [amount.value, amount.currency],
        repr(claim.date),
        str(claim.modality),
        None if speaker is None else [speaker.party, speaker.text, _span(speaker.span)],
        None if record is None else [record.kind, record.n, record.scope],
        claim.reader,
    ]


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


class DecisionKind(StrEnum):
    """What a person decided about a claim."""

    ACCEPT = "accept"
    REJECT = "reject"
    AMEND = "amend"
    WITHDRAW = "withdraw"  # an earlier decision on the claim no longer counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A person's later word on a claim: by whom and why; `changes` holds corrected fields.

    `changes` maps field names (actor, target, type, date, modality, level, city, object, basis) to
    their corrected values as text (party ids, EDTF dates), in sorted order. Of a decision that withdraws
    another it names that one's sequence number, as `decision`.
    """

    claim: ClaimId
    kind: DecisionKind
    by: str
    because: str
    changes: tuple[tuple[str, str], ...] = ()


# --------------------------------------------------------------------------- events and relations


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Claims about one happening, settled into one.

    `date` is the finest that the claims agree on; `documents` counts independent documents
    (near copies of one text count once).
    """

    type: str
    actor: PartyId
    target: PartyId
    date: When
    modality: Modality
    object: str = ""
    level: str = ""
    city: str = ""
    basis: str = ""
    measures: tuple[str, ...] = ()
    amount: Amount | None = None
    claims: tuple[ClaimId, ...]  # sorted
    documents: int = 1
    confidence: float = 1.0
    groups: tuple[DocumentId, ...] = ()  # the first copies of the documents behind it, sorted
    as_of: Day | None = None  # `ongoing` or `denied` without a date of its own: the published date

    @property
    def id(self) -> EventId:
        """SHA-256 over type, parties, date and claims."""
        return content_id(
            [self.type, self.actor, self.target, repr(self.date), str(self.modality), self.claims]
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """A status of one dimension between two parties over [since, until).

    Derived from events and never stored by hand. `since` None: since before the evidence begins;
    `until` None: still so. `status` is a word of the dimension, such as "recognized", "none",
    "severed"; what no claim speaks of has no Relation at all and is answered as `unknown`.
    """

    dimension: str
    a: PartyId  # for unordered dimensions the smaller id
    b: PartyId
    status: str
    since: Interval | None
    until: Interval | None
    level: str = ""
    city: str = ""
    basis: str = ""
    detail: str = ""  # envoy's name, agreement's title
    measures: tuple[str, ...] = ()
    events: tuple[EventId, ...] = ()  # those that began, confirmed or ended it, in date order
    first_evidence: date | None = None  # first day on which the record says that it holds
    last_evidence: date | None = None  # last such day; after it the status is carried forward

    @property
    def id(self) -> str:
        """SHA-256 over what the relation says and the events behind it."""
        fields = [self.dimension, self.a, self.b, self.status, repr(self.since), repr(self.until)]
        return content_id(
            [*fields, self.level, self.city, self.detail, list(self.measures), list(self.events)]
        )


def amended(claim: Claim, **changes: Any) -> Claim:
    """Give a copy of `claim` with fields replaced; the original is not touched."""
    return replace(claim, **changes)

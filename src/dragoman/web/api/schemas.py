"""What the JSON interface gives and takes. Names and shapes are those of `--format json` on the command line.

Dates in the world are EDTF (ISO 8601-2), days are YYYY-MM-DD, instants are UTC; "" stands where there is
none. One file holds them all, since together they are the contract; hence its length.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

T = TypeVar("T")

Edtf = Annotated[
    str, Field(description='A date in EDTF (ISO 8601-2), such as "2025-07"; "" where there is none.')
]
DayText = Annotated[str, Field(description='A day, YYYY-MM-DD; "" where there is none.')]
Day = date  # an alias for classes that have a field called `date`
Id = Annotated[str, Field(description="A content id: 64 hex digits.")]
_NAME = StringConstraints(strip_whitespace=True, min_length=1, max_length=200)


class Given(BaseModel):
    """What is given; a field that is not listed is a mistake here."""

    model_config = ConfigDict(extra="forbid")


class Taken(BaseModel):
    """What is taken; a field that is not listed is a mistake of the sender's."""

    model_config = ConfigDict(extra="forbid")


# --------------------------------------------------------------------------------------- problems


class Problem(BaseModel):
    """Why a request was refused (RFC 9457)."""

    type: str = "about:blank"
    title: str = Field(description="The status in words.")
    status: int = Field(description="The status of HTTP.")
    detail: str = Field(description="What is wrong, in a sentence.")
    remedy: str = Field("", description="What to do about it.")
    candidates: list[str] = Field([], description="Ids or names of parties that may have been meant.")


# ---------------------------------------------------------------------------------------- parties


class PartyName(Given):
    """A party by id and name; the id begins with "?" where a mention was not resolved."""

    id: str
    name: str


class Code(Given):
    """A code of a party in one scheme, over [since, until)."""

    scheme: str = Field(description='Such as "iso3", "cowc", "gwc".')
    value: str
    since: DayText
    until: DayText


class PartySummary(Given):
    """A party."""

    id: str
    name: str
    kind: str = Field(description="state, government, organisation, group, office or person.")
    state: str = Field(description='The state that it belongs to; "" for none.')
    since: DayText
    until: DayText


class Party(PartySummary):
    """A party with its codes over time and its relations by dimension."""

    sector: str = Field(description='PLOVER sector code, such as GOV; "" for none.')
    codes: list[Code]
    predecessors: list[PartyName]
    successors: list[PartyName]


# ------------------------------------------------------------------------------------- sentences


class Sentence(Given):
    """The words behind an answer; `start` and `end` mark the deciding ones within `text`."""

    claim: Id
    document: str = Field(description="The document's name.")
    document_id: Id
    title: str
    publisher: str
    published: DayText
    url: str
    text: str
    start: int = Field(description="Code points.")
    end: int


class Source(Given):
    """A document without its text."""

    id: Id
    name: str
    title: str
    publisher: str
    url: str
    published: DayText
    copy_of: str = Field(description='Id of the first copy of a near copy; "" for a first copy.')


class Span(Given):
    """A half-open range of code points."""

    start: int
    end: int


class Quoted(Span):
    """A range with its characters."""

    text: str


# ------------------------------------------------------------------------------------------ claims


class Named(Given):
    """Who fills a role; `id` is "" where it was not resolved, offsets null where no words stand for it."""

    id: str
    name: str
    text: str
    start: int | None
    end: int | None


class Amount(Given):
    """A sum of money in whole units of a currency (ISO 4217)."""

    value: float
    currency: str


class RecordClaim(Given):
    """That something is the first, the only one, the most, or one of N."""

    kind: str
    n: int | None
    scope: str


class Claim(Given):
    """What one sentence of one document says happened or holds; not what is true."""

    id: Id
    document: str = Field(description="The document's name.")
    document_id: Id
    type: str
    family: str
    plover: str
    cameo: str
    actor: Named | None
    target: Named | None
    object: str
    level: str
    city: str
    basis: str
    measures: list[str]
    amount: Amount | None
    date: Edtf
    date_text: str
    modality: str = Field(
        description="happened, ongoing, planned, possible, conditional, demanded or denied."
    )
    attribution: Named | None = Field(description="Whose word it is; null where it is the publisher's own.")
    record_claim: RecordClaim | None
    sentence: Quoted
    trigger: Span
    confidence: float = Field(ge=0, le=1, description="Calibrated.")
    reader: str


class Decision(Given):
    """A person's word on a claim."""

    claim: Id
    decision: str = Field(description="accept, reject, amend, or withdraw: of the decision in `changes`.")
    by: str
    because: str
    changes: dict[str, str] = Field(description="Corrected fields with their values as text.")
    sequence: int
    recorded_at: str


class StandingClaim(Claim):
    """A claim as it stands after people's decisions."""

    stands: bool = Field(description="False where it was rejected.")
    counts: bool = Field(description="False where a later reading of its document does not make it.")
    decisions: list[Decision]


class Verdict(Given):
    """What the ledger has to say to a record claim."""

    verdict: str = Field(description="supported, contradicted or undecidable.")
    kind: str
    n: int | None
    scope: str
    type: str
    actor: str
    target: str
    because: str
    on_record: int = Field(description="How many parties the record has that did it.")
    sentence: str
    claim: Id
    sentences: list[Sentence]


# ---------------------------------------------------------------------- events, relations, standings


class Standing(Given):
    """How two parties stand on one dimension. What nothing on record speaks of is "unknown", not "none"."""

    dimension: str
    a: PartyName
    b: PartyName
    status: str
    since: Edtf
    until: Edtf
    level: str
    city: str
    basis: str
    detail: str = Field(description="An envoy's name, an agreement's title.")
    measures: list[str]
    certain: bool = Field(description="False: the day lies among those on which it may have begun or ended.")
    reason: str = Field(description="Why it is none, unknown or uncertain.")
    first_evidence: DayText
    last_evidence: DayText
    relation: str = Field(description='Id of the relation; "" where there is none.')
    sentences: list[Sentence]


class Event(Given):
    """Claims about one happening, settled into one."""

    id: Id
    type: str
    family: str
    plover: str
    cameo: str
    actor: PartyName
    target: PartyName
    date: Edtf
    modality: str
    object: str
    level: str
    city: str
    basis: str
    measures: list[str]
    amount: Amount | None
    as_of: DayText = Field(description="The published date of a statement without a date of its own.")
    independent_documents: int = Field(description="Near copies of one text count once.")
    confidence: float
    claims: list[Id]
    sentences: list[Sentence]


class Relation(Given):
    """A status of one dimension between two parties over [since, until)."""

    id: Id
    dimension: str
    a: PartyName
    b: PartyName
    status: str
    since: Edtf
    until: Edtf
    level: str
    city: str
    basis: str
    detail: str = Field(description="An envoy's name, an agreement's title.")
    measures: list[str]
    first_evidence: DayText
    last_evidence: DayText
    events: list[Id]
    claims: list[Id]


class Change(Given):
    """That a status gave way to another."""

    day: Day = Field(description="The first that `date` may mean; changes are ordered by it.")
    date: Edtf
    dimension: str
    a: PartyName
    b: PartyName
    before: str = Field(description='"unknown" where nothing is on record.')
    after: str
    level: str = ""
    city: str = ""
    basis: str = ""
    detail: str = ""
    measures: list[str] = []
    relation: str
    sentences: list[Sentence]


class Conflict(Given):
    """Two sides that cannot both be right."""

    kind: str = Field(description="status: two on one day; date: two for one event.")
    dimension: str
    a: PartyName
    b: PartyName
    day: date
    left: list[Id] = Field(description="Claims of one side.")
    right: list[Id]
    sentences: list[Sentence]


# ----------------------------------------------------------------------------------------- answers


class Asked(Given):
    """What every answer repeats."""

    known_at: str = Field(description="The instant whose knowledge counts, UTC.")
    sequence: int = Field(description="Number of the latest entry known then.")
    on: str = Field("", description='The day asked about, YYYY-MM-DD; "" where the question has none.')
    notes: list[str] = Field([], description="What else is to be said.")


class Page(Asked, Generic[T]):
    """Items of an answer, and where the next ones are."""

    total: int | None = Field(description="Items in all; null where they are not counted.")
    items: list[T]
    next: str = Field(description='Address of the next page, asked of the same knowledge; "" for none.')


class Why(Asked):
    """What stands behind the id of a relation, event or claim, and what rests on it."""

    what: Literal["relation", "event", "claim"]
    id: Id
    events: list[Event]
    relations: list[Relation]
    decisions: list[Decision] = Field(description="On the claim, where it is one.")
    counts: bool = Field(description="False where a later reading no longer makes the claim.")


class EventAnswer(Asked):
    """An event with its sentences, and the relations that rest on it."""

    event: Event
    relations: list[Relation]


class ClaimAnswer(Asked):
    """A claim as it stands."""

    claim: StandingClaim


class PartyAnswer(Asked):
    """A party, and how it stands with others on the day asked about."""

    party: Party
    relations: list[Standing] = Field(description="Without their sentences, which a pair's status has.")


class Reading(Given):
    """One reading of a document."""

    reader: str
    published: DayText
    sequence: int
    recorded_at: str
    claims: int


class DocumentAnswer(Asked):
    """A document with its claims; offsets count code points of `text`."""

    document: Source
    language: str
    recorded_at: str
    text: str
    claims: list[StandingClaim]
    verdicts: list[Verdict]
    unchecked: list[Id] = Field(description="Record claims that only comparing all parties can decide.")
    readings: list[Reading]
    copies: list[Source]


class Listed(Given):
    """A document in the list of all."""

    document: Source
    sequence: int = Field(description="Of the entry with which it came on record.")
    recorded_at: str
    claims: int = Field(description="That the reading which counts gave.")


class Hit(Given):
    """A passage that holds every word asked for, at `marks`."""

    document: Source
    start: int = Field(description="Where the passage stands in the document, code points.")
    end: int
    text: str
    marks: list[Span] = Field(description="Offsets into `text`.")
    claims: list[Id]


class SearchAnswer(Asked):
    """What a search found."""

    words: list[str] = Field(description="As searched for.")
    parties: list[PartySummary]
    between: list[PartyName] = Field(description="The two parties that are named, whose events follow.")
    events: list[Event]
    hits: list[Hit] = Field(description="Newest on record first.")
    total: int = Field(description="Passages in all; `total_limit` means as many or more.")
    total_limit: int
    next: str


class Learned(Given):
    """That an entry changed what is known of two parties; "unknown" where nothing was, or is, on record."""

    dimension: str
    a: PartyName
    b: PartyName
    before: str
    after: str
    since: Edtf = Field(description="Of the status after it.")


class Entry(Given):
    """One entry of the record: a reading of a document, or a decision on a claim."""

    kind: Literal["reading", "decision"]
    sequence: int
    recorded_at: str
    document: Source
    reader: str
    claims: list[StandingClaim] = Field(description="The first few of `claims_count`, as they stand now.")
    claims_count: int
    learned: list[Learned]
    pairs_left: int = Field(description="Pairs that were not compared.")
    decision: Decision | None


class Covered(Given):
    """How much there is of one family (claims) or publisher (documents), from the first day to the last."""

    group: str
    count: int
    first: DayText
    last: DayText


class CoveredYear(Given):
    """How many claims speak of a year."""

    year: int
    claims: int


class CoverageAnswer(Asked):
    """What is on record, from when to when."""

    documents: int
    near_copies: int
    readings: int
    claims: int
    decisions: int
    families: list[Covered]
    publishers: list[Covered]
    years: list[CoveredYear]


class Doubtful(Given):
    """A claim that a person should look at."""

    claim: StandingClaim
    reasons: list[str] = Field(description='"low confidence", "conflict", "first".')
    doubt: float


class DecisionMade(Given):
    """A decision, and the claim that it is about."""

    decision: Decision
    stands: bool = Field(description="False where it was withdrawn; a withdrawal stands.")
    claim: StandingClaim = Field(description="As it stands with all decisions known.")


class PairAgreement(Given):
    """How two people decided on the same claims, each by the latest word that stands."""

    a: str
    b: str
    claims: int
    agreed: int
    share: float
    kappa: float | None = Field(description="Cohen's; null where chance alone explains it.")


class Agreement(Given):
    """How far people agree who decided on the same claims."""

    people: list[str]
    claims: int = Field(description="That several people decided on.")
    judged: int = Field(description="Each of those claims once a pair of people.")
    agreed: int = Field(description="Those of `judged` on which the two said the same.")
    pairs: list[PairAgreement]


class Decisions(Page[DecisionMade]):
    """What people decided, latest first, and how far they agree."""

    agreement: Agreement


class Index(Asked):
    """What this is, and where to begin."""

    version: str = Field(description="Of Dragoman.")
    openapi: str
    dimensions: list[str]
    families: list[str]
    writable: bool


# -------------------------------------------------------------------------------- reading and writing


class TextIn(Taken):
    """A text to be read."""

    text: str = Field(description="In English, kept character for character after composition to NFC.")
    name: Annotated[str, _NAME] = Field("text", description="What to call it.")
    title: str = Field("", max_length=1000)
    publisher: str = Field("", max_length=1000)
    url: str = Field("", max_length=2000)
    language: str = Field("", max_length=20, description="ISO 639-1; only en is read.")
    published: date | None = Field(
        None, description="Relative dates count from it; without it they stay unresolved."
    )


class ReadAnswer(Given):
    """What a text claims; nothing of it was recorded."""

    document_id: Id
    text: str = Field(description="As offsets count it.")
    claims: list[Claim]


class DocumentIn(TextIn):
    """A document to be recorded."""

    name: Annotated[str, _NAME] = Field(description="What to call it, such as the archive's id.")
    retrieved: datetime | None = Field(None, description="When it was fetched, with its offset.")


class Recorded(Given):
    """What recording a document did; `new` False where this reading was on record before."""

    document: Id
    name: str = Field(description="Under which it is on record.")
    new: bool
    new_document: bool
    claims_added: int
    sequence: int
    copy_of: str
    superseded: bool


class DecisionIn(Taken):
    """A person's word on a claim."""

    claim: str = Field(min_length=4, max_length=64, description="Its id, or the beginning of it.")
    kind: Literal["accept", "reject", "amend"]
    by: Annotated[str, _NAME]
    because: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]
    changes: dict[str, str] = Field(
        {}, description="For amend: fields with their right values; parties by id."
    )


class WithdrawalIn(Taken):
    """That a decision is to count no longer."""

    claim: str = Field(min_length=4, max_length=64, description="Id of the claim that it is about.")
    by: Annotated[str, _NAME]
    because: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]

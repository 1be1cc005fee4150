"""What a ledger's questions give: rows, each with the sentences behind it, and what was asked.

The rows' items are those of `relations.answers`: standings, events, changes, conflicts, verdicts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from dragoman.records import Claim, ClaimId, Decision, DocumentId, Event, PartyId, Relation
from dragoman.relations.answers import RecordVerdict

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
    """One item of an answer, with its evidence: what began it first, each sentence once."""

    item: T
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer(Generic[T]):
    """An answer: iterate over it for its rows.

    `on` is the day asked about, where the question has one; `known_at` the instant whose knowledge counts,
    and `sequence` the number of the latest entry known then. `names` gives the parties' names.
    """

    rows: tuple[Shown[T], ...]
    known_at: datetime
    sequence: int
    on: date | None = None
    a: PartyId = ""
    b: PartyId = ""
    names: Mapping[PartyId, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
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

"""Answers to questions: frozen values that repeat `on` and `known_at` and carry their claims' ids.

`known_at` is the instant as known at which the events and relations asked were put together;
None where the question was asked of all that is on record.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dragoman.records import ClaimId, Event, EventId, Interval, PartyId, Relation

UNKNOWN = "unknown"  # nothing on record speaks of it; never to be read as "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How two parties stand on one dimension on one date.

    `status` is a word of the dimension, "none" where a text or a rule says that it does not hold,
    and "unknown" where nothing on record speaks of it.
    """

    dimension: str
    a: PartyId
    b: PartyId
    status: str
    since: Interval | None = None
    until: Interval | None = None
    level: str = ""
    city: str = ""
    basis: str = ""
    detail: str = ""
    measures: tuple[str, ...] = ()
    certain: bool = True  # False: the date lies among the days on which it may have begun or ended
    reason: str = ""  # why none, unknown or uncertain
    first_evidence: date | None = None
    last_evidence: date | None = None
    relation: Relation | None = None
    events: tuple[EventId, ...] = ()
    undated: tuple[EventId, ...] = ()  # tell facts of the dimension without a date that can be told
    claims: tuple[ClaimId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusAnswer:
    """Every dimension between two parties on a date."""

    a: PartyId
    b: PartyId
    on: date
    known_at: datetime | None
    standings: tuple[Standing, ...]
    claims: tuple[ClaimId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoAnswer:
    """One dimension across all parties on a date.

    `holding` are those of whom it holds; `interrupted` those of whom it is suspended or the like;
    `not_holding` those of whom a text or a rule says that it does not. Nothing is on record of
    all others.
    """

    dimension: str
    actor: PartyId
    target: PartyId
    on: date
    known_at: datetime | None
    holding: tuple[Standing, ...]
    interrupted: tuple[Standing, ...]
    not_holding: tuple[Standing, ...]
    claims: tuple[ClaimId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry:
    """An event with the day by which it is ordered; None where it has no date that can be told."""

    day: date | None
    event: Event


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineAnswer:
    """Every event between two parties, or of one party, in order; undated ones last."""

    a: PartyId
    b: PartyId
    known_at: datetime | None
    entries: tuple[TimelineEntry, ...]
    claims: tuple[ClaimId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """That a status gave way to another; `before` or `after` None where nothing was or is on record."""

    day: date
    dimension: str
    a: PartyId
    b: PartyId
    before: Relation | None
    after: Relation | None
    events: tuple[EventId, ...]
    claims: tuple[ClaimId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesAnswer:
    """What changed, in order of day."""

    since: date
    known_at: datetime | None
    changes: tuple[Change, ...]
    claims: tuple[ClaimId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Where texts disagree: `kind` "status" (two statuses on one date) or "date" (two for one event)."""

    kind: str
    dimension: str
    a: PartyId
    b: PartyId
    day: date
    left: tuple[EventId, ...]
    right: tuple[EventId, ...]
    left_claims: tuple[ClaimId, ...]
    right_claims: tuple[ClaimId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConflictsAnswer:
    """All conflicts, in order of day."""

    known_at: datetime | None
    conflicts: tuple[Conflict, ...]
    claims: tuple[ClaimId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordVerdict:
    """What the ledger has to say to a record claim (first, only, none other, N, most).

    `verdict` is "supported", "contradicted" or "undecidable"; `because` says it in words.
    `deciding` are the events that decide, `on_record` how many parties the record has that did it.
    """

    claim: ClaimId
    kind: str
    n: int | None
    scope: str
    verdict: str
    because: str
    on_record: int
    on: date | None
    known_at: datetime | None
    deciding: tuple[EventId, ...]
    claims: tuple[ClaimId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trace:
    """A relation back to its events and their claims."""

    relation: Relation
    known_at: datetime | None
    events: tuple[Event, ...]
    claims: tuple[ClaimId, ...]

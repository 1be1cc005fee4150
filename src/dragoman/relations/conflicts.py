"""Where texts disagree: two statuses on one date, or two dates for one event."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime

from dragoman.ontology import Ontology
from dragoman.records import ClaimId, Event, EventId, Interval
from dragoman.relations.answers import Conflict, ConflictsAnswer
from dragoman.relations.entries import ClaimEntry
from dragoman.relations.fold import Folder
from dragoman.relations.lanes import Clash
from dragoman.relations.lifetimes import PartyFacts
from dragoman.relations.moments import boundary_day, window
from dragoman.relations.ops import event_id
from dragoman.relations.pairs import PairKey, pair_key


def conflicts(
    events: Iterable[Event],
    *,
    ontology: Ontology,
    parties: PartyFacts,
    claims: Iterable[ClaimEntry] = (),
    pairs: Collection[PairKey] = (),
    known_at: datetime | None = None,
) -> ConflictsAnswer:
    """Give where texts disagree, with the claims on both sides.

    Args:
        events: As known at `known_at`.
        ontology: Event types.
        parties: Dates and states of the parties.
        claims: The claims behind the events. With them, events are named too that were settled
            although their claims name different days (at most three days apart).
        pairs: Pair keys wanted; all where empty.
        known_at: Repeated in the answer.
    """
    events, by_claim = list(events), {entry.claim_id: entry for entry in claims}
    folder = Folder(events, ontology=ontology, parties=parties)
    wanted = [pair for pair in folder.pairs() if not pairs or pair in pairs]
    by_event = {event_id(event): event.claims for event in events}
    found = {conflict_of(clash, by_event) for pair in wanted for clash in folder.pair(pair).clashes}
    for event in events:
        key = pair_key(event.actor, event.target or event.actor, state_of=parties.state_of)
        if not pairs or key in pairs:
            found |= _days(event, ontology, by_claim)
    ordered = in_order(found)
    cited = {claim for c in ordered for claim in (*c.left_claims, *c.right_claims)}
    return ConflictsAnswer(known_at=known_at, conflicts=tuple(ordered), claims=tuple(sorted(cited)))


def conflict_of(clash: Clash, claims: Mapping[EventId, Sequence[ClaimId]]) -> Conflict:
    """Give a clash with the claims on both sides, by event id."""

    def behind(ids: tuple[EventId, ...]) -> tuple[ClaimId, ...]:
        return tuple(sorted({claim for id_ in ids for claim in claims.get(id_, ())}))

    return Conflict(
        kind=clash.kind,
        dimension=clash.dimension,
        a=clash.a,
        b=clash.b,
        day=clash.day,
        left=clash.left,
        right=clash.right,
        left_claims=behind(clash.left),
        right_claims=behind(clash.right),
    )


def in_order(conflicts: Iterable[Conflict]) -> list[Conflict]:
    """Give conflicts by day, then by what and whom they are about."""
    return sorted(conflicts, key=conflict_order)


def conflict_order(
    c: Conflict,
) -> tuple[date, str, str, str, str, tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Order conflicts by day, then by what and whom they are about."""
    return (c.day, c.dimension, c.a, c.b, c.kind, c.left, c.right, c.right_claims)


def _days(event: Event, ontology: Ontology, claims: dict[ClaimId, ClaimEntry]) -> set[Conflict]:
    """Give the days named for one event besides the one taken, each as a conflict."""
    if not isinstance(event.date, Interval) or event.type not in ontology:
        return set()
    taken: list[ClaimId] = []
    other: dict[Interval, list[ClaimId]] = {}
    for claim_id in event.claims:
        said = claims[claim_id].claim.date if claim_id in claims else None
        if said == event.date:
            taken.append(claim_id)
        elif isinstance(said, Interval) and len(set(window(said))) == 1 == len(set(window(event.date))):
            other.setdefault(said, []).append(claim_id)
    return {
        Conflict(
            kind="date",
            dimension=ontology[event.type].dimension,
            a=event.actor,
            b=event.target,
            day=boundary_day(event.date),
            left=(event_id(event),),
            right=(event_id(event),),
            left_claims=tuple(sorted(taken)),
            right_claims=tuple(sorted(ids)),
        )
        for ids in other.values()
    }

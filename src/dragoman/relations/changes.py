"""What changed since a day, and what became known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date, datetime

from dragoman.records import ClaimId, Event, EventId, PartyId, Relation
from dragoman.relations.answers import Change, ChangesAnswer
from dragoman.relations.keys import RelationKey, relation_key, relation_order
from dragoman.relations.lifetimes import PartyFacts
from dragoman.relations.moments import since_day, until_day
from dragoman.relations.ops import event_id
from dragoman.relations.pairs import party_key


def changes_since(
    since: date,
    *,
    relations: Iterable[Relation],
    events: Iterable[Event],
    parties: PartyFacts,
    watch: Collection[PartyId] = (),
    dimensions: Collection[str] = (),
    known_at: datetime | None = None,
) -> ChangesAnswer:
    """Give what changed on or after a day, in order.

    Args:
        since: The first day.
        relations: As known at `known_at`.
        events: As known at `known_at`; they give the claims.
        parties: States of the parties.
        watch: Parties of whom a change is wanted; all where empty. A state stands for its
            governments.
        dimensions: Those wanted; all where empty.
        known_at: Repeated in the answer.
    """
    by_event = {event_id(event): event.claims for event in events}
    watched = set(watch)
    lanes: dict[RelationKey, list[Relation]] = defaultdict(list)
    for r in relations:
        ends = {r.a, r.b, party_key(r.a, parties.state_of), party_key(r.b, parties.state_of)}
        if (not watched or ends & watched) and (not dimensions or r.dimension in dimensions):
            lanes[relation_key(r)].append(r)
    found = [change for key in sorted(lanes) for change in _lane_changes(lanes[key], since, by_event)]
    found.sort(key=lambda change: (change.day, change.dimension, change.a, change.b, change.events))
    claims = {claim for change in found for claim in change.claims}
    return ChangesAnswer(since=since, known_at=known_at, changes=tuple(found), claims=tuple(sorted(claims)))


def _lane_changes(
    lane: list[Relation], since: date, by_event: dict[EventId, tuple[ClaimId, ...]]
) -> list[Change]:
    lane = sorted(lane, key=relation_order)  # of one lane, by day
    ended = {until_day(r): r for r in lane if r.until is not None}
    begun = {since_day(r): r for r in lane if r.since is not None or since_day(r) in ended}
    changes: list[Change] = []
    for day in sorted(ended.keys() | begun.keys()):
        before, after = ended.get(day), begun.get(day)
        some = after or before
        if day < since or some is None:
            continue
        events = _events_of(before, after)
        changes.append(
            Change(
                day=day,
                dimension=some.dimension,
                a=some.a,
                b=some.b,
                before=before,
                after=after,
                events=events,
                claims=tuple(sorted({claim for e in events for claim in by_event.get(e, ())})),
            )
        )
    return changes


def _events_of(before: Relation | None, after: Relation | None) -> tuple[EventId, ...]:
    """Give the events that brought the change about."""
    if after is None:
        return before.events[-1:] if before is not None else ()
    if before is None:
        return after.events[:1]
    return tuple(e for e in after.events if e in before.events) or after.events[:1]


def newly_known(
    before: Iterable[Relation], after: Iterable[Relation]
) -> tuple[list[Relation], list[Relation]]:
    """Give the relations that are no longer known and those newly known, between two instants."""
    old, new = {r.id: r for r in before}, {r.id: r for r in after}
    gone = [r for id_, r in old.items() if id_ not in new]
    come = [r for id_, r in new.items() if id_ not in old]
    return gone, come

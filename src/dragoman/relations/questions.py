"""Questions put to events and relations: status, who, timeline, why.

Nothing on record is `unknown`. `none` is said where a relation says so (a text or a rule of the
fold did), or where a party did not exist yet or no more.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from dragoman.ontology import Ontology
from dragoman.records import ClaimId, Event, EventId, Interval, Modality, PartyId, PartyKind, Relation
from dragoman.relations.answers import (
    UNKNOWN,
    Standing,
    StatusAnswer,
    TimelineAnswer,
    TimelineEntry,
    Trace,
    WhoAnswer,
)
from dragoman.relations.keys import relation_order
from dragoman.relations.lifetimes import PartyFacts
from dragoman.relations.moments import boundary_day, covers, is_certain
from dragoman.relations.ops import event_id
from dragoman.relations.pairs import pair_key, party_key
from dragoman.relations.settle import event_order
from dragoman.relations.statuses import polarity

# A state that does not exist has none of these. Consulates stood in colonies, and sanctions and
# lists name what is no state, so other dimensions stay unknown.
_OF_STATES = frozenset(("recognition", "relations", "envoy", "membership"))
# Dimensions asked of every pair; membership and authority join where the pair can have them.
_ALWAYS = ("recognition", "relations", "mission", "envoy", "agreement", "sanctions", "designation")


class _Claims:
    """Claim ids by event id."""

    def __init__(self, events: Iterable[Event]) -> None:
        self._by_event = {event_id(event): event.claims for event in events}

    def behind(self, ids: Iterable[EventId]) -> tuple[ClaimId, ...]:
        return tuple(sorted({claim for id_ in ids for claim in self._by_event.get(id_, ())}))


def status_on(
    a: PartyId,
    b: PartyId,
    *,
    on: date,
    events: Iterable[Event],
    relations: Iterable[Relation],
    ontology: Ontology,
    parties: PartyFacts,
    known_at: datetime | None = None,
) -> StatusAnswer:
    """Give every dimension between two parties on a date.

    States are asked together with their governments: between Russia and Afghanistan, recognition
    of the state and of a government of it are two standings. Asked with a government's own id,
    only what concerns that government or the state as such is given.

    Args:
        a: One party.
        b: The other; for who governs a state, the state again.
        on: The date in the world.
        events: Of the pair, as known at `known_at`.
        relations: As folded from those events.
        ontology: Event types.
        parties: Dates and states of the parties.
        known_at: Repeated in the answer.
    """
    events = [e for e in events if _between(e.actor, e.target or e.actor, a, b, parties)]
    held = [r for r in relations if _between(r.a, r.b, a, b, parties)]
    claims = _Claims(events)
    standings: list[Standing] = []
    for dimension in _dimensions(a, b, ontology, parties):
        of_dimension = [e for e in events if e.type in ontology and ontology[e.type].dimension == dimension]
        undated = [e for e in of_dimension if _is_undated(e)]
        ends = _ends(dimension, a, b, ontology)
        both = len(ends) == 1
        for one, other in ends:
            own = [r for r in held if r.dimension == dimension and (both or _runs(r, one, parties))]
            open_ = tuple(event_id(e) for e in undated if both or _acts(e, one, ontology, parties))
            standings += _standings(dimension, one, other, on, own, open_, claims, parties)
    cited = tuple(sorted({claim for s in standings for claim in s.claims}))
    return StatusAnswer(a=a, b=b, on=on, known_at=known_at, standings=tuple(standings), claims=cited)


def _is_undated(event: Event) -> bool:
    """Say whether an event is told as a fact, of a day that cannot be told; plans are no evidence."""
    told = event.modality in (Modality.HAPPENED, Modality.ONGOING, Modality.DENIED)
    return told and not isinstance(event.date, Interval) and event.as_of is None


def _between(x: PartyId, y: PartyId, a: PartyId, b: PartyId, parties: PartyFacts) -> bool:
    """Say whether x and y are a and b, in any order, a state standing for its governments too."""
    return (_is(x, a, parties) and _is(y, b, parties)) or (_is(x, b, parties) and _is(y, a, parties))


def _is(party: PartyId, asked: PartyId, parties: PartyFacts) -> bool:
    """Say whether a party is the one asked about, a government of it, or the state that it governs."""
    of_asked = party_key(asked, parties.state_of)
    return (
        party == asked or party_key(party, parties.state_of) == asked or (party == of_asked and bool(party))
    )


def _runs(relation: Relation, one: PartyId, parties: PartyFacts) -> bool:
    return party_key(relation.a, parties.state_of) == party_key(one, parties.state_of)


def _acts(event: Event, one: PartyId, ontology: Ontology, parties: PartyFacts) -> bool:
    side = event.target if ontology[event.type].effect == "expel" else event.actor
    return party_key(side, parties.state_of) == party_key(one, parties.state_of)


def _dimensions(a: PartyId, b: PartyId, ontology: Ontology, parties: PartyFacts) -> list[str]:
    key = pair_key(a, b, state_of=parties.state_of)
    kinds = {parties.kind(party) for party in (a, b)}
    asked = [] if key[0] == key[1] else [d for d in _ALWAYS if d in ontology.dimensions]
    if PartyKind.ORGANISATION in kinds:
        asked = [d for d in asked if d not in ("recognition", "relations")] + ["membership"]
    return [*asked, "authority"] if key[0] == key[1] else asked


def _ends(dimension: str, a: PartyId, b: PartyId, ontology: Ontology) -> list[tuple[PartyId, PartyId]]:
    if dimension in ontology.unordered_dimensions:
        return [(min(a, b), max(a, b))]
    return [(a, b)] if a == b or dimension == "authority" else [(a, b), (b, a)]


def _standings(
    dimension: str,
    a: PartyId,
    b: PartyId,
    on: date,
    relations: list[Relation],
    undated: tuple[EventId, ...],
    claims: _Claims,
    parties: PartyFacts,
) -> list[Standing]:
    """Give what holds on the date, or one standing that says why nothing is known to."""
    now = [r for r in sorted(relations, key=relation_order) if covers(r, on)]
    if now:
        return [standing_of(r, on, claims.behind(r.events), undated) for r in now]
    absent = _absent(dimension, a, b, on, parties)
    if absent:
        return [Standing(dimension=dimension, a=a, b=b, status="none", reason=absent, undated=undated)]
    known = [r for r in relations if r.first_evidence is not None]
    first = min((r.first_evidence for r in known if r.first_evidence), default=None)
    last = max((r.last_evidence for r in known if r.last_evidence), default=None)
    return [
        Standing(
            dimension=dimension,
            a=a,
            b=b,
            status=UNKNOWN,
            reason=_why_unknown(on, first, undated),
            first_evidence=first,
            last_evidence=last,
            undated=undated,
            claims=claims.behind(undated),
        )
    ]


def _why_unknown(on: date, first: date | None, undated: tuple[EventId, ...]) -> str:
    if first is not None:
        side = "begins later" if on < first else "does not reach this date"
        return f"the evidence on record {side}"
    return "only undated evidence is on record" if undated else "nothing on record"


def _absent(dimension: str, a: PartyId, b: PartyId, on: date, parties: PartyFacts) -> str:
    """Say why a dimension of states cannot hold: a party did not exist; "" where both may have."""
    if dimension not in _OF_STATES:
        return ""
    for party in (a, b):
        state = party_key(party, parties.state_of)
        since, until = parties.lifetime(state)
        if parties.kind(state) not in (PartyKind.STATE, PartyKind.ORGANISATION):
            continue
        if since is not None and on < since:
            return f"before {state} existed ({since.isoformat()})"
        if until is not None and on >= until:
            return f"{state} had ended ({until.isoformat()})"
    return ""


def standing_of(
    relation: Relation, on: date, claims: tuple[ClaimId, ...], undated: tuple[EventId, ...] = ()
) -> Standing:
    """Give a relation that covers a date as a standing."""
    certain = is_certain(relation, on)
    return Standing(
        dimension=relation.dimension,
        a=relation.a,
        b=relation.b,
        status=relation.status,
        since=relation.since,
        until=relation.until,
        level=relation.level,
        city=relation.city,
        basis=relation.basis,
        detail=relation.detail,
        measures=relation.measures,
        certain=certain,
        reason="" if certain else "the record does not say on which day it began or ended",
        first_evidence=relation.first_evidence,
        last_evidence=relation.last_evidence,
        relation=relation,
        events=relation.events,
        undated=undated,
        claims=claims,
    )


def who(
    dimension: str,
    *,
    on: date,
    relations: Iterable[Relation],
    events: Iterable[Event],
    ontology: Ontology,
    parties: PartyFacts,
    actor: PartyId = "",
    target: PartyId = "",
    known_at: datetime | None = None,
) -> WhoAnswer:
    """Give one dimension across all parties on a date.

    "Who recognizes B" names the target, "where does A have missions" the actor; in unordered
    dimensions either is the party asked about. Recognition of a government is not recognition of
    its state: `target` is matched exactly there, and what else was recognized (an annexation, a
    protectorate) is left out, as are relations that are not diplomatic ones. Elsewhere a state
    stands for its governments too.
    """
    claims = _Claims(events)
    asked = of_dimension(
        dimension, relations=relations, ontology=ontology, parties=parties, actor=actor, target=target
    )
    rows = [standing_of(r, on, claims.behind(r.events)) for r in asked if covers(r, on)]
    return WhoAnswer(
        dimension=dimension,
        actor=actor,
        target=target,
        on=on,
        known_at=known_at,
        holding=tuple(s for s in rows if polarity(s.status) > 0),
        interrupted=tuple(s for s in rows if polarity(s.status) == 0),
        not_holding=tuple(s for s in rows if polarity(s.status) < 0),
        claims=tuple(sorted({claim for s in rows for claim in s.claims})),
    )


def of_dimension(
    dimension: str,
    *,
    relations: Iterable[Relation],
    ontology: Ontology,
    parties: PartyFacts,
    actor: PartyId = "",
    target: PartyId = "",
) -> list[Relation]:
    """Give the relations of one dimension that `who` is about, whatever the day, in order."""
    unordered = dimension in ontology.unordered_dimensions
    return [
        r
        for r in sorted(relations, key=relation_order)
        if r.dimension == dimension and _asked(r, actor, target, unordered, parties)
    ]


def _asked(r: Relation, actor: PartyId, target: PartyId, unordered: bool, parties: PartyFacts) -> bool:
    def is_party(party: PartyId, asked: PartyId) -> bool:
        return not asked or party == asked or party_key(party, parties.state_of) == asked

    if r.dimension == "recognition":
        return is_party(r.a, actor) and (not target or (r.b == target and not r.detail))
    if r.dimension == "relations" and r.detail:
        return False
    if is_party(r.a, actor) and is_party(r.b, target):
        return True
    return unordered and is_party(r.b, actor) and is_party(r.a, target)


def timeline(
    a: PartyId,
    b: PartyId = "",
    *,
    events: Iterable[Event],
    parties: PartyFacts,
    since: date | None = None,
    until: date | None = None,
    known_at: datetime | None = None,
) -> TimelineAnswer:
    """Give every event between two parties, of any modality, in order; undated ones last.

    Args:
        a: A party; a state stands for its governments too.
        b: The other party; "" for all events of `a`.
        events: As known at `known_at`.
        parties: States of the parties.
        since: First day; undated events are left out where a day is given.
        until: First day no more.
        known_at: Repeated in the answer.
    """
    entries: list[TimelineEntry] = []
    for event in sorted(events, key=event_order):
        ends = (event.actor, event.target)
        concerned = _between(*ends, a, b, parties) if b else any(_is(end, a, parties) for end in ends if end)
        day = event_day(event)
        inside = (since is None or (day is not None and day >= since)) and (
            until is None or (day is not None and day < until)
        )
        if concerned and inside:
            entries.append(TimelineEntry(day=day, event=event))
    claims = {claim for entry in entries for claim in entry.event.claims}
    return TimelineAnswer(a=a, b=b, known_at=known_at, entries=tuple(entries), claims=tuple(sorted(claims)))


def event_day(event: Event) -> date | None:
    """Give the day by which an event is ordered; None where it has no date that can be told."""
    return boundary_day(event.date) if isinstance(event.date, Interval) else event.as_of


def why(relation: Relation, *, events: Iterable[Event], known_at: datetime | None = None) -> Trace:
    """Give the events that began, confirmed or ended a relation, and their claims."""
    wanted = set(relation.events)
    behind = tuple(e for e in sorted(events, key=event_order) if event_id(e) in wanted)
    claims = tuple(sorted({claim for event in behind for claim in event.claims}))
    return Trace(relation=relation, known_at=known_at, events=behind, claims=claims)

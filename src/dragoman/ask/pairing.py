"""All that is known of two parties, folded once: how they stand, what held, what happened, what clashes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from dragoman.answers import Answer, Occasion, Shown, Together
from dragoman.ask.chapters import Chapter, conflicts_of
from dragoman.ask.claims import sources
from dragoman.ask.displaying import display_timeline
from dragoman.ask.standings import standings_of
from dragoman.ask.view import View
from dragoman.ledger.entries import pair_of, party_key
from dragoman.records import PartyId, Relation
from dragoman.relations.answers import Conflict, TimelineEntry
from dragoman.relations.keys import relation_order
from dragoman.relations.ops import event_id
from dragoman.relations.questions import event_day, timeline


def ask_all(
    view: View, a: str, b: str, *, on: date, first: int = 0, most: int | None = None, last: bool = False
) -> Together:
    """Give all that is known of two parties.

    Args:
        view: The ledger.
        a: A party by name or id, of that day.
        b: Another.
        on: Day of the standings.
        first: Place of the first event given, from 0.
        most: Events given at most; None gives all.
        last: Give the latest events instead of those from `first` on.
    """
    one, other, chapter = _chapter(view, a, b, on)
    conflicts = conflicts_of((chapter,))
    said = timeline(one, other, events=chapter.events, parties=view.chronicle.facts)
    disputed = {id_ for conflict in conflicts for id_ in (*conflict.left, *conflict.right)}
    start = max(0, len(said.entries) - most) if last and most is not None else first
    part = said.entries[start : None if most is None else start + most]
    return Together(
        standings=standings_of(view, chapter, one, other, on=on),
        relations=_relations(view, chapter, one, other),
        events=view.answer(
            [(entry, (event_id(entry.event),)) for entry in part],
            (chapter,),
            a=one,
            b=other,
            display=display_timeline,
        ),
        conflicts=view.opposed(conflicts, (chapter,), a=one, b=other),
        disputed={id_: event for event in chapter.events if (id_ := event_id(event)) in disputed},
        events_first=start,
        events_total=len(said.entries),
    )


def ask_course(
    view: View, a: str, b: str, *, on: date | None, since: date | None, until: date | None
) -> Together:
    """Give what held and happened between two parties without any sentence: for pictures.

    Args:
        view: The ledger.
        a: A party by name or id, of day `on`.
        b: Another.
        on: Day whose names count; None takes those of any day.
        since: First day of events and conflicts; undated events are then left out.
        until: First day of events and conflicts no more.
    """
    one, other, chapter = _chapter(view, a, b, on)
    said = timeline(one, other, events=chapter.events, parties=view.chronicle.facts, since=since, until=until)
    conflicts = _within(conflicts_of((chapter,)), since, until)
    rows = [Shown(entry, groups=entry.event.groups) for entry in said.entries]
    return Together(
        standings=view.bare((), a=one, b=other),
        relations=_relations(view, chapter, one, other),
        events=view.bare(rows, a=one, b=other),
        conflicts=view.bare(map(Shown, conflicts), a=one, b=other),
        events_first=0,
        events_total=len(rows),
    )


def ask_occasions(view: View, a: str, b: str, *, on: date | None, limit: int) -> tuple[Occasion, ...]:
    """Give when what is known of two parties may have changed, latest first: what to ask `known_at` of."""
    one, other = view.party(a, on), view.party(b, on)
    rows = view.store.entries_of_pair(pair_of(party_key(one), party_key(other)), limit=limit, known_at=view.k)
    documents = sources(view, [row.document for row in rows])
    return tuple(
        Occasion(
            sequence=row.sequence,
            recorded_at=row.recorded_at,
            kind=row.kind,
            source=documents[row.document],
        )
        for row in rows
    )


def ask_doings(
    view: View, a: str, *, since: date | None, until: date | None
) -> tuple[Answer[TimelineEntry], Answer[Conflict]]:
    """Give every event of one party, and where texts disagree on it, without any sentence: for pictures."""
    party = view.party(a, since)
    key = party_key(party)
    _, chapter = view.chronicle.happened(party, view.k, since=since, until=until)
    entries = (TimelineEntry(day=event_day(event), event=event) for event in chapter.events)
    events = view.bare((Shown(entry, groups=entry.event.groups) for entry in entries), a=party)
    _, found = view.chronicle.conflicts(view.k, keys=[key])
    conflicts = _within([each.conflict for each in found], since, until)
    return events, view.bare(map(Shown, conflicts), a=party)


def _within(conflicts: Iterable[Conflict], since: date | None, until: date | None) -> list[Conflict]:
    return [each for each in conflicts if (since or date.min) <= each.day < (until or date.max)]


def _chapter(view: View, a: str, b: str, on: date | None) -> tuple[PartyId, PartyId, Chapter]:
    one, other = view.party(a, on), view.party(b, on)
    return one, other, view.chronicle.of_pair(pair_of(party_key(one), party_key(other)), view.k)


def _relations(view: View, chapter: Chapter, a: PartyId, b: PartyId) -> Answer[Relation]:
    groups = {event_id(event): event.groups for event in (*chapter.events, *chapter.cited)}
    rows = (
        Shown(r, groups=tuple(dict.fromkeys(g for id_ in r.events for g in groups.get(id_, ()))))
        for r in sorted(chapter.relations, key=relation_order)
    )
    return view.bare(rows, a=a, b=b)

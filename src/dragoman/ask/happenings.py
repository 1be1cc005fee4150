"""What happened between parties, what changed, and where documents disagree."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from dragoman.answers import Answer
from dragoman.ask.chapters import Held
from dragoman.ask.displaying import display_timeline
from dragoman.ask.view import View
from dragoman.ledger.entries import party_key
from dragoman.relations.answers import Change, Conflict, TimelineEntry
from dragoman.relations.changes import changes_since
from dragoman.relations.ops import event_id
from dragoman.relations.questions import event_day, timeline


def ask_timeline(
    view: View,
    a: str,
    b: str,
    *,
    since: date | None,
    until: date | None,
    first: int = 0,
    most: int | None = None,
) -> Answer[TimelineEntry]:
    """Give every event between two parties, or with `b` "" of one, in order; or `most` from `first` on."""
    one, other = view.party(a, since), view.party(b, since) if b else ""
    if other:
        chapter = view.chronicle.events_of(party_key(one), party_key(other), view.k)
        facts = view.chronicle.facts
        said = timeline(one, other, events=chapter.events, parties=facts, since=since, until=until)
        total = len(said.entries)
        entries = said.entries[first : None if most is None else first + most]
    else:
        total, chapter = view.chronicle.happened(
            one, view.k, since=since, until=until, first=first, most=most
        )
        entries = tuple(TimelineEntry(day=event_day(event), event=event) for event in chapter.events)
    items = [(entry, (event_id(entry.event),)) for entry in entries]
    some = total if first or most is not None else None
    return view.answer(items, (chapter,), a=one, b=other, total=some, display=display_timeline)


def ask_changes(
    view: View, since: date, *, parties: Collection[str], dimensions: Collection[str]
) -> Answer[Change]:
    """Give what changed on or after a day; of these parties and dimensions, or of all."""
    watch = [view.party(party, None) for party in parties]
    turned = list(view.chronicle.turned(since, view.k, keys=_keys(watch), dimensions=dimensions))
    said = changes_since(
        since,
        relations=[
            r for each in turned for r in ((each.relation,) if isinstance(each, Held) else each.relations)
        ],
        events=(),
        parties=view.chronicle.facts,
        watch=watch,
        dimensions=dimensions,
    )
    return view.answer([(change, change.events) for change in said.changes], turned)


def ask_conflicts(
    view: View, *, parties: Collection[str], first: int = 0, most: int | None = None
) -> Answer[Conflict]:
    """Give where documents disagree: two statuses on one day, or two dates of one event.

    With `most`, so many from `first` on.
    """
    watch = [view.party(party, None) for party in parties]
    total, found = view.chronicle.conflicts(view.k, keys=_keys(watch), first=first, most=most)
    some = total if first or most is not None else None
    return view.opposed([each.conflict for each in found], found, total=some)


def _keys(watch: Collection[str]) -> list[str]:
    return sorted({party_key(party) for party in watch})

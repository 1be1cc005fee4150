"""What happened between parties, what changed, and where documents disagree."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from dragoman.answers import Answer
from dragoman.ask.chapters import Page, conflicts_of
from dragoman.ask.displaying import display_timeline
from dragoman.ask.view import View
from dragoman.ledger.entries import party_key
from dragoman.relations.answers import Change, Conflict, TimelineEntry
from dragoman.relations.changes import changes_since
from dragoman.relations.questions import timeline


def ask_timeline(
    view: View, a: str, b: str, *, since: date | None, until: date | None
) -> Answer[TimelineEntry]:
    """Give every event between two parties, or with `b` "" of one, in order."""
    one, other = view.party(a, since), view.party(b, since) if b else ""
    chapter = view.chronicle.events_of(party_key(one), party_key(other), view.k)
    said = timeline(one, other, events=chapter.events, parties=view.chronicle.facts, since=since, until=until)
    items = [(entry, (entry.event.id,)) for entry in said.entries]
    return view.answer(items, (chapter,), a=one, b=other, display=display_timeline)


def ask_changes(
    view: View, since: date, *, parties: Collection[str], dimensions: Collection[str]
) -> Answer[Change]:
    """Give what changed on or after a day; of these parties and dimensions, or of all."""
    watch = [view.party(party, None) for party in parties]
    pages = [page for page in _pages(view, watch) if page.last_change >= since]
    said = changes_since(
        since,
        relations=[relation for page in pages for relation in page.relations],
        events=(),
        parties=view.chronicle.facts,
        watch=watch,
        dimensions=dimensions,
    )
    return view.answer([(change, change.events) for change in said.changes], pages)


def ask_conflicts(view: View, *, parties: Collection[str]) -> Answer[Conflict]:
    """Give where documents disagree: two statuses on one day, or two dates of one event."""
    watch = [view.party(party, None) for party in parties]
    pages = [page for page in _pages(view, watch) if page.has_clashes]
    return view.opposed(conflicts_of(pages), pages)


def _pages(view: View, watch: Collection[str]) -> Iterator[Page]:
    return view.chronicle.pages(view.k, sorted({party_key(party) for party in watch}))

"""`dragoman timeline`, `changes` and `conflicts`: what happened, what changed, where texts disagree."""

from __future__ import annotations

from datetime import date, datetime

import click

from dragoman.answers import Answer, Shown
from dragoman.cli import layout
from dragoman.cli.exits import DONE
from dragoman.cli.opening import opened
from dragoman.cli.options import (
    day_option,
    format_option,
    known_at_option,
    ledger_option,
    sentences_option,
)
from dragoman.cli.output import emit
from dragoman.cli.sheet import Row, Sheet
from dragoman.cli.text import counted
from dragoman.export.rows import (
    CHANGE_COLUMNS,
    CONFLICT_COLUMNS,
    EVENT_COLUMNS,
    change_date,
    change_row,
    conflict_row,
    event_row,
    evidence_row,
)
from dragoman.ontology import load_ontology
from dragoman.records import Event, Modality
from dragoman.relations.answers import Change, Conflict, TimelineEntry
from dragoman.service import Ledger

_HAPPENED = (Modality.HAPPENED, Modality.ONGOING)


@click.command()
@click.argument("a", metavar="A")
@click.argument("b", required=False, default="")
@day_option("--since", help="From this day on; undated events are then left out.")
@day_option("--until", help="Before this day.")
@known_at_option
@sentences_option(1)
@format_option
@ledger_option
def timeline(
    a: str,
    b: str,
    since: date | None,
    until: date | None,
    known_at: datetime | None,
    sentences: int,
    style: str,
    ledger: str | None,
) -> int:
    """List every event between A and B, in order; without B, every event of A.

    Planned, possible, demanded and denied events are listed as what they are. Undated ones come last.
    """
    with Ledger.open(ledger, create=False) as book:
        answer = book.timeline(a, b, since=since, until=until, known_at=known_at)
    ontology = load_ontology()
    rows = [
        {
            **event_row(shown.item.event, answer.name, ontology),
            "sentences": [evidence_row(item) for item in shown.evidence],
        }
        for shown in answer
    ]
    emit(
        style,
        sheet=lambda: _timeline_sheet(answer, sentences),
        rows=rows,
        columns=(*EVENT_COLUMNS, "documents", "sentences"),
        head=layout.head(answer),
    )
    return DONE


def _timeline_sheet(answer: Answer[TimelineEntry], sentences: int) -> Sheet:
    parties = [answer.name(party) for party in (answer.a, answer.b) if party]
    return Sheet(
        heading=" and ".join(parties),
        subheading=layout.subheading(answer),
        columns=("date", "event", "between", "detail", "texts"),
        rows=[event_line(answer, shown, sentences) for shown in answer],
        notes=(counted(len(answer), "event"),),
        right=frozenset({"texts"}),
    )


def event_line(answer: Answer[TimelineEntry], shown: Shown[TimelineEntry], sentences: int) -> Row:
    """Lay out one event."""
    event = shown.item.event
    when = layout.date_text(event.date) or (f"as of {event.as_of}" if event.as_of else "undated")
    amount = f"{event.amount.currency} {event.amount.value:,.0f}" if event.amount else ""
    modality = "" if event.modality is Modality.HAPPENED else event.modality.value
    detail = [modality, layout.plain(event.basis), layout.plain(event.level), event.city, event.object]
    detail += [*(layout.plain(measure) for measure in event.measures), amount]
    return Row(
        (
            when,
            event.type,
            _between(answer, event),
            ", ".join(word for word in detail if word),
            f"{event.documents:,}",
        ),
        layout.quotes(shown.evidence, sentences),
        tone="" if event.modality in _HAPPENED else "dim",
    )


def _between(answer: Answer[TimelineEntry], event: Event) -> str:
    kind = load_ontology().get(event.type)
    mark = layout.pair_mark(unordered=kind is not None and kind.unordered)
    sides = (layout.label(answer, party) for party in (event.actor, event.target) if party)
    return mark.join(sides)


@click.command()
@day_option("--since", required=True, help="What changed on this day or later.")
@click.option("--party", "parties", multiple=True, metavar="PARTY", help="Watch this party; repeatable.")
@click.option(
    "--dimension",
    "dimensions",
    multiple=True,
    type=click.Choice(load_ontology().dimensions),
    help="Watch this dimension; repeatable.",
)
@known_at_option
@sentences_option(1)
@format_option
@ledger_option
def changes(
    since: date,
    parties: tuple[str, ...],
    dimensions: tuple[str, ...],
    known_at: datetime | None,
    sentences: int,
    style: str,
    ledger: str | None,
) -> int:
    """List what changed between parties since a day, of every dimension, in order."""
    with opened(ledger) as book:
        answer = book.changes(since, parties=parties, dimensions=dimensions, known_at=known_at)
    emit(
        style,
        sheet=lambda: _changes_sheet(answer, since, sentences),
        rows=[change_row(shown, answer.name) for shown in answer],
        columns=CHANGE_COLUMNS,
        head={"since": since.isoformat(), **layout.head(answer)},
    )
    return DONE


def _changes_sheet(answer: Answer[Change], since: date, sentences: int) -> Sheet:
    rows = []
    for shown in answer:
        item = shown.item
        relation = item.after or item.before
        short = relation.id[: layout.SHORT_ID] if relation else ""
        before = layout.plain(item.before.status) if item.before else "unknown"
        after = layout.plain(item.after.status) if item.after else "unknown"
        rows.append(
            Row(
                (
                    layout.date_text(change_date(item)) or item.day.isoformat(),
                    item.dimension,
                    layout.between(answer, item.a, item.b, item.dimension),
                    f"{before} {layout.ARROW} {after}",
                    layout.traits(relation) if relation else "",
                    short,
                ),
                layout.quotes(shown.evidence, sentences, more=f"dragoman why {short}"),
            )
        )
    return Sheet(
        heading=f"Changes since {since}",
        subheading=layout.subheading(answer),
        columns=("date", "dimension", "between", "change", "detail", "relation"),
        rows=rows,
        notes=(counted(len(answer), "change"),),
    )


@click.command()
@click.option("--party", "parties", multiple=True, metavar="PARTY", help="Of this party; repeatable.")
@known_at_option
@format_option
@ledger_option
def conflicts(parties: tuple[str, ...], known_at: datetime | None, style: str, ledger: str | None) -> int:
    """List where documents disagree: two statuses on one day, or two dates of one event."""
    with opened(ledger) as book:
        answer = book.conflicts(parties=parties, known_at=known_at)
    emit(
        style,
        sheet=lambda: _conflicts_sheet(answer),
        rows=[conflict_row(shown, answer.name) for shown in answer],
        columns=CONFLICT_COLUMNS,
        head=layout.head(answer),
    )
    return DONE


def _conflicts_sheet(answer: Answer[Conflict]) -> Sheet:
    kinds = {"status": "two statuses on one day", "date": "two dates of one event"}
    rows = [
        Row(
            (
                shown.item.day.isoformat(),
                shown.item.dimension,
                layout.between(answer, shown.item.a, shown.item.b, shown.item.dimension),
                kinds.get(shown.item.kind, shown.item.kind),
            ),
            layout.quotes(shown.evidence, 0),
        )
        for shown in answer
    ]
    return Sheet(
        heading="Where documents disagree",
        subheading=layout.subheading(answer),
        columns=("day", "dimension", "between", "conflict"),
        rows=rows,
        notes=(f"{counted(len(answer), 'conflict')}; decide with `dragoman amend CLAIM --reject`",),
    )

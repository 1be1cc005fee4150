"""Timelines: what held between two parties as bars, what happened as marks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dragoman.answers import Answer
from dragoman.charts.axes import NARROW, WIDTH, axis_form, days_text, frame_size, millis, row_axis, time_x
from dragoman.charts.bars import EARLIER, Row, bar_chart, bars, cut_bars
from dragoman.charts.frames import FIRST_DAYS, ROWS, Spec, filled
from dragoman.charts.legend import SQUARE, Entry, legend
from dragoman.charts.palette import GREY, HATCH, INK, VERMILION, WHITE
from dragoman.charts.picture import Datasets, Picture, altair, finish
from dragoman.charts.text import Heading, asked, clean, counted, date_text, label, plain, short, silence
from dragoman.charts.wording import named
from dragoman.gazetteer import load_gazetteer
from dragoman.ontology import load_ontology
from dragoman.records import Event, EventId, Interval, Modality, Relation
from dragoman.relations.answers import Conflict, TimelineEntry
from dragoman.relations.moments import window
from dragoman.relations.ops import event_id

_MOST_ROWS = 60
_CIRCLE, _TRIANGLE, _DIAMOND, _CROSS = "circle", "triangle-right", "diamond", "M-1,-1L1,1M-1,1L1,-1"
_DISAGREE = "texts disagree"
_HOURGLASS, _PLUS = "M-1,-1L1,-1L-1,1L1,1Z", "cross"
# How an event is marked: shape, whether filled, and what the legend says.
_MARKS = {
    Modality.HAPPENED: (_CIRCLE, True, "happened"),
    Modality.ONGOING: (SQUARE, True, "said to hold"),
    Modality.PLANNED: (_TRIANGLE, False, "planned"),
    Modality.POSSIBLE: (_DIAMOND, False, "possible"),
    Modality.CONDITIONAL: (_HOURGLASS, False, "conditional"),
    Modality.DEMANDED: (_PLUS, False, "demanded"),
    Modality.DENIED: (_CROSS, False, "denied"),
}


def draw_timeline(
    events: Answer[TimelineEntry],
    relations: Answer[Relation] | None = None,
    *,
    conflicts: Answer[Conflict] | None = None,
    since: date | None = None,
    until: date | None = None,
    narrow: bool = False,
) -> Picture:
    """Draw a timeline of two parties, or of one.

    Args:
        events: What happened between them, of any modality.
        relations: What held between them, over all time; None draws the events alone.
        conflicts: Where texts disagree on it; None marks nothing.
        since: First day drawn; None draws from the first on record.
        until: First day drawn no more.
        narrow: Draw for a narrow place such as a phone: rows are named above them.
    """
    today = events.known_at.astimezone(UTC).date()
    names = " and ".join(named(events, party) for party in (events.a, events.b) if party)
    found = [] if relations is None else cut_bars(bars(_held(relations), relations), since, until)
    rows = list(dict.fromkeys(bar["row"] for bar in found))[:_MOST_ROWS]
    shown = [bar for bar in found if bar["row"] in rows]
    disputed = {id_ for c in conflicts or () for id_ in (*c.item.left, *c.item.right)}
    every = [*_marks(events, disputed)]
    lines = list(dict.fromkeys(mark["row"] for mark in sorted(every, key=_in_order)))[:_MOST_ROWS]
    marks = [mark for mark in every if mark["row"] in lines]
    answers: list[Answer[Any]] = [events] if relations is None else [events, _drawn(relations, shown)]
    first, last = _span([*shown, *marks], today)
    data = Datasets()
    parts = []
    if shown:
        parts.append(bar_chart(data, shown, first, last, narrow=narrow))
    if marks:
        parts.append(_mark_chart(data, marks, first, last, narrow=narrow))
    notes = [*events.notes, *_notes(events, relations, found, every)]
    width, columns = (NARROW, 1) if narrow else (WIDTH, 2)
    parts.append(legend(data, _entries(shown, marks), width=width, columns=columns, notes=notes))
    return finish(
        parts,
        Heading(
            title=f"Timeline: {names}",
            asked=asked(*answers, since=since, until=until),
            notes=silence(*answers),
        ),
        data,
        spacing=14,
        wide=50 if narrow else 130,
    )


def _held(relations: Answer[Relation]) -> list[Relation]:
    return [shown.item for shown in relations]


def _drawn(relations: Answer[Relation], bars: list[Row]) -> Answer[Relation]:
    """Give the part of an answer that is drawn: documents behind anything else are not counted."""
    ids = {bar["id"] for bar in bars}
    return replace(relations, rows=tuple(shown for shown in relations if shown.item.id in ids))


# ---------------------------------------------------------------------------------------- marks


def _marks(events: Answer[TimelineEntry], disputed: Collection[EventId]) -> Iterable[Row]:
    for shown in events:
        event, day = shown.item.event, shown.item.day
        if day is None:
            continue
        shape, is_full, says = _MARKS[event.modality]
        first, last = window(event.date) if isinstance(event.date, Interval) else (day, day)
        first, last = max(first, day) if first == date.min else first, day if last == date.max else last
        kind = load_ontology().get(event.type)
        clash = event_id(event) in disputed
        yield {
            "id": event_id(event),
            "row": _line(events, event),
            "event": plain(event.type),
            "from": millis(first),
            "to": millis(last),
            "at": millis(first + (last - first) / 2),
            "day": day.isoformat(),
            "wide": last > first,
            "shape": shape,
            "fill": (INK if kind and kind.dimension else GREY) if is_full else WHITE,
            "modality": says,
            "says": _told(events, event) + (f" · {_DISAGREE}" if clash else ""),
            "clash": clash,
            "documents": event.documents,
        }


def _line(events: Answer[TimelineEntry], event: Event) -> str:
    """Give the row of an event: its kind; of one party's timeline, the other party, if it has one."""
    if events.b:
        return plain(event.type)
    state_of = load_gazetteer().state_of
    others = [p for p in (event.actor, event.target) if p and state_of(p) != state_of(events.a)]
    return label(events, others[0]) if others else plain(event.type)


def _in_order(mark: Row) -> tuple[int, str]:
    return mark["at"], mark["row"]


def _told(events: Answer[TimelineEntry], event: Event) -> str:
    when = date_text(event.date) or (f"as of {event.as_of}" if event.as_of else "undated")
    ends = " → ".join(label(events, party) for party in (event.actor, event.target) if party)
    more = " ".join(t for t in (plain(event.level), clean(event.city), short(event.object, 60)) if t)
    return " · ".join(part for part in (when, ends, more) if part)


def _mark_chart(data: Datasets, marks: list[Row], first: date, last: date, *, narrow: bool) -> Spec:
    ordered = sorted(marks, key=_in_order)
    data["marks"] = ordered
    rows = list(dict.fromkeys(mark["row"] for mark in ordered))
    return filled(
        _frame, axis_form(first, last), narrow, holes={FIRST_DAYS: days_text(first, last), ROWS: rows}
    )


def _frame(form: str, narrow: bool) -> Any:
    alt = altair()
    y = alt.Y("row:N", sort=[ROWS], title=None, axis=row_axis(alt, narrow=narrow))
    tooltip = [
        alt.Tooltip("event:N"),
        alt.Tooltip("modality:N"),
        alt.Tooltip("says:N", title="what"),
        alt.Tooltip("documents:Q"),
    ]
    base = alt.Chart(alt.NamedData(name="marks"))
    spans = (
        base.transform_filter("datum.wide")
        .mark_rule(stroke=GREY, strokeWidth=2, strokeDash=[3, 2])
        .encode(x=time_x(alt, "from", form), x2="to:Q", y=y)
    )
    rings = (
        base.transform_filter("datum.clash")
        .mark_point(size=330, shape=_CIRCLE, stroke=VERMILION, strokeWidth=2.2, filled=False, opacity=1)
        .encode(x=time_x(alt, "at", form), y=y)
    )
    points = base.mark_point(size=90, strokeWidth=1.4, opacity=1, stroke=INK).encode(
        x=time_x(alt, "at", form),
        y=y,
        shape=alt.Shape("shape:N", scale=None, legend=None),
        fill=alt.Fill("fill:N", scale=None, legend=None),
        tooltip=tooltip,
    )
    return alt.layer(spans, rings, points).properties(**frame_size(alt, narrow=narrow))


# ----------------------------------------------------------------------------------------- frame


def _span(rows: Sequence[Row], today: date) -> tuple[date, date]:
    """Give the days that the picture reaches over, with some room at either side."""
    stamps = [row[key] for row in rows for key in ("from", "to")] or [millis(today)]
    first, last = (
        datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=m) for m in (min(stamps), max(stamps))
    )
    room = max(timedelta(days=30), (last - first) / 40)
    floor, ceiling = datetime(1, 1, 2, tzinfo=UTC), datetime(9999, 12, 30, tzinfo=UTC)
    start = first - room if first - floor > room else floor
    end = last + room if ceiling - last > room else ceiling
    return start.date(), end.date()


def _entries(bars: list[Row], marks: list[Row]) -> list[Entry]:
    """Give the legend's lines for what is drawn."""
    words: dict[str, list[str]] = {}  # one line a colour, since rows say which dimension they are of
    for bar in sorted(bars, key=lambda bar: (bar["rank"], bar["status"])):
        words.setdefault(bar["fill"], []).append(bar["status"])
    entries = [Entry(", ".join(dict.fromkeys(said)), fill) for fill, said in words.items()]
    kinds = {bar["kind"] for bar in bars}
    if "carried" in kinds:
        entries.append(Entry("paler: after the last evidence, carried forward", HATCH))
    if "doubt" in kinds or any(mark["wide"] for mark in marks):
        entries.append(Entry("dashed: day uncertain", WHITE, outline=GREY, is_dashed=True))
    if any(bar["earlier"] for bar in bars):
        entries.append(Entry("it began earlier, on a day not on record", INK, shape=EARLIER, outline=INK))
    if any(mark["clash"] for mark in marks):
        entries.append(Entry(f"ringed: {_DISAGREE}", WHITE, shape=_CIRCLE, outline=VERMILION))
    used = {mark["modality"] for mark in marks}
    for shape, is_full, says in _MARKS.values():
        if says in used:
            entries.append(Entry(says, INK if is_full else WHITE, shape=shape, outline=INK))
    return entries or [Entry("nothing on record, which is not “no”", WHITE, HATCH)]


def _notes(
    events: Answer[TimelineEntry], relations: Answer[Relation] | None, bars: list[Row], marks: list[Row]
) -> list[str]:
    undated = len(events) - len(marks)
    notes = [f"{counted(undated, 'event')} without a date that can be told: not drawn."] if undated else []
    more = len({bar["row"] for bar in bars}) - _MOST_ROWS
    if more > 0:
        notes.append(f"{counted(more, 'more row')} of bars not drawn; ask for less with --since and --until.")
    hidden = len({mark["row"] for mark in marks}) - _MOST_ROWS
    if hidden > 0:
        notes.append(
            f"{counted(hidden, 'more row')} of events not drawn; ask for less with --since and --until."
        )
    if not events.b and marks:
        notes.append(
            "A row is another party; name two parties to see each kind of event in a row of its own."
        )
    if relations is not None:
        timeless = sum(r.since is None and r.first_evidence is None for r in _held(relations))
        if timeless:
            notes.append(f"{counted(timeless, 'status', 'statuses')} without any day on record: not drawn.")
        notes.append("Where no bar is drawn, nothing is on record for that time, which is not “no”.")
    return notes

"""Timelines: what held between two parties as bars, what happened as marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from dragoman.answers import Answer
from dragoman.charts.legend import SQUARE, Entry, legend
from dragoman.charts.palette import GREY, HATCH, INK, WHITE, style_of
from dragoman.charts.picture import Datasets, Picture, altair, finish
from dragoman.charts.text import Heading, asked, clean, counted, date_text, label, plain, short
from dragoman.ontology import load_ontology
from dragoman.records import Event, Interval, Modality, Relation
from dragoman.relations.answers import TimelineEntry
from dragoman.relations.moments import boundary_day, boundary_last, window

WIDTH = 760
_ROW = 24  # pixels
_MOST_ROWS = 60
_YEARS, _MONTHS = 9 * 366, 150  # days: above them an axis shows years, or months
_CIRCLE, _TRIANGLE, _DIAMOND, _CROSS = "circle", "triangle-right", "diamond", "M-1,-1L1,1M-1,1L1,-1"
# How an event is marked: shape, whether filled, and what the legend says.
_MARKS = {
    Modality.HAPPENED: (_CIRCLE, True, "happened"),
    Modality.ONGOING: (SQUARE, True, "said to hold"),
    Modality.PLANNED: (_TRIANGLE, False, "planned"),
    Modality.POSSIBLE: (_DIAMOND, False, "possible"),
    Modality.CONDITIONAL: (_DIAMOND, False, "conditional"),
    Modality.DEMANDED: (_DIAMOND, False, "demanded"),
    Modality.DENIED: (_CROSS, False, "denied"),
}

Row = dict[str, Any]


def draw_timeline(
    events: Answer[TimelineEntry],
    relations: Answer[Relation] | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
) -> Picture:
    """Draw a timeline of two parties, or of one.

    Args:
        events: What happened between them, of any modality.
        relations: What held between them, over all time; None draws the events alone.
        since: First day drawn; None draws from the first on record.
        until: First day drawn no more.
    """
    today = events.known_at.astimezone(UTC).date()
    names = " and ".join(label(events, party, most=60) for party in (events.a, events.b) if party)
    bars = [] if relations is None else _cut(_bars(relations, today), since, until)
    marks = [*_marks(events)]
    answers: list[Answer[Any]] = [events] if relations is None else [events, relations]
    first, last = _span([*bars, *marks], today)
    data = Datasets()
    parts = []
    if bars:
        parts.append(_bar_chart(data, bars, first, last))
    if marks:
        parts.append(_mark_chart(data, marks, first, last))
    parts.append(
        legend(
            data, _entries(bars, marks), width=WIDTH, columns=2, notes=_notes(events, relations, bars, marks)
        )
    )
    return finish(
        altair().vconcat(*parts, spacing=14),
        Heading(title=f"Timeline: {names}", asked=asked(*answers)),
        data,
        wide=130,
    )


def _cut(bars: Iterable[Row], since: date | None, until: date | None) -> list[Row]:
    """Give bars as far as they lie between two days."""
    first, last = millis(since or date.min), millis(until or date.max)
    cut = ({**bar, "from": max(bar["from"], first), "to": min(bar["to"], last)} for bar in bars)
    return [bar for bar in cut if bar["from"] < bar["to"]]


def millis(day: date) -> int:
    """Give a day as milliseconds since 1970, in UTC, as Vega-Lite counts."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


# ----------------------------------------------------------------------------------------- bars


def _bars(relations: Answer[Relation], today: date) -> Iterable[Row]:
    """Give each relation as stretches: beginning in doubt, as told, carried forward, end in doubt."""
    order = {dimension: n for n, dimension in enumerate(load_ontology().dimensions)}
    for r in sorted((shown.item for shown in relations), key=lambda r: order[r.dimension]):
        begun = r.since.first_day if r.since else None  # None: since before the evidence begins
        sure = boundary_last(r.since) if r.since else r.first_evidence
        if begun is None:
            begun = boundary_day(r.since) if r.since else sure
        if begun is None:
            continue
        # What ends after its last evidence is carried to its end; what has no end, to the day of knowledge.
        over = (r.until.first_day or r.last_evidence or begun) if r.until else max(today, begun)
        gone = boundary_last(r.until) if r.until else over
        told = over if r.until else min(max(r.last_evidence or begun, begun), over)
        sure = min(max(sure or begun, begun), over)
        style = style_of(r)
        base: Row = {
            "row": _row_name(relations, r),
            "fill": style.fill,
            "status": _status(r),
            "says": _says(r),
        }
        base |= {"rank": style.rank, "open_start": r.since is None or r.since.start is None}
        pieces = (
            (begun, sure, "doubt"),
            (sure, told, "told"),
            (max(sure, told), over, "carried"),
            (over, gone, "doubt"),
        )
        drawn = False
        for start, end, kind in pieces:
            if end > start or (kind == "told" and not drawn and gone <= begun):
                drawn = True
                yield {
                    **base,
                    "from": millis(start),
                    "to": millis(max(end, start + timedelta(1))),
                    "kind": kind,
                }


def _status(r: Relation) -> str:
    """Give a status in a word or two; rows say the rest."""
    return style_of(r).label if r.dimension == "recognition" and r.status != "none" else plain(r.status)


def _row_name(answer: Answer[Relation], r: Relation) -> str:
    mark = " \N{EN DASH} " if r.dimension in load_ontology().unordered_dimensions else " → "
    sides = mark.join(short(label(answer, party, most=20), 20) for party in (r.a, r.b))
    kind = short(clean(" ".join((plain(r.level), r.city)).strip() or r.detail), 24)
    return f"{r.dimension}: {sides}" + (f" ({kind})" if kind and r.dimension not in ("envoy",) else "")


def _says(r: Relation) -> str:
    since = date_text(r.since) or (f"on record from {r.first_evidence}" if r.first_evidence else "?")
    until = f" until {date_text(r.until)}" if r.until else ""
    traits = [plain(r.level), clean(r.city), plain(r.basis), clean(r.detail), *map(plain, r.measures)]
    return " ".join([plain(r.status), *(t for t in traits if t), "since", since]) + until


def _bar_chart(data: Datasets, bars: list[Row], first: date, last: date) -> Any:
    alt = altair()
    rows = list(dict.fromkeys(bar["row"] for bar in bars))[:_MOST_ROWS]
    shown = [bar for bar in bars if bar["row"] in rows]
    opacity = {"told": 1.0, "carried": 0.62, "doubt": 0.25}
    for bar in shown:
        bar["opacity"] = opacity[bar["kind"]]
        bar["dash"] = "uncertain" if bar["kind"] == "doubt" else "certain"
    return (
        alt.Chart(data.add("bars", shown))
        .mark_bar(height=13, strokeWidth=1)
        .encode(
            x=_time(alt, "from", first, last),
            x2="to:Q",
            y=alt.Y("row:N", sort=rows, title=None, axis=_labels(alt)),
            fill=alt.Fill("fill:N", scale=None, legend=None),
            fillOpacity=alt.FillOpacity("opacity:Q", scale=None, legend=None),
            stroke=alt.Stroke("fill:N", scale=None, legend=None),
            strokeDash=alt.StrokeDash(
                "dash:N",
                legend=None,
                scale=alt.Scale(domain=["certain", "uncertain"], range=[[1, 0], [3, 2]]),
            ),
            tooltip=[alt.Tooltip("row:N", title="between"), alt.Tooltip("says:N", title="status")],
        )
        .properties(width=WIDTH, height=alt.Step(_ROW))
    )


def _labels(alt: Any) -> Any:
    return alt.Axis(ticks=False, domain=False, labelPadding=8, labelLimit=420, grid=True, gridColor="#efefef")


def time_axis(first: date, last: date) -> Any:
    """Give an axis of years, months or days, as the time between two days is long or short."""
    days = (last - first).days
    form = "%Y" if days > _YEARS else "%b %Y" if days > _MONTHS else "%-d %b %Y"
    return altair().Axis(
        tickCount=8, format=form, gridColor="#e6e6e6", labelOverlap="greedy", labelSeparation=8, title=None
    )


def _time(alt: Any, field: str, first: date, last: date) -> Any:
    # As an expression: Vega-Lite takes two numbers for x and for x2 to be two domains.
    domain = alt.ExprRef(f"[{millis(first)}, {millis(last)}]")
    scale = alt.Scale(type="utc", domain=domain, nice=False)
    return alt.X(f"{field}:T", title=None, scale=scale, axis=time_axis(first, last))


# ---------------------------------------------------------------------------------------- marks


def _marks(events: Answer[TimelineEntry]) -> Iterable[Row]:
    for shown in events:
        event, day = shown.item.event, shown.item.day
        if day is None:
            continue
        shape, filled, says = _MARKS[event.modality]
        first, last = window(event.date) if isinstance(event.date, Interval) else (day, day)
        first, last = max(first, day) if first == date.min else first, day if last == date.max else last
        kind = load_ontology().get(event.type)
        yield {
            "row": plain(event.type),
            "from": millis(first),
            "to": millis(last),
            "at": millis(first + (last - first) / 2),
            "day": day.isoformat(),
            "wide": last > first,
            "shape": shape,
            "fill": (INK if kind and kind.dimension else GREY) if filled else WHITE,
            "modality": says,
            "says": _told(events, event),
            "documents": event.documents,
        }


def _told(events: Answer[TimelineEntry], event: Event) -> str:
    when = date_text(event.date) or (f"as of {event.as_of}" if event.as_of else "undated")
    ends = " → ".join(label(events, party) for party in (event.actor, event.target) if party)
    more = " ".join(t for t in (plain(event.level), clean(event.city), short(event.object, 60)) if t)
    return " · ".join(part for part in (when, ends, more) if part)


def _mark_chart(data: Datasets, marks: list[Row], first: date, last: date) -> Any:
    alt = altair()
    ordered = sorted(marks, key=lambda mark: (mark["at"], mark["row"]))
    rows = list(dict.fromkeys(mark["row"] for mark in ordered))
    y = alt.Y("row:N", sort=rows, title=None, axis=_labels(alt))
    tooltip = [
        alt.Tooltip("row:N", title="event"),
        alt.Tooltip("modality:N"),
        alt.Tooltip("says:N", title="what"),
        alt.Tooltip("documents:Q"),
    ]
    base = alt.Chart(data.add("marks", ordered))
    spans = (
        base.transform_filter("datum.wide")
        .mark_rule(stroke=GREY, strokeWidth=2, strokeDash=[3, 2])
        .encode(x=_time(alt, "from", first, last), x2="to:Q", y=y)
    )
    points = base.mark_point(size=90, strokeWidth=1.4, opacity=1, stroke=INK).encode(
        x=_time(alt, "at", first, last),
        y=y,
        shape=alt.Shape("shape:N", scale=None, legend=None),
        fill=alt.Fill("fill:N", scale=None, legend=None),
        tooltip=tooltip,
    )
    return alt.layer(spans, points).properties(width=WIDTH, height=alt.Step(_ROW))


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
    used = {mark["modality"] for mark in marks}
    for shape, filled, says in _MARKS.values():
        if says in used:
            entries.append(Entry(says, INK if filled else WHITE, shape=shape, outline=INK))
    return entries or [Entry("nothing on record, which is not “no”", WHITE, HATCH)]


def _notes(
    events: Answer[TimelineEntry], relations: Answer[Relation] | None, bars: list[Row], marks: list[Row]
) -> list[str]:
    undated = len(events) - len(marks)
    notes = [f"{counted(undated, 'event')} without a date that can be told: not drawn."] if undated else []
    more = len({bar["row"] for bar in bars}) - _MOST_ROWS
    if more > 0:
        notes.append(f"{counted(more, 'more row')} of bars not drawn; ask for less with --since and --until.")
    if relations is not None:
        notes.append("Where no bar is drawn, nothing is on record for that time, which is not “no”.")
    return notes

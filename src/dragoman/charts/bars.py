"""What held between two parties, as bars over time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, timedelta
from typing import Any

from dragoman.answers import Answer
from dragoman.charts.axes import axis_form, days_text, frame_size, millis, row_axis, time_x
from dragoman.charts.frames import FIRST_DAYS, ROWS, Spec, filled
from dragoman.charts.palette import style_of
from dragoman.charts.picture import Datasets, altair
from dragoman.charts.text import clean, date_text, label, plain, short
from dragoman.ontology import load_ontology
from dragoman.records import Relation
from dragoman.relations.moments import boundary_day, boundary_last

EARLIER = "triangle-left"
_OPACITY = {"told": 1.0, "carried": 0.62, "doubt": 0.25}

Row = dict[str, Any]


def bars(relations: Iterable[Relation], answer: Answer[Relation]) -> list[Row]:
    """Give relations as bars, in the order of their dimensions; without any day on record there is none."""
    order = {dimension: n for n, dimension in enumerate(load_ontology().dimensions)}
    today = answer.known_at.astimezone(UTC).date()
    return [
        {**_look(answer, r), "from": millis(start), "to": millis(max(end, start + timedelta(1))), **kind}
        for r in sorted(relations, key=lambda r: order[r.dimension])
        for start, end, kind in _stretches(r, today)
    ]


def _stretches(r: Relation, today: date) -> Iterable[tuple[date, date, Row]]:
    """Give the parts of a bar: beginning in doubt, as told, carried forward, end in doubt.

    What ended is told up to its end; what did not is told up to its last evidence, and from there carried
    forward to the day of knowledge.
    """
    begun = boundary_day(r.since) if r.since else r.first_evidence
    if begun is None:
        return
    over = (r.until.first_day or r.last_evidence or begun) if r.until else max(today, begun)
    over = max(over, begun)
    gone = max(boundary_last(r.until), over) if r.until else over
    sure = min(max(boundary_last(r.since) if r.since else begun, begun), over)
    told = over if r.until else min(max(r.last_evidence or sure, sure), over)
    parts = ((begun, sure, "doubt"), (sure, told, "told"), (told, over, "carried"), (over, gone, "doubt"))
    shown = [part for part in parts if part[1] > part[0]] or [(begun, begun, "told")]
    for start, end, kind in shown:
        earlier = start == begun and (r.since is None or r.since.start is None)
        yield start, end, {"kind": kind, "earlier": earlier}


def _look(answer: Answer[Relation], r: Relation) -> Row:
    style = style_of(r)
    return {
        "id": r.id,
        "row": _row_name(answer, r),
        "fill": style.fill,
        "rank": style.rank,
        "status": _status(r),
        "says": _says(r),
    }


def _status(r: Relation) -> str:
    """Give a status in a word or two; rows say the rest."""
    return style_of(r).label if r.dimension == "recognition" and r.status != "none" else plain(r.status)


def _row_name(answer: Answer[Relation], r: Relation) -> str:
    mark = " \N{EN DASH} " if r.dimension in load_ontology().unordered_dimensions else " → "
    sides = mark.join(short(label(answer, party, most=20), 20) for party in (r.a, r.b))
    kind = short(clean(" ".join((plain(r.level), r.city)).strip() or r.detail), 48)
    return f"{r.dimension}: {sides}" + (f" ({kind})" if kind and r.dimension != "envoy" else "")


def _says(r: Relation) -> str:
    since = date_text(r.since) or (f"on record from {r.first_evidence}" if r.first_evidence else "?")
    until = f" until {date_text(r.until)}" if r.until else ""
    traits = [plain(r.level), clean(r.city), plain(r.basis), clean(r.detail), *map(plain, r.measures)]
    return " ".join([plain(r.status), *(t for t in traits if t), "since", since]) + until


def bar_chart(data: Datasets, shown: list[Row], first: date, last: date, *, narrow: bool = False) -> Spec:
    """Draw bars from day to day; a mark to the left says that it began earlier."""
    for bar in shown:
        bar["opacity"] = _OPACITY[bar["kind"]]
        bar["dash"] = "uncertain" if bar["kind"] == "doubt" else "certain"
    data["bars"] = shown
    rows = list(dict.fromkeys(bar["row"] for bar in shown))
    return filled(
        _frame, axis_form(first, last), narrow, holes={FIRST_DAYS: days_text(first, last), ROWS: rows}
    )


def _frame(form: str, narrow: bool) -> Any:
    alt = altair()
    dashes = alt.Scale(domain=["certain", "uncertain"], range=[[1, 0], [3, 2]])
    base = alt.Chart(alt.NamedData(name="bars")).encode(
        x=time_x(alt, "from", form),
        y=alt.Y("row:N", sort=[ROWS], title=None, axis=row_axis(alt, narrow=narrow)),
        fill=alt.Fill("fill:N", scale=None, legend=None),
        tooltip=[alt.Tooltip("row:N", title="between"), alt.Tooltip("says:N", title="status")],
    )
    stretches = base.mark_bar(height=13, strokeWidth=1).encode(
        x2="to:Q",
        fillOpacity=alt.FillOpacity("opacity:Q", scale=None, legend=None),
        stroke=alt.Stroke("fill:N", scale=None, legend=None),
        strokeDash=alt.StrokeDash("dash:N", legend=None, scale=dashes),
    )
    earlier = base.transform_filter("datum.earlier").mark_point(
        shape=EARLIER, size=60, opacity=1, strokeWidth=0, xOffset=-7
    )
    return alt.layer(stretches, earlier).properties(**frame_size(alt, narrow=narrow))


def cut_bars(found: Iterable[Row], since: date | None, until: date | None) -> list[Row]:
    """Give bars as far as they lie between two days."""
    first, last = millis(since or date.min), millis(until or date.max)
    cut = ({**bar, "from": max(bar["from"], first), "to": min(bar["to"], last)} for bar in found)
    return [bar for bar in cut if bar["from"] < bar["to"]]

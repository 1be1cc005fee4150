"""Maps: how the world stands to one party, or one party to the world, in one dimension."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from dragoman.answers import Answer
from dragoman.charts.atlas import load_atlas, load_hatching
from dragoman.charts.frames import LAST, START, TEXT, Spec, filled
from dragoman.charts.legend import Entry, entry_of, legend
from dragoman.charts.painting import Painted, Painter, Run
from dragoman.charts.palette import (
    ASKED,
    BORDER,
    HATCH,
    INK,
    LAND,
    NOBODY,
    OUTLINE,
    SEA,
    UNKNOWN,
    WHITE,
    Style,
    lines_of,
)
from dragoman.charts.picture import STEP, Datasets, Picture, altair, finish
from dragoman.charts.text import Heading, asked, counted, label, silence
from dragoman.charts.wording import question
from dragoman.records import PartyId, Relation
from dragoman.relations import moments
from dragoman.relations.moments import covers, since_day, until_day

WIDTH, HEIGHT = 960, 470
_COLUMNS = 3
_TURN = [-11, 0, 0]  # degrees: the map ends in the Bering Strait, so that it cuts no state
_MOST_NAMED = 8
_TODAY = (
    "Borders are today's, by Natural Earth (Crimea with Russia, Western Sahara west of the berm with Morocco)"
    "; they say nothing about status."
)
_SIZES = {"city": 26, "unknown": 20, "status": 40}  # of dots, in square pixels
_DOT_LINE = "M-0.7,0.7L0.7,-0.7"


def draw_map(
    answer: Answer[Relation],
    *,
    dimension: str,
    party: PartyId,
    direction: str,
    on: date,
    slider: bool = False,
) -> Picture:
    """Draw a map.

    Args:
        answer: Every relation of the dimension with the party, over all time.
        dimension: Such as "recognition".
        party: The party asked about.
        direction: "to" the party from the world, or "from" it.
        on: Day shown; with `slider`, the day shown first.
        slider: Let the reader go through every day on which something changed.
    """
    painter = Painter(answer, asked=party)
    days = _days(answer, on) if slider else [on]
    painted = painter.paint(days)
    start = days.index(on)
    held = answer if slider else _held(answer, on)
    heading = Heading(
        title=question(answer, dimension, party, direction),
        asked=asked(held) if slider else asked(held, on=on),
        notes=(*silence(held), _TODAY),
    )
    data = Datasets()
    chart = _chart(data, painter, painted, start, days if slider else ())
    below = legend(
        data,
        _entries(painted, label(answer, party, most=44), slider),
        width=WIDTH,
        columns=_COLUMNS,
        notes=[*answer.notes, *_notes(painter, painted, slider), *_latest(held)],
    )
    steps = [day.isoformat() for day in days] if slider else ()
    return finish([chart, below], heading, data, spacing=8, steps=steps)


def _held(answer: Answer[Relation], on: date) -> Answer[Relation]:
    """Give the part of an answer that holds on a day: documents behind anything else are not counted."""
    return replace(answer, rows=tuple(shown for shown in answer if covers(shown.item, on)))


def _latest(held: Answer[Relation]) -> list[str]:
    """Say of which day the last evidence is: from there on, what is shown is carried forward."""
    days = [shown.item.last_evidence for shown in held if shown.item.last_evidence]
    if not days:
        return []
    return [f"The last evidence of what is shown is of {max(days)}; after its own, each is carried forward."]


def _days(answer: Answer[Relation], on: date) -> list[date]:
    """Give the days on which something changed, and the day asked about."""
    found = {day for shown in answer for day in (since_day(shown.item), until_day(shown.item))}
    return sorted((found - {moments.FIRST, moments.LAST}) | {on})


# ---------------------------------------------------------------------------------------- layers


def _chart(data: Datasets, painter: Painter, painted: Painted, start: int, days: Sequence[date]) -> Spec:
    rows = [_row(painter, run) for run in painted.runs]
    shaped = [row for row in rows if row["shape"]]
    dots = [row for row in rows if "lon" in row]
    hatched = [row for row in shaped if row["lines"]]
    data["world"] = load_atlas().topology
    data |= {name: found for name, found in (("areas", shaped), ("dots", dots)) if found}
    if hatched:
        lines = load_hatching()
        wanted = sorted({row["shape"] for row in hatched} & set(lines))
        features = [{"id": shape, "type": "Feature", "geometry": lines[shape]} for shape in wanted]
        data |= {"hatched": hatched, "lines": features}
    if not days:
        return filled(_frame, bool(shaped), bool(hatched), bool(dots), False, holes={})
    data["day"] = [{}]
    words = json.dumps([day.isoformat() for day in days])
    holes = {START: start, LAST: len(days) - 1, TEXT: f"{words}[{STEP}]"}
    return filled(_frame, bool(shaped), bool(hatched), bool(dots), True, holes=holes)


def _frame(shapes: bool, hatching: bool, dots: bool, slider: bool) -> Any:
    """Give the map with the layers wanted; with a slider, with holes for its days."""
    alt = altair()
    parties = alt.TopoDataFormat(type="topojson", feature="parties")
    topology = alt.NamedData(name="world", format=parties)
    layers = [alt.Chart(topology).mark_geoshape(fill=LAND, stroke=WHITE, strokeWidth=0.5)]
    layers += [_areas(alt, topology)] if shapes else []
    layers += [_hatching(alt)] if hatching else []
    layers += _dots(alt) if dots else []
    if slider:
        control = alt.binding_range(min=0, max=LAST, step=1, name="day ")
        parameter = alt.param(name=STEP, value=START, bind=control)
        shown = f"datum.first <= {STEP} && {STEP} < datum.end"
        layers = layers[:1] + [layer.transform_filter(shown) for layer in layers[1:]]
        layers[0] = layers[0].add_params(parameter)
        layers.append(_day_shown(alt))
    return (
        alt.layer(*layers)
        .project("equalEarth", rotate=_TURN)
        .properties(width=WIDTH, height=HEIGHT, view=alt.ViewBackground(fill=SEA, stroke=None))
    )


def _day_shown(alt: Any) -> Any:
    """Give the day that a slider shows, as large text."""
    return (
        alt.Chart(alt.NamedData(name="day"))
        .mark_text(align="left", baseline="bottom", fontSize=26, color=INK, text=alt.ExprRef(TEXT))
        .encode(x=alt.value(14), y=alt.value(HEIGHT - 12))
    )


def _areas(alt: Any, topology: Any) -> Any:
    return (
        alt.Chart(alt.NamedData(name="areas"))
        .mark_geoshape(stroke=BORDER, strokeWidth=0.5)
        .encode(
            fill=alt.Fill("fill:N", scale=None, legend=None),
            tooltip=_tooltip(alt),
        )
        .transform_lookup(
            lookup="shape", from_=alt.LookupData(data=topology, key="id", fields=["type", "geometry"])
        )
    )


def _hatching(alt: Any) -> Any:
    lines = alt.LookupData(data=alt.NamedData(name="lines"), key="id", fields=["type", "geometry"])
    return (
        alt.Chart(alt.NamedData(name="hatched"))
        .mark_geoshape(filled=False, strokeWidth=0.8)
        .encode(stroke=alt.Stroke("lines:N", scale=None, legend=None))
        .transform_lookup(lookup="shape", from_=lines)
        .transform_filter("isValid(datum.geometry)")
    )


def _dots(alt: Any) -> list[Any]:
    """Give dots, and a line across those that are hatched or in doubt; each dot keeps its outline."""
    base = alt.Chart(alt.NamedData(name="dots")).encode(
        longitude="lon:Q", latitude="lat:Q", size=alt.Size("size:Q", scale=None, legend=None)
    )
    dots = base.mark_point(opacity=1, strokeWidth=0.9).encode(
        shape=alt.Shape("mark:N", scale=None, legend=None),
        fill=alt.Fill("fill:N", scale=None, legend=None),
        stroke=alt.Stroke("outline:N", scale=None, legend=None),
        tooltip=_tooltip(alt),
    )
    lines = (
        base.transform_filter("datum.lines")
        .mark_point(shape=_DOT_LINE, opacity=1, strokeWidth=1.1, filled=False)
        .encode(stroke=alt.Stroke("lines:N", scale=None, legend=None))
    )
    return [dots, lines]


def _tooltip(alt: Any) -> list[Any]:
    return [alt.Tooltip("party:N", title="party"), alt.Tooltip("says:N", title="on record")]


def _row(painter: Painter, run: Run) -> dict[str, Any]:
    cell = run.cell
    style = cell.style
    row: dict[str, Any] = {
        "shape": cell.shape,
        "id": cell.party,
        "party": painter.name(cell.party),
        "says": cell.text,
        "fill": style.fill,
        "lines": lines_of(style, cell.is_certain),
        "hatched": style.hatched,
        "first": run.first,
        "end": run.end,
    }
    if cell.at is not None:
        city = cell.mark == "city"
        size = _SIZES["city" if city else "unknown" if style in (UNKNOWN, NOBODY) else "status"]
        row |= {"lon": cell.at[0], "lat": cell.at[1], "size": size}
        row |= {"mark": "diamond" if city else "circle"}
        row |= {"outline": WHITE if city else HATCH if style == UNKNOWN else OUTLINE}
    return row


# ---------------------------------------------------------------------------------------- words


def _entries(painted: Painted, name: str, slider: bool) -> list[Entry]:
    """Give the legend's lines for what the map shows; parties are counted where one day is shown."""
    parties: dict[tuple[Style, bool], set[str]] = {}
    cities: Counter[Style] = Counter()
    for cell in set(painted.cells):
        if cell.mark == "city":
            cities[cell.style] += 1
        else:
            parties.setdefault((cell.style, cell.is_certain), set()).add(cell.party)
    for party, style in painted.unplaced:
        parties.setdefault((style, True), set()).add(party)
    entries = []
    for style, certain in sorted(parties, key=lambda key: (key[0], not key[1])):
        if style == ASKED:
            entries.append(Entry(name, style.fill))
            continue
        count = "" if slider or style == NOBODY else f" ({len(parties[style, certain])})"
        entries.append(entry_of(style, count=count, certain=certain))
    entries += [
        Entry(
            f"{style.label}: its city" + ("" if slider else f" ({cities[style]})"),
            style.fill,
            shape="diamond",
        )
        for style in sorted(cities)
    ]
    return entries


def _notes(painter: Painter, painted: Painted, slider: bool) -> list[str]:
    notes = []
    divided = sorted(painted.divided, key=painter.name)
    if divided:
        names = ", ".join(painter.name(party) for party in divided)
        notes.append(f"A dot at its seat, in the shape of a state that was divided while it lasted: {names}.")
    former = sorted(painted.former, key=painter.name)
    if former:
        names = ", ".join(painter.name(party) for party in former)
        notes.append(f"Drawn in the shapes of today's states, while it lasted: {names}.")
    unplaced = dict(painted.unplaced)
    if unplaced:
        named = [f"{painter.name(party)} ({style.label})" for party, style in unplaced.items()]
        rest = len(named) - _MOST_NAMED
        more = f" and {rest} more" if rest > 0 else ""
        notes.append(f"Without a place on the map: {', '.join(named[:_MOST_NAMED])}{more}.")
    cityless = 0 if slider else painted.cityless
    if cityless:
        notes.append(f"{counted(cityless, 'mission')} in a city that is not named or not placed.")
    return notes

"""Networks: who stands how to whom among several parties, drawn on a circle."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import Any

from dragoman.answers import Answer
from dragoman.charts.grid import Standings
from dragoman.charts.legend import Entry, entry_of, legend
from dragoman.charts.palette import INK, NONE, OCHRE, Style
from dragoman.charts.picture import Datasets, Picture, altair, finish
from dragoman.charts.text import Heading, asked, counted, label, silence
from dragoman.charts.wording import titled
from dragoman.ontology import load_ontology
from dragoman.records import PartyId, Relation

SIZE = 820  # pixels
_RADIUS = 1.0
_WIDE, _HIGH, _HIGH_RADIAL = 1.62, 1.18, 1.5  # of the axes: room for names outside the circle
_ARROW = 0.045
_ASIDE = 0.014  # of a radius: how far two lines of one pair lie from the middle between them
_LEVEL = 24  # parties up to which names are level
_MIDDLE = 0.12  # of a radius: names nearer to the middle are centred

Point = tuple[float, float]


def draw_network(
    answer: Answer[Relation], *, dimension: str, parties: Sequence[PartyId], on: date, among: str = ""
) -> Picture:
    """Draw a network.

    Args:
        answer: Every relation of the dimension among the parties, over all time.
        dimension: Such as "recognition".
        parties: In the order in which they stand on the circle.
        on: Day shown.
        among: Who the parties are, in words; "" counts them.
    """
    alt = altair()
    standings = Standings(answer, rows=parties, columns=parties, on=on)
    places = _places(parties)
    unordered = dimension in load_ontology().unordered_dimensions
    lines, arrows, used = _edges(standings, places, unordered)
    radial = len(parties) > _LEVEL
    data = Datasets()
    layers = []
    if lines:
        layers.append(_lines(alt, data.add("lines", lines), _axes(alt, radial)))
    if arrows:
        layers.append(_arrows(alt, data.add("arrows", arrows), _axes(alt, radial)))
    layers += _nodes(alt, data, answer, places)
    entries = [_entry(style, sure, count) for (style, sure), count in used]
    notes = [*answer.notes, "No line: nothing on record for that day, which is not “no”."]
    if not unordered:
        notes.append(
            "Arrows point to the party that is acted upon; of two lines side by side, each is one way."
        )
    chart = alt.layer(*layers).properties(width=SIZE, height=round(SIZE * _high(radial) / _WIDE))
    below = legend(data, entries, width=SIZE, columns=3, notes=notes)
    return finish(
        [chart, below],
        Heading(
            title=f"{titled(dimension)}: among {among or counted(len(parties), 'party', 'parties')}",
            asked=asked(standings.shown, on=on),
            notes=silence(standings.shown),
        ),
        data,
        spacing=6,
        wide=130,
    )


def _places(parties: Sequence[PartyId]) -> dict[PartyId, Point]:
    turn = 2 * math.pi / max(1, len(parties))
    return {
        party: (_RADIUS * math.sin(n * turn), _RADIUS * math.cos(n * turn)) for n, party in enumerate(parties)
    }


def _edges(
    standings: Standings, places: dict[PartyId, tuple[float, float]], unordered: bool
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[tuple[tuple[Style, bool], int]]]:
    """Give lines, arrow heads, and how often each style is used."""
    lines, arrows = [], []
    used: dict[tuple[Style, bool], int] = {}
    for (a, b), cell in standings.cells.items():
        if a == b or cell is None or (unordered and (b, a) in standings.cells and a > b):
            continue
        style, sure, says = cell
        used[style, sure] = used.get((style, sure), 0) + 1
        (x, y), (to_x, to_y) = places[a], places[b]
        if not unordered and standings.cells.get((b, a)):
            (x, y), (to_x, to_y) = _aside((x, y), (to_x, to_y))
        line = {
            "x": x,
            "y": y,
            "x2": to_x,
            "y2": to_y,
            "color": OCHRE if style == NONE else style.fill,
            "dash": "none" if style == NONE else "certain" if sure else "uncertain",
            "says": says,
        }
        lines.append(line)
        if not unordered:
            length = math.hypot(to_x - x, to_y - y) or 1.0
            back = min(0.5, 2.2 * _ARROW / length)
            tip = {"x": to_x - (to_x - x) * back, "y": to_y - (to_y - y) * back}
            angle = math.degrees(math.atan2(to_x - x, to_y - y))
            arrows.append({**line, **tip, "angle": angle})
    return lines, arrows, sorted(used.items(), key=lambda item: (item[0][0], not item[0][1]))


def _aside(start: Point, end: Point) -> tuple[Point, Point]:
    """Shift a line to its right, so that the one that runs back lies beside it."""
    (x, y), (to_x, to_y) = start, end
    share = _ASIDE / (math.hypot(to_x - x, to_y - y) or 1.0)
    right, up = (to_y - y) * share, (x - to_x) * share
    return (x + right, y + up), (to_x + right, to_y + up)


def _high(radial: bool) -> float:
    """Give how far the picture reaches up and down, in radii."""
    return _HIGH_RADIAL if radial else _HIGH


def _entry(style: Style, certain: bool, count: int) -> Entry:
    if style == NONE:
        return Entry(f"dotted: {style.label} ({count})", OCHRE)
    if not certain:
        return Entry(f"dashed: {style.label} (day uncertain) ({count})", style.fill)
    return entry_of(style, count=f" ({count})")


def _axes(alt: Any, radial: bool) -> dict[str, Any]:
    wide, high = (alt.Scale(domain=[-reach, reach], nice=False) for reach in (_WIDE, _high(radial)))
    return {"x": alt.X("x:Q", axis=None, scale=wide), "y": alt.Y("y:Q", axis=None, scale=high)}


def _lines(alt: Any, rows: Any, axes: dict[str, Any]) -> Any:
    dashes = alt.Scale(domain=["certain", "uncertain", "none"], range=[[1, 0], [6, 3], [1.5, 3.5]])
    return (
        alt.Chart(rows)
        .mark_rule(strokeWidth=1.6, opacity=0.85)
        .encode(
            **axes,
            x2="x2:Q",
            y2="y2:Q",
            stroke=alt.Stroke("color:N", scale=None, legend=None),
            strokeDash=alt.StrokeDash("dash:N", scale=dashes, legend=None),
            tooltip=[alt.Tooltip("says:N", title="on record")],
        )
    )


def _arrows(alt: Any, rows: Any, axes: dict[str, Any]) -> Any:
    return (
        alt.Chart(rows)
        .mark_point(shape="triangle", size=70, filled=True, opacity=1)
        .encode(
            **axes,
            angle=alt.Angle("angle:Q", scale=None),
            fill=alt.Fill("color:N", scale=None, legend=None),
        )
    )


def _nodes(
    alt: Any, data: Datasets, answer: Answer[Relation], places: dict[PartyId, tuple[float, float]]
) -> list[Any]:
    """Give dots with names: level ones for a few parties; for many, along the radius, so that none meet."""
    radial = len(places) > _LEVEL
    rows: dict[str, list[dict[str, Any]]] = {}
    for party, (x, y) in places.items():
        middle = abs(x) < _MIDDLE and not radial
        side = "center" if middle else "left" if x > -1e-9 else "right"
        reach = 1.08 if middle else 1.05
        turn = math.degrees(math.atan2(-y, x)) + (180 if side == "right" else 0)
        row = {"x": x * reach, "y": y * reach, "name": label(answer, party, most=26)}
        rows.setdefault(side, []).append({**row, "angle": turn if radial else 0})
    dots = [{"x": x, "y": y, "name": label(answer, party)} for party, (x, y) in places.items()]
    axes = _axes(alt, radial)
    layers = [
        alt.Chart(data.add("parties", dots))
        .mark_point(filled=True, size=90 if not radial else 50, fill=INK, opacity=1)
        .encode(**axes, tooltip=[alt.Tooltip("name:N", title="party")])
    ]
    for side, named in rows.items():
        layers.append(
            alt.Chart(data.add(f"names_{side}", named))
            .mark_text(align=side, baseline="middle", fontSize=12, color=INK)
            .encode(**axes, text="name:N", angle=alt.Angle("angle:Q", scale=None))
        )
    return layers

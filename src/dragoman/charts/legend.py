"""Legends drawn as charts: Vega-Lite's own cannot show hatching."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.charts.frames import HEIGHT, Spec, filled
from dragoman.charts.palette import BORDER, GREY, INK, Style, lines_of
from dragoman.charts.picture import Datasets, altair
from dragoman.charts.text import wrapped

SQUARE = "M-1,-1L1,-1L1,1L-1,1Z"
HATCHED = "M-1,-1L1,-1L1,1L-1,1ZM-1,0L0,-1M-1,1L1,-1M0,1L1,0"
_ROW = 21  # pixels
_LINE = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a legend: how it looks, what it says."""

    text: str
    fill: str
    lines: str = ""  # colour of lines across it
    shape: str = ""  # of a mark; "" for an area
    outline: str = BORDER
    is_dashed: bool = False


def entry_of(style: Style, *, count: str = "", certain: bool = True) -> Entry:
    """Give a style's line: its words, in doubt or not, and how many there are."""
    doubt = "" if certain else " (day uncertain)"
    return Entry(f"{style.label}{doubt}{count}", style.fill, lines_of(style, certain))


def legend(
    data: Datasets, entries: Sequence[Entry], *, width: int, columns: int, notes: Sequence[str] = ()
) -> Spec:
    """Give a legend in columns, with notes below it."""
    data.words = ("; ".join(entry.text for entry in entries), *notes)
    rows = -(-len(entries) // columns)
    lines = wrapped(notes, max(20, width * 150 // 960))
    height = max(1, rows * _ROW + len(lines) * _LINE + 10)
    data["legend"] = [_row(entry, n, width / columns, columns) for n, entry in enumerate(entries)]
    data["notes"] = [
        {"x": 2, "y": 14 + rows * _ROW + n * _LINE, "text": line} for n, line in enumerate(lines)
    ]
    return filled(_frame, width, holes={HEIGHT: height})


def _frame(width: int) -> Any:
    """Give a legend with a hole for its height."""
    alt = altair()
    places = {
        "x": alt.X("x:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False, zero=False)),
        "y": alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[HEIGHT, 0], nice=False, zero=False)),
    }
    base = alt.Chart(alt.NamedData(name="legend")).encode(**places)
    return alt.layer(
        _swatches(alt, base),
        base.mark_text(align="left", baseline="middle", dx=14, fontSize=12, color=INK).encode(text="text:N"),
        alt.Chart(alt.NamedData(name="notes"))
        .mark_text(align="left", baseline="middle", fontSize=11, color=GREY)
        .encode(**places, text="text:N"),
    ).properties(width=width, height=HEIGHT)


def _row(entry: Entry, number: int, wide: float, columns: int) -> dict[str, Any]:
    return {
        "x": 10 + (number % columns) * wide,
        "y": 12 + (number // columns) * _ROW,
        "text": entry.text,
        "fill": entry.fill,
        "line": entry.lines or entry.outline,
        "shape": entry.shape or (HATCHED if entry.lines else SQUARE),
        "dash": "dashed" if entry.is_dashed else "whole",
    }


def _swatches(alt: Any, base: Any) -> Any:
    dashes = alt.Scale(domain=["whole", "dashed"], range=[[1, 0], [3, 2]])
    return base.mark_point(size=170, strokeWidth=1, opacity=1).encode(
        shape=alt.Shape("shape:N", scale=None, legend=None),
        fill=alt.Fill("fill:N", scale=None, legend=None),
        stroke=alt.Stroke("line:N", scale=None, legend=None),
        strokeDash=alt.StrokeDash("dash:N", legend=None, scale=dashes),
    )

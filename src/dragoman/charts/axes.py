"""Axes of time, shared by timelines and counts."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from dragoman.charts.frames import FIRST_DAYS
from dragoman.charts.palette import GRID, ROWS_GRID
from dragoman.charts.picture import altair

WIDTH, NARROW = 760, 300  # pixels; narrow is for a phone
ROW, NARROW_ROW = 24, 40  # pixels
_YEARS, _MONTHS = 9 * 366, 150  # days: above them an axis shows years, or months


def millis(day: date) -> int:
    """Give a day as milliseconds since 1970, in UTC, as Vega-Lite counts."""
    return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp() * 1000)


def axis_form(first: date, last: date) -> str:
    """Say how an axis writes days: as years, months or days, as the time between two is long or short."""
    days = (last - first).days
    return "%Y" if days > _YEARS else "%b %Y" if days > _MONTHS else "%-d %b %Y"


def time_axis(form: str) -> Any:
    """Give an axis of days."""
    return altair().Axis(
        tickCount=8, format=form, gridColor=GRID, labelOverlap="greedy", labelSeparation=8, title=None
    )


def time_x(alt: Any, field: str, form: str) -> Any:
    """Give the channel of time, with a hole for its first and last day."""
    # As an expression: Vega-Lite takes two numbers for x and for x2 to be two domains.
    scale = alt.Scale(type="utc", domain=alt.ExprRef(FIRST_DAYS), nice=False)
    return alt.X(f"{field}:T", title=None, scale=scale, axis=time_axis(form))


def days_text(first: date, last: date) -> str:
    """Give what fills that hole."""
    return f"[{millis(first)}, {millis(last)}]"


def row_axis(alt: Any, *, narrow: bool = False) -> Any:
    """Give the axis that names the rows of a timeline: before them, or in a narrow one above them."""
    look = {"ticks": False, "domain": False, "grid": True, "gridColor": ROWS_GRID}
    if narrow:
        above = {"labelAlign": "left", "labelBaseline": "bottom", "labelOffset": -9, "labelPadding": 0}
        return alt.Axis(**look, **above, labelLimit=NARROW, labelFontSize=11)
    return alt.Axis(**look, labelPadding=8, labelLimit=420)


def frame_size(alt: Any, *, narrow: bool = False) -> dict[str, Any]:
    """Give the size of a timeline's part: its width, and the height of a row."""
    return (
        {"width": NARROW, "height": alt.Step(NARROW_ROW)}
        if narrow
        else {"width": WIDTH, "height": alt.Step(ROW)}
    )

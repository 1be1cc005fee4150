"""Heat maps: one dimension from some parties to others, a cell for each two."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from dragoman.answers import Answer
from dragoman.charts.grid import Standings
from dragoman.charts.legend import Entry, entry_of, legend
from dragoman.charts.palette import BORDER, UNKNOWN, Style, lines_of
from dragoman.charts.picture import Datasets, Picture, altair, finish
from dragoman.charts.text import Heading, asked, counted, label, silence
from dragoman.charts.wording import titled
from dragoman.errors import QuestionError
from dragoman.ontology import load_ontology
from dragoman.records import PartyId, Relation

CELL = 24  # pixels
MOST_CELLS = 10_000
_LEAST_WIDTH = 420
# Three rising lines in a square of two units.
_LINES = "M-1,0L0,-1M-1,1L1,-1M0,1L1,0"


def draw_heatmap(
    answer: Answer[Relation],
    *,
    dimension: str,
    rows: Sequence[PartyId],
    columns: Sequence[PartyId],
    on: date,
    among: str = "",
) -> Picture:
    """Draw a heat map.

    Args:
        answer: Every relation of the dimension from the rows to the columns, over all time.
        dimension: Such as "recognition".
        rows: Who acts.
        columns: Who is acted upon.
        on: Day shown.
        among: Who the parties are, in words; "" counts them.

    Raises:
        QuestionError: more cells than can be told apart.
    """
    _check_size(rows, columns)
    standings = Standings(answer, rows=rows, columns=columns, on=on)
    unordered = dimension in load_ontology().unordered_dimensions
    names = _names(answer, (*rows, *columns))
    cells = [_row(names, a, b, cell) for (a, b), cell in standings.cells.items()]
    data = Datasets()
    width = max(_LEAST_WIDTH, CELL * len(columns))
    chart = _chart(data, cells, [names[a] for a in rows], [names[b] for b in columns])
    below = legend(data, _entries(standings, unordered), width=width, columns=max(1, width // 330))
    return finish(
        [chart, below],
        Heading(
            title=f"{titled(dimension)}: {among or _sizes(rows, columns)}",
            asked=asked(standings.shown, on=on),
            notes=silence(standings.shown),
        ),
        data,
        spacing=10,
        wide=max(90, width // 7),
    )


def _check_size(rows: Sequence[PartyId], columns: Sequence[PartyId]) -> None:
    if len(rows) * len(columns) > MOST_CELLS:
        problem = f"{len(rows)} by {len(columns)} cells are more than can be seen ({MOST_CELLS:,})"
        raise QuestionError(problem=problem, remedy="name fewer parties")


def _sizes(rows: Sequence[PartyId], columns: Sequence[PartyId]) -> str:
    if list(rows) == list(columns):
        return f"among {counted(len(rows), 'party', 'parties')}"
    return f"{counted(len(rows), 'party', 'parties')} to {len(columns):,}"


def _names(answer: Answer[Relation], parties: Sequence[PartyId]) -> dict[PartyId, str]:
    """Give a name for every party; where two would look alike, the id goes with it."""
    names = {party: label(answer, party) for party in parties}
    often = list(names.values())
    return {party: f"{name} ({party})" if often.count(name) > 1 else name for party, name in names.items()}


def _row(
    names: dict[PartyId, str], a: PartyId, b: PartyId, cell: tuple[Style, bool, str] | None
) -> dict[str, Any]:
    style, certain, says = cell or (UNKNOWN, True, UNKNOWN.label)
    if a == b:
        style, says = Style(99, "", "#ececec"), "the same party"
    return {
        "row": names[a],
        "column": names[b],
        "fill": style.fill,
        "lines": lines_of(style, certain),
        "hatched": style.hatched,
        "says": says,
    }


def _chart(data: Datasets, cells: list[dict[str, Any]], rows: list[str], columns: list[str]) -> Any:
    alt = altair()
    base = alt.Chart(data.add("cells", cells)).encode(
        x=alt.X(
            "column:N",
            sort=list(dict.fromkeys(columns)),
            title=None,
            axis=alt.Axis(orient="top", labelAngle=-50, ticks=False, domain=False, labelPadding=6),
        ),
        y=alt.Y(
            "row:N",
            sort=list(dict.fromkeys(rows)),
            title=None,
            axis=alt.Axis(ticks=False, domain=False, labelPadding=6),
        ),
        tooltip=[
            alt.Tooltip("row:N", title="from"),
            alt.Tooltip("column:N", title="to"),
            alt.Tooltip("says:N", title="on record"),
        ],
    )
    areas = base.mark_rect(stroke=BORDER, strokeWidth=0.6).encode(
        fill=alt.Fill("fill:N", scale=None, legend=None),
    )
    lines = (
        base.transform_filter("datum.lines")
        .mark_point(shape=_LINES, size=(CELL - 3) ** 2, strokeWidth=1, opacity=1, filled=False)
        .encode(stroke=alt.Stroke("lines:N", scale=None, legend=None))
    )
    return alt.layer(areas, lines).properties(width=alt.Step(CELL), height=alt.Step(CELL))


def _entries(standings: Standings, unordered: bool) -> list[Entry]:
    counts: dict[tuple[Style, bool], int] = {}  # without direction, of two cells of one pair one counts
    for (a, b), cell in standings.cells.items():
        seen = (b, a) if unordered else (a, b)
        if a != b and (not unordered or a < b or seen not in standings.cells):
            key = (cell[0], cell[1]) if cell else (UNKNOWN, True)
            counts[key] = counts.get(key, 0) + 1
    return [
        entry_of(style, count=f" ({counts[style, certain]})", certain=certain)
        for style, certain in sorted(counts, key=lambda key: (key[0], not key[1]))
    ]

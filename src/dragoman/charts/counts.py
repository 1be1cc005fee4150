"""Counts over time: how many parties recognize one, or where it has missions, year by year."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, timedelta
from typing import Any

from dragoman.answers import Answer
from dragoman.charts.axes import NARROW, WIDTH, axis_form, millis, time_axis
from dragoman.charts.legend import Entry, legend
from dragoman.charts.palette import BLUE, GRID, HATCH, PALER_BLUE, VERMILION, WHITE
from dragoman.charts.picture import Datasets, Picture, altair, finish
from dragoman.charts.text import Heading, asked, silence
from dragoman.charts.wording import count_question, counted_as
from dragoman.gazetteer import load_gazetteer
from dragoman.records import PartyId, Relation
from dragoman.relations.moments import FIRST, LAST, boundary_last, covers, is_certain, since_day, until_day
from dragoman.relations.statuses import polarity

Kinds = tuple[str, str]  # what is said of what holds, and of what does not

HEIGHT = 320
_AXIS = 40  # pixels that a narrow picture leaves for the numbers
_FEW = 8  # parties up to which every number has a line
_NOTE = "Counted is what is on record: of all other parties nothing is, which is not “no”."


def draw_counts(
    answer: Answer[Relation],
    *,
    dimension: str,
    party: PartyId,
    direction: str,
    since: date | None = None,
    until: date | None = None,
    narrow: bool = False,
) -> Picture:
    """Draw how many parties stand so to a party, over time.

    Args:
        answer: Every relation of the dimension with the party, over all time.
        dimension: Such as "recognition".
        party: The party asked about.
        direction: "to" the party from others, or "from" it.
        since: First day drawn; None is that of the first change.
        until: First day drawn no more; None is the day of knowledge.
        narrow: Draw for a narrow place such as a phone.
    """
    today = answer.known_at.astimezone(UTC).date()
    relations = [shown.item for shown in answer]
    days = _days(relations, since, until or today + timedelta(1))
    kinds = counted_as(dimension)
    rows = [row for day in days for row in _rows(relations, day, party, kinds)]
    last = max([*days, (until or today + timedelta(1)) - timedelta(1)], default=today)
    rows += [{**row, "day": millis(last)} for row in (rows[-2:] if rows else [])]
    data = Datasets()
    width, columns = (NARROW - _AXIS, 1) if narrow else (WIDTH, 2)
    below = legend(data, _entries(rows, kinds), width=width, columns=columns, notes=[*answer.notes, _NOTE])
    parts = [_chart(data, rows, kinds, days[0], last, width), below] if rows else [below]
    return finish(
        parts,
        Heading(
            title=count_question(answer, dimension, party, direction),
            asked=asked(answer, since=since, until=until),
            notes=silence(answer),
        ),
        data,
        spacing=12,
        wide=50 if narrow else 120,
    )


def _entries(rows: list[dict[str, Any]], kinds: Kinds) -> list[Entry]:
    if not rows:
        return [Entry("nothing on record, which is not “no”", WHITE, HATCH)]
    entries = [Entry(kinds[0], BLUE), Entry(f"{kinds[1]} (dashed line)", VERMILION)]
    if any(row["most"] != row["least"] for row in rows):
        entries.append(Entry("paler: some of them on a day that is uncertain", PALER_BLUE))
    return entries


def _days(relations: list[Relation], since: date | None, until: date) -> list[date]:
    """Give the days on which a count may change."""
    found = {since} if since else set()
    for r in relations:
        bounds = {since_day(r), until_day(r)}
        bounds |= {boundary_last(b) for b in (r.since, r.until) if b is not None}
        found |= {day for day in bounds if FIRST < day < LAST}
        found |= {day + timedelta(1) for day in bounds if FIRST < day < LAST - timedelta(1)}
    days = sorted(day for day in found if (since is None or day >= since) and day < until)
    # From none on record: a line that began at its first number would look as if that had held before.
    return [days[0] - timedelta(1), *days] if days and since is None else days


def _rows(relations: list[Relation], day: date, asked_about: PartyId, kinds: Kinds) -> list[dict[str, Any]]:
    now = [r for r in relations if covers(r, day)]
    holding = [r for r in now if polarity(r.status) > 0]
    others = {_other(r, asked_about) for r in holding}
    against = [r for r in now if polarity(r.status) < 0 and _other(r, asked_about) not in others]
    return [_row(holding, day, kinds[0], asked_about), _row(against, day, kinds[1], asked_about)]


def _row(relations: list[Relation], day: date, kind: str, asked_about: PartyId) -> dict[str, Any]:
    most = {_other(r, asked_about) for r in relations}
    least = {_other(r, asked_about) for r in relations if is_certain(r, day)}
    return {"day": millis(day), "kind": kind, "most": len(most), "least": len(least)}


def _other(relation: Relation, asked_about: PartyId) -> PartyId:
    state_of: Callable[[str], str] = load_gazetteer().state_of
    home = state_of(asked_about)
    a, b = state_of(relation.a), state_of(relation.b)
    return b if a == home else a


def _chart(
    data: Datasets, rows: list[dict[str, Any]], kinds: Kinds, first: date, last: date, width: int
) -> Any:
    alt = altair()
    most = max(row["most"] for row in rows)
    colour = alt.Scale(domain=list(kinds), range=[BLUE, VERMILION])
    dashes = alt.Scale(domain=list(kinds), range=[[1, 0], [6, 3]])
    base = alt.Chart(data.add("counts", rows)).encode(
        x=alt.X("day:T", title=None, scale=alt.Scale(type="utc"), axis=time_axis(axis_form(first, last))),
        color=alt.Color("kind:N", scale=colour, legend=None),
    )
    few = {"values": list(range(max(1, most) + 1))} if most <= _FEW else {}
    axis = alt.Axis(tickMinStep=1, gridColor=GRID, title="parties", format="d", **few)
    scale = alt.Scale(domain=[0, max(1, most)], nice=True)
    doubt = base.mark_area(interpolate="step-after", opacity=0.3).encode(
        y=alt.Y("least:Q", axis=axis, scale=scale), y2="most:Q"
    )
    lines = base.mark_line(interpolate="step-after", strokeWidth=2).encode(
        y=alt.Y("most:Q", axis=axis, scale=scale),
        strokeDash=alt.StrokeDash("kind:N", scale=dashes, legend=None),
        tooltip=[
            alt.Tooltip("day:T", title="from", format="%Y-%m-%d"),
            alt.Tooltip("kind:N", title="status"),
            alt.Tooltip("most:Q", title="parties"),
            alt.Tooltip("least:Q", title="of them certain"),
        ],
    )
    return alt.layer(doubt, lines).properties(width=width, height=HEIGHT)

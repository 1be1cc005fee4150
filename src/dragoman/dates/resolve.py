"""Work out which days a date expression means, from the published date or the date named last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dragoman.dates.edtf import day_exists
from dragoman.dates.match import Base, DateMatch, Named, Shift, Tense, Unit
from dragoman.records import DatePoint, Interval, UnresolvedDate, When

_NO_PUBLISHED = "no published date to count from"
_NO_LAST = "no date named before to count from"


class _Unresolved(Exception):  # noqa: N818 - carries a reason, is no error: always caught below
    """Why an expression cannot be resolved."""


def resolve_date(match: DateMatch, *, published: date | None, last: Interval | None, tense: Tense) -> When:
    """Turn a date expression into the interval that it means.

    Args:
        match: As `find_dates` gives it.
        published: Day that "Thursday", "in May" and "last month" count from. None leaves them
            unresolved, except that months and days then fall in the year (month) of `last`.
        last: The date named before, that "the same day" and "three days later" count from.
        tense: Of the clause. Past looks back to the latest such day on or before `published`,
            future ahead to the first on or after it, present to the nearest.

    Returns:
        An interval with the precision that the words have: a calendar week or weekend is a range of
        days, cut off at `published` in the past tense; "since X" is "X/..". `UnresolvedDate` with
        the reason where nothing certain can be said.

    Source:
        The newspaper use of weekdays and months, as in the AP Stylebook: the nearest such day in
        the direction of the tense.
    """
    if match.problem:
        return UnresolvedDate(match.text, match.problem)
    try:
        interval = _resolved(match, published, last, tense)
    except _Unresolved as reason:
        return UnresolvedDate(match.text, str(reason))
    except (OverflowError, ValueError):
        return UnresolvedDate(match.text, "lies outside the years 1 to 9999")
    if match.approximate:
        interval = replace(interval, start=_about(interval.start), end=_about(interval.end))
    if match.prep == "since" or match.open_end:
        return Interval(interval.start, None, is_range=True)
    return interval


def _about(point: DatePoint | None) -> DatePoint | None:
    return None if point is None else replace(point, approximate=True)


def _resolved(match: DateMatch, published: date | None, last: Interval | None, tense: Tense) -> Interval:
    if match.shift is not None:
        return _shifted(match, match.shift, published, last, tense)
    if match.base is Base.LAST:
        anchor: date | None = _anchor_of(last, match.direction)
        last = None
    else:
        anchor = published
    first = _placed(match.first, anchor, last, tense, match.direction)
    if match.second is None:
        return first
    return _joined(first, match.second, anchor, last)


def _joined(first: Interval, second: Named, anchor: date | None, last: Interval | None) -> Interval:
    """Join two ends: the second is the first such day on or after the start."""
    since = first.first_day
    if second.year or since is None:
        end = _placed(second, anchor, last, Tense.PAST, 0)
    else:
        end = _placed(second, since, None, Tense.FUTURE, 0)
    return Interval(first.start, end.end, is_range=True)


# ------------------------------------------------------------------------- calendar dates, placed


def _placed(
    part: Named, anchor: date | None, last: Interval | None, tense: Tense, direction: int
) -> Interval:
    """Place what is named on the calendar, from `anchor`, or else in the year of `last`."""
    if part.century:
        return Interval(DatePoint(part.year), DatePoint(part.year + 99), is_range=True)
    if part.year:
        return _simple(DatePoint(part.year, part.month, part.day, decade=part.decade))
    if anchor is None:
        if last is None or part.weekday >= 0 and not (part.month or part.day) or direction or part.season:
            raise _Unresolved(_NO_PUBLISHED)
        return _in_last(part, last)
    if part.season:
        return _season(part.season, anchor, direction)
    if part.month:
        return _month_near(part, anchor, tense, direction)
    if part.day:
        return _day_near(part.day, anchor, tense)
    return _weekday_near(part.weekday, anchor, tense, direction)


def _simple(point: DatePoint) -> Interval:
    return Interval(point, point)


def _on(day: date) -> Interval:
    return Interval.at(day.year, day.month, day.day)


def _in_last(part: Named, last: Interval) -> Interval:
    """Place "May 3" in the year of the last date, "the 17th" in its month."""
    point = last.end or last.start
    if point is None or point.decade:
        raise _Unresolved("the date named before has no year")
    if part.month:
        return _checked(point.year, part.month, part.day)
    if not point.month:
        raise _Unresolved("the date named before has no month")
    return _checked(point.year, point.month, part.day)


def _checked(year: int, month: int, day: int) -> Interval:
    if not day_exists(year, month, day):
        raise _Unresolved(f"there is no day {day} in {year}-{month:02d}")
    return Interval.at(year, month, day)


def _weekday_near(weekday: int, anchor: date, tense: Tense, direction: int) -> Interval:
    back = (anchor.weekday() - weekday) % 7
    ahead = (weekday - anchor.weekday()) % 7
    if direction < 0:
        return _on(anchor - timedelta(days=back or 7))
    if direction > 0:
        return _on(anchor + timedelta(days=ahead or 7))
    if tense is Tense.FUTURE or (tense is Tense.PRESENT and ahead < back):
        return _on(anchor + timedelta(days=ahead))
    return _on(anchor - timedelta(days=back))


def _month_near(part: Named, anchor: date, tense: Tense, direction: int) -> Interval:
    """Find the latest, first or nearest such month or day, as tense and direction say."""
    here = (anchor.month, anchor.day if part.day else 0)
    there = (part.month, part.day)
    is_past = there < here or (there == here and direction >= 0)
    is_future = there > here or (there == here and direction <= 0)
    back = anchor.year if is_past else anchor.year - 1
    ahead = anchor.year if is_future else anchor.year + 1
    if direction < 0 or (not direction and tense is Tense.PAST):
        return _leap(part, back, -1)
    if direction > 0 or tense is Tense.FUTURE:
        return _leap(part, ahead, 1)
    return min(_leap(part, back, -1), _leap(part, ahead, 1), key=lambda found: _distance(found, anchor))


def _leap(part: Named, year: int, step: int) -> Interval:
    """Go on to the next year that has the day: only 29 February moves, by up to eight years."""
    for candidate in range(year, year + 9 * step, step):
        if day_exists(candidate, part.month, part.day):
            return Interval.at(candidate, part.month, part.day)
    raise _Unresolved(f"there is no {part.day:02d}-{part.month:02d}")


def _distance(found: Interval, anchor: date) -> int:
    first, last = found.first_day, found.last_day
    if first is None or last is None:
        return 0
    if first <= anchor <= last:
        return 0
    return min(abs((first - anchor).days), abs((last - anchor).days))


def _day_near(day: int, anchor: date, tense: Tense) -> Interval:
    """Find the month for "the 17th": a month without a 31st is passed over."""
    step = 1 if tense is Tense.FUTURE else -1
    begins_here = day >= anchor.day if step > 0 else day <= anchor.day
    months = anchor.year * 12 + anchor.month - 1 + (0 if begins_here else step)
    while not day_exists(months // 12, months % 12 + 1, day):
        months += step
    return Interval.at(months // 12, months % 12 + 1, day)


def _season(month: int, anchor: date, direction: int) -> Interval:
    """Give the year (for winter, both) of the season: EDTF months cannot say "summer"."""
    current = (anchor.month % 12) // 3 * 3 or 12
    begun = anchor.year - (anchor.month < 3)  # the year in which the running winter began
    year = begun if current == 12 else anchor.year
    if direction < 0:
        year -= month >= current
    elif direction > 0:
        year += month <= current
    if month == 12:
        return Interval(DatePoint(year), DatePoint(year + 1), is_range=True)
    return Interval.at(year)


# --------------------------------------------------------------------------------- counted dates


def _anchor_of(last: Interval | None, direction: int) -> date:
    """Give the day from which "the following Thursday" counts."""
    point = _point_of(last, direction)
    if not point.month:
        return point.last_day if direction > 0 else point.first_day
    return point.last_day if direction > 0 else point.first_day


def _point_of(last: Interval | None, sign: int) -> DatePoint:
    """Give the end of `last` that lies in the direction counted: its end for "later"."""
    if last is None:
        raise _Unresolved(_NO_LAST)
    point = (last.end or last.start) if sign > 0 else (last.start or last.end)
    if point is None:
        raise _Unresolved(_NO_LAST)
    return point


def _shifted(
    match: DateMatch, shift: Shift, published: date | None, last: Interval | None, tense: Tense
) -> Interval:
    if shift.n is None:
        raise _Unresolved("no number is named")
    if shift.base is Base.NAMED:
        last = _placed(match.first, published, last, tense, 0)
        return _counted(_point_of(last, shift.n), shift.n, shift.unit)
    if shift.base is Base.PUBLISHED or (shift.base is Base.EITHER and last is None):
        if published is None:
            raise _Unresolved(_NO_PUBLISHED)
        point = DatePoint(published.year, published.month, published.day)
    else:
        point = _point_of(last, shift.n)
        if not shift.n and shift.unit is Unit.DAY and last is not None:
            return last
    if match.first.season and shift.unit is Unit.YEAR:
        return _season(match.first.season, date(point.year + shift.n, 7, 1), 0)
    period = _counted(point, shift.n, shift.unit)
    period = _inside(match.first, period)
    if shift.base is Base.PUBLISHED and tense is Tense.PAST and shift.unit in (Unit.WEEK, Unit.WEEKEND):
        return _cut_off(period, published)
    return period


def _counted(point: DatePoint, n: int, unit: Unit) -> Interval:
    """Count `n` units from a point; the answer is as precise as the unit, and never finer than the point."""
    if unit in (Unit.YEAR, Unit.DECADE) and not (point.decade and unit is Unit.YEAR and n):
        if unit is Unit.DECADE:
            return _simple(DatePoint((point.year // 10 + n) * 10, decade=True))
        return _simple(point if point.decade else DatePoint(point.year + n, approximate=point.approximate))
    if unit is Unit.MONTH and point.month:
        months = point.year * 12 + point.month - 1 + n
        return _simple(DatePoint(months // 12, months % 12 + 1, approximate=point.approximate))
    if n == 0 and not point.day:
        return _simple(point)
    if not point.day:
        raise _Unresolved(f"counts {unit}s from a date known only to the {point.precision}")
    return _counted_days(point, n, unit)


def _counted_days(point: DatePoint, n: int, unit: Unit) -> Interval:
    day = point.first_day
    if unit is Unit.DAY:
        return _simple(_point_on(day + timedelta(days=n), point.approximate))
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=n)
    start = monday + timedelta(days=5 if unit is Unit.WEEKEND else 0)
    return Interval(_point_on(start), _point_on(monday + timedelta(days=6)), is_range=True)


def _point_on(day: date, approximate: bool = False) -> DatePoint:
    return DatePoint(day.year, day.month, day.day, approximate=approximate)


def _inside(part: Named, period: Interval) -> Interval:
    """Place a named weekday, day or month within the period counted to ("May last year")."""
    point = period.start
    if point is None or part == Named():
        return period
    if part.month:
        return _checked(point.year, part.month, part.day)
    if part.day and point.month:
        return _checked(point.year, point.month, part.day)
    if part.weekday >= 0 and point.day:
        return _on(point.first_day + timedelta(days=part.weekday))
    raise _Unresolved("the date named before is not precise enough")


def _cut_off(period: Interval, published: date | None) -> Interval:
    """Cut a week or weekend off at the published day: nothing later has happened yet."""
    start, end = period.first_day, period.last_day
    if published is None or start is None or end is None or end <= published:
        return period
    if start > published:  # "over the weekend", told on a Monday to Friday, is the one before
        return Interval(
            _point_on(start - timedelta(days=7)), _point_on(end - timedelta(days=7)), is_range=True
        )
    return Interval(period.start, _point_on(published), is_range=True)

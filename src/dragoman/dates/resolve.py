"""Work out which days a date expression means, from the published date or the date named last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dragoman.dates.match import Base, DateMatch, Named, Shift, Tense, Unit
from dragoman.dates.place import (
    NO_LAST,
    NO_NUMBER,
    NO_PUBLISHED,
    Unresolved,
    dated,
    in_last,
    near,
    simple,
    within,
)
from dragoman.records import DatePoint, Interval, UnresolvedDate, When

_OUT_OF_RANGE = "lies outside the years 1 to 9999"
_WEEKS = (Unit.WEEK, Unit.WEEKEND)


def resolve_date(match: DateMatch, *, published: date | None, last: Interval | None, tense: Tense) -> When:
    """Turn a date expression into the interval that it means.

    Args:
        match: As `find_dates` gives it.
        published: Day that "Thursday", "in May" and "last month" count from. None leaves them
            unresolved, except that months and days then fall in the year (or month) of `last`.
        last: The date named before, that "the same day" and "three days later" count from.
        tense: Of the clause. Past looks back to the latest such day on or before `published`,
            future ahead to the first on or after it, present to the nearest.

    Returns:
        An interval with the precision that the words have. A calendar week or weekend is a range of
        days, in the past tense cut off at `published`; "since X" is "X/..". `UnresolvedDate` with
        the reason where nothing certain can be said.

    Source:
        The newspaper use of weekdays and months (a weekday names the nearest such day in the
        direction of the tense, and stands for the day of publication too).
    """
    if match.problem:
        return UnresolvedDate(match.text, match.problem)
    try:
        interval = _resolved(match, published, last, tense)
    except Unresolved as reason:
        return UnresolvedDate(match.text, str(reason))
    except OverflowError:  # of a day counted from `date`
        return UnresolvedDate(match.text, _OUT_OF_RANGE)
    if any(point and not 1 <= point.year <= 9999 for point in (interval.start, interval.end)):
        return UnresolvedDate(match.text, _OUT_OF_RANGE)
    if match.approximate:
        interval = replace(interval, start=_about(interval.start), end=_about(interval.end))
    if match.prep == "since" or match.open_end:
        return Interval(interval.start or interval.end, None, is_range=True)
    return interval


def _about(point: DatePoint | None) -> DatePoint | None:
    return None if point is None else replace(point, approximate=True)


def _resolved(match: DateMatch, published: date | None, last: Interval | None, tense: Tense) -> Interval:
    if match.shift is not None:
        return _shifted(match, match.shift, published, last, tense)
    anchor = published
    if match.base is Base.LAST:
        point = _point_of(last, match.direction)
        anchor = point.last_day if match.direction > 0 else point.first_day
    first = _placed(match.first, anchor, last, tense, match.direction)
    if match.second is None:
        return first
    # The first end goes by the tense; the second is then the next such day.
    second = _placed(match.second, first.first_day, None, Tense.FUTURE, 0)
    return Interval(first.start, second.end, is_range=True)


def _placed(
    part: Named, anchor: date | None, last: Interval | None, tense: Tense, direction: int
) -> Interval:
    """Place what is named on the calendar, near `anchor`, or else in the year of `last`."""
    if part.year:
        return dated(part)
    if anchor is not None:
        return near(part, anchor, tense, direction)
    if last is None or direction:
        raise Unresolved(NO_PUBLISHED)
    return in_last(part, last)


def _point_of(last: Interval | None, sign: int) -> DatePoint:
    """Give the end of `last` that lies in the direction counted: its end for "later"."""
    if last is None:
        raise Unresolved(NO_LAST)
    point = (last.end or last.start) if sign > 0 else (last.start or last.end)
    if point is None:
        raise Unresolved(NO_LAST)
    return point


def _shifted(
    match: DateMatch, shift: Shift, published: date | None, last: Interval | None, tense: Tense
) -> Interval:
    if shift.n is None:
        raise Unresolved(NO_NUMBER)
    if _counts_from_published(shift.base, last, tense):
        if published is None:
            raise Unresolved(NO_PUBLISHED)
        period = _counted(_point_on(published), shift.n, shift.unit)
        if shift.unit in _WEEKS and match.first == Named():
            period = _told(period, published, tense, may_move=shift.unit is Unit.WEEKEND and not shift.n)
    else:
        if shift.base is Base.NAMED:
            last = _placed(match.first, published, last, tense, 0)
            return _counted(_point_of(last, shift.n), shift.n, shift.unit)
        if shift.n == 0 and shift.unit is Unit.DAY and last is not None and last.start and last.end:
            return last  # "the same day" after a date of any precision is that date
        period = _counted(_point_of(last, shift.n), shift.n, shift.unit)
    if match.first == Named() or period.start is None:
        return period
    return within(match.first, period.start)


def _counts_from_published(base: Base, last: Interval | None, tense: Tense) -> bool:
    """Say whether a shift counts from the published day; "the end of the year" does for what is to come."""
    if base is Base.EITHER:
        return last is None or tense is not Tense.PAST
    return base is Base.PUBLISHED


def _counted(point: DatePoint, n: int, unit: Unit) -> Interval:
    """Count `n` units from a point; the answer is as precise as the unit and never finer than the point."""
    if unit is Unit.DECADE:
        return simple(DatePoint((point.year // 10 + n) * 10, decade=True, approximate=point.approximate))
    if unit is Unit.YEAR and not point.decade:
        return simple(DatePoint(point.year + n, approximate=point.approximate))
    if unit is Unit.MONTH and point.month:
        months = point.year * 12 + point.month - 1 + n
        return simple(DatePoint(months // 12, months % 12 + 1, approximate=point.approximate))
    if point.day:
        return _counted_days(point, n, unit)
    if n == 0:
        return simple(point)
    reason = f"counts {unit}s from a date known only to the {point.precision}"
    raise Unresolved(reason)


def _counted_days(point: DatePoint, n: int, unit: Unit) -> Interval:
    day = point.first_day
    if unit is Unit.DAY:
        return simple(replace(_point_on(day + timedelta(days=n)), approximate=point.approximate))
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=n)
    start = monday + timedelta(days=5 if unit is Unit.WEEKEND else 0)
    return Interval(_point_on(start), _point_on(monday + timedelta(days=6)), is_range=True)


def _point_on(day: date) -> DatePoint:
    return DatePoint(day.year, day.month, day.day)


def _told(period: Interval, published: date, tense: Tense, *, may_move: bool) -> Interval:
    """Fit a week or weekend to the tense: what is told as past lies on or before the published day.

    "Over the weekend", told on a Monday to Friday, is the one before; in the present tense until
    Wednesday, from where the coming one is nearer.
    """
    start, end = period.first_day, period.last_day
    if start is None or end is None or tense is Tense.FUTURE:
        return period
    if may_move and start > published and (tense is Tense.PAST or published.weekday() <= 2):
        week = timedelta(days=7)
        return Interval(_point_on(start - week), _point_on(end - week), is_range=True)
    if tense is Tense.PAST and start <= published < end:
        return Interval(period.start, _point_on(published), is_range=True)
    return period

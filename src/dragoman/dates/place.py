"""Put the parts of a date that a text names on the calendar, near a day or within a period."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.dates.edtf import day_exists
from dragoman.dates.match import Named, Tense
from dragoman.records import DatePoint, Interval

NO_PUBLISHED = "no published date to count from"
NO_LAST = "no date named before to count from"
NO_NUMBER = "no number is named"
NOT_PRECISE = "the date named before is not precise enough"


class Unresolved(Exception):  # noqa: N818 - a reason on its way to `UnresolvedDate`, never seen outside
    """Why an expression cannot be resolved."""


def simple(point: DatePoint) -> Interval:
    """Give the interval of one point."""
    return Interval(point, point)


def on(day: date) -> Interval:
    """Give the interval of one day."""
    return Interval.at(day.year, day.month, day.day)


def dated(part: Named) -> Interval:
    """Give the interval of a date that names its year."""
    if part.century:
        return Interval(DatePoint(part.year), DatePoint(part.year + 99), is_range=True)
    return simple(DatePoint(part.year, part.month, part.day, decade=part.decade))


def near(part: Named, anchor: date, tense: Tense, direction: int) -> Interval:
    """Place a date without a year near `anchor`.

    Args:
        part: What is named: a season, a month, a day, a day of a month, or a weekday.
        anchor: Day to look from.
        tense: Past looks back to the latest on or before `anchor`, future ahead to the first on or
            after it, present to the nearest.
        direction: -1 for "last May" and 1 for "next Thursday", which lie strictly before and after
            whatever the tense; 0 leaves it to the tense.
    """
    if part.season:
        return season(part.season, anchor, direction)
    if part.month:
        return _month_near(part, anchor, tense, direction)
    if part.day:
        return _day_near(part.day, anchor, tense)
    return _weekday_near(part.weekday, anchor, tense, direction)


def within(part: Named, point: DatePoint) -> Interval:
    """Place a named month, day or weekday within the year, month or week that begins at `point`."""
    if part.season and not point.decade:
        return _season_of(part.season, point.year)
    if part.month and not point.decade:
        return _checked(point.year, part.month, part.day)
    if part.day and point.month:
        return _checked(point.year, point.month, part.day)
    if part.weekday >= 0 and point.day:
        return on(point.first_day + timedelta(days=part.weekday))
    raise Unresolved(NOT_PRECISE)


def in_last(part: Named, last: Interval) -> Interval:
    """Place "May 3" in the year of the last date, "the 17th" in its month."""
    point = last.end or last.start
    if point is None or part.season or not (part.month or part.day):
        raise Unresolved(NO_PUBLISHED)
    return within(part, point)


def season(month: int, anchor: date, direction: int) -> Interval:
    """Give the year of the season that begins in `month`: EDTF months cannot say "summer".

    The last summer is the latest that is over before the season of `anchor`, the next one the first
    that begins after it.
    """
    current = anchor.month // 3 * 3 or 12
    year = anchor.year - (anchor.month < 3)  # January and February belong to last year's winter
    if direction < 0:
        year -= month >= current
    elif direction > 0:
        year += month <= current
    return _season_of(month, year)


def _season_of(month: int, year: int) -> Interval:
    if month == 12:
        return Interval(DatePoint(year), DatePoint(year + 1), is_range=True)
    return Interval.at(year)


def _checked(year: int, month: int, day: int) -> Interval:
    if not day_exists(year, month, day):
        reason = f"there is no day {day} in {year:04d}-{month:02d}"
        raise Unresolved(reason)
    return Interval.at(year, month, day)


def _weekday_near(weekday: int, anchor: date, tense: Tense, direction: int) -> Interval:
    back = (anchor.weekday() - weekday) % 7
    ahead = (weekday - anchor.weekday()) % 7
    if direction:
        return on(anchor + timedelta(days=(ahead or 7) if direction > 0 else -(back or 7)))
    if tense is Tense.FUTURE or (tense is Tense.PRESENT and ahead < back):
        return on(anchor + timedelta(days=ahead))
    return on(anchor - timedelta(days=back))


def _month_near(part: Named, anchor: date, tense: Tense, direction: int) -> Interval:
    """Find the latest, first or nearest such month or day of a month."""
    here = (anchor.month, anchor.day if part.day else 0)
    there = (part.month, part.day)
    back = anchor.year - (there > here or (there == here and direction < 0))
    ahead = anchor.year + (there < here or (there == here and direction > 0))
    if direction < 0 or (not direction and tense is Tense.PAST):
        return _leap(part, back, -1)
    if direction > 0 or tense is Tense.FUTURE:
        return _leap(part, ahead, 1)
    return min(_leap(part, back, -1), _leap(part, ahead, 1), key=lambda found: _distance_days(found, anchor))


def _leap(part: Named, year: int, step: int) -> Interval:
    """Go on to a year that has the day: only 29 February moves, by up to eight years (1896 to 1904)."""
    while not day_exists(year, part.month, part.day):
        year += step
    return Interval.at(year, part.month, part.day)


def _distance_days(found: Interval, anchor: date) -> int:
    first, last = found.first_day or anchor, found.last_day or anchor
    return max((first - anchor).days, (anchor - last).days, 0)


def _day_near(day: int, anchor: date, tense: Tense) -> Interval:
    """Find the month for "the 17th": a month without a 31st is passed over."""
    step = 1 if tense is Tense.FUTURE else -1
    is_here = day >= anchor.day if step > 0 else day <= anchor.day
    months = anchor.year * 12 + anchor.month - 1 + (0 if is_here else step)
    while not day_exists(months // 12, months % 12 + 1, day):
        months += step
    return Interval.at(months // 12, months % 12 + 1, day)

"""Valid time written down: the part of EDTF that `records.Interval` can hold, both ways."""

from __future__ import annotations

import re
from calendar import monthrange

from dragoman.errors import CalendarError, DateError
from dragoman.records import DatePoint, Interval

_POINT = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})(?:-(?P<day>[0-9]{2}))?)?(?P<about>~?)", re.ASCII
)
_DECADE = re.compile(r"(?P<tens>[0-9]{3})X(?P<about>~?)", re.ASCII)
_FORMS = "write it as 1921-07-26, 2025-07, 1991, 199X, 1915~, 1991/1995, 2021-08/.. or ../1990"


def parse_edtf(text: str) -> Interval:
    """Read an EDTF string into the interval that it states.

    Args:
        text: Levels 0 and 1 as far as `Interval` goes: day, month, year and decade ("199X"),
            "~" for approximate, "A/B", "A/.." and "../B". No blanks, no times of day, no "?".

    Raises:
        CalendarError: A month or day that does not exist.
        DateError: Anything else that is not such a string, or a range that ends before it starts.

    Source:
        ISO 8601-2:2019 (EDTF), levels 0 and 1.
    """
    first, slash, second = text.partition("/")
    if not slash:
        point = _parse_point(first, text)
        return Interval(point, point)
    start = None if first == ".." else _parse_point(first, text)
    end = None if second == ".." else _parse_point(second, text)
    interval = Interval(start, end, is_range=True)
    _refuse_backwards(interval, text)
    return interval


def format_edtf(interval: Interval) -> str:
    """Write an interval as EDTF; the exact inverse of `parse_edtf`.

    Raises:
        CalendarError: The interval names a month or day that does not exist.
        DateError: The interval is not one that a text can state, such as a simple date with two ends.
    """
    if not interval.is_range:
        if interval.start is None or interval.start != interval.end:
            raise DateError(
                text=repr(interval), problem="a simple date has one point", remedy="set is_range=True"
            )
        return _format_point(interval.start)
    text = "/".join(
        ".." if point is None else _format_point(point) for point in (interval.start, interval.end)
    )
    _refuse_backwards(interval, text)
    return text


def day_exists(year: int, month: int, day: int) -> bool:
    """Say whether the day exists; month or day 0 stand for "not said", year 0 for any year."""
    if not month:
        return day <= 31
    if not 1 <= month <= 12:
        return False
    return day <= (29 if not year and month == 2 else monthrange(year or 2000, month)[1])


def _parse_point(text: str, whole: str) -> DatePoint:
    if decade := _DECADE.fullmatch(text):
        year = int(decade["tens"]) * 10
        if year == 0:  # the years 0 to 9 are not in the calendar that DatePoint counts in
            raise CalendarError(text=whole)
        return DatePoint(year, decade=True, approximate=bool(decade["about"]))
    found = _POINT.fullmatch(text)
    if found is None:
        raise DateError(text=whole, problem=f"{text!r} is not an EDTF date", remedy=_FORMS)
    year, month, day = (int(found[name] or 0) for name in ("year", "month", "day"))
    named = (year, 1 if found["month"] is None else month, 1 if found["day"] is None else day)
    if 0 in named or not day_exists(*named):
        raise CalendarError(text=whole)
    return DatePoint(year, month, day, approximate=bool(found["about"]))


def _format_point(point: DatePoint) -> str:
    if point.day and not point.month:
        raise DateError(text=repr(point), problem="a day without a month", remedy="name the month")
    if point.decade and (point.month or point.year % 10):
        raise DateError(
            text=repr(point), problem="a decade is named by its first year alone", remedy="give it as 1990"
        )
    if not 1 <= point.year <= 9999 or min(point.month, point.day) < 0:
        raise CalendarError(text=repr(point))
    if not day_exists(point.year, point.month, point.day):
        raise CalendarError(text=repr(point))
    about = "~" if point.approximate else ""
    if point.decade:
        return f"{point.year // 10:03d}X{about}"
    month = f"-{point.month:02d}" if point.month else ""
    day = f"-{point.day:02d}" if point.day else ""
    return f"{point.year:04d}{month}{day}{about}"


def _refuse_backwards(interval: Interval, text: str) -> None:
    first, last = interval.first_day, interval.last_day
    if first is not None and last is not None and first > last:
        raise DateError(text=text, problem="the range ends before it starts", remedy="swap its two ends")

"""Dates as pages say them: EDTF where it reads as a date, words where it does not."""

from __future__ import annotations

from datetime import date

from dragoman.export import edtf
from dragoman.records import DatePoint, Interval, When


def when_words(when: When | None) -> str:
    """Give valid time for people: "2025-07", "about 1915", "1990s", "by 2015-10", "from 2021-08"."""
    if not isinstance(when, Interval):
        return ""
    if not when.is_range:
        return _point(when.start)
    if when.start is None:
        return f"by {_point(when.end)}" if when.end else ""
    if when.end is None:
        return f"from {_point(when.start)}"
    return f"{_point(when.start)} to {_point(when.end)}"


def _bound(when: Interval) -> str:
    return when_words(when) if when.end else f"{_point(when.start)} or later"


def _point(point: DatePoint | None) -> str:
    if point is None:
        return ""
    text = edtf(Interval(point, point)).removesuffix("~")
    text = f"{text.removesuffix('X')}0s" if point.decade else text
    return f"about {text}" if point.approximate else text


def since_words(start: Interval | None, first_evidence: date | None = None) -> str:
    """Give when a status began; where it held before the evidence begins, since when it is on record."""
    if start is not None:
        return when_words(start)
    return f"before {first_evidence}" if first_evidence else ""


def began_words(start: Interval | None, first_evidence: date | None = None) -> str:
    """Give when a status began, within a sentence: "since 2025-07", "begun by 2015-10", "since before …"."""
    if start is None:
        return f"since before {first_evidence}" if first_evidence else ""
    return f"begun {_bound(start)}" if start.is_range else f"since {when_words(start)}"


def ended_words(end: Interval | None) -> str:
    """Give when a status ended, within a sentence: "until 2025-07", "ended by 2020-07-20"."""
    if end is None:
        return ""
    return f"ended {_bound(end)}" if end.is_range else f"until {when_words(end)}"

"""Days of intervals, and the day convention that fold and questions share.

A boundary of a relation is an interval: a day where the record says one, else a month, a year or
"some time up to". A status counts from the first day that its boundary may mean ("1909" counts
from 1 January 1909) and is uncertain until the last such day. "../1995" means that the status
began at an unknown time, 1995 at the latest, and counts from 1 January 1995.
"""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from dragoman.records import DatePoint, Interval, Relation, When

FIRST = date.min
LAST = date.max


def window(interval: Interval) -> tuple[date, date]:
    """Give the first and the last day that `interval` may touch; open ends reach to `FIRST`, `LAST`."""
    return interval.first_day or FIRST, interval.last_day or LAST


def boundary_day(boundary: Interval) -> date:
    """Give the day from which a status with this boundary counts.

    A half-open boundary with an open start ("../1995") counts from the first day of its end.
    """
    point = boundary.start or boundary.end
    return point.first_day if point else FIRST


def boundary_last(boundary: Interval) -> date:
    """Give the last day on which the change may have come about."""
    point = boundary.end or boundary.start
    return point.last_day if point else LAST


@lru_cache(maxsize=65536)
def at_day(day: date) -> Interval:
    """Give the simple date of one day."""
    return Interval.at(day.year, day.month, day.day)


def up_to(point: DatePoint) -> Interval:
    """Give "some time up to `point`", EDTF "../point"."""
    return Interval(None, point, is_range=True)


def since_day(relation: Relation) -> date:
    """Give the first day on which the relation counts as holding.

    Where it held since before the evidence begins, that is the first day of evidence: earlier
    days are unknown.
    """
    if relation.since is not None:
        return boundary_day(relation.since)
    return relation.first_evidence or LAST


def until_day(relation: Relation) -> date:
    """Give the first day on which the relation no longer counts as holding; `LAST` where still so."""
    return boundary_day(relation.until) if relation.until is not None else LAST


def covers(relation: Relation, on: date) -> bool:
    """Say whether the relation counts as holding on the day."""
    return since_day(relation) <= on < until_day(relation)


def is_certain(relation: Relation, on: date) -> bool:
    """Say whether the day lies outside the days on which its beginning or end may fall."""
    if relation.since is not None and on < boundary_last(relation.since):
        return False
    if relation.until is None:
        return True
    first = relation.until.first_day or relation.last_evidence or FIRST
    return on < first or (relation.until.start is None and on <= (relation.last_evidence or FIRST))


def may_overlap(one: When, other: When) -> bool:
    """Say whether two dates can mean the same day; an unresolved date can mean any."""
    if not isinstance(one, Interval) or not isinstance(other, Interval):
        return True
    (first, last), (other_first, other_last) = window(one), window(other)
    return first <= other_last and other_first <= last

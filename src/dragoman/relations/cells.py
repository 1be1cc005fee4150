"""Cells: claims that say the same in every field that tells happenings apart."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from dragoman.records import Day, Interval
from dragoman.relations import compat
from dragoman.relations.entries import ClaimEntry
from dragoman.relations.moments import FIRST, LAST, window

_MOST_DAYS = (LAST - FIRST).days
_text: Callable[[Interval | None], str] = lru_cache(maxsize=65536)(repr)
_DURATIONS = frozenset(("maintain_mission", "refuse_recognition"))  # a range is how long it lasted


@dataclass(slots=True, kw_only=True)
class Cell:
    """Claims with equal type, parties, date and attributes; `entries` grow while cells are made."""

    type: str
    a: str
    b: str
    date: Interval | None  # of the happening
    as_of: Day | None  # the published date, where it stands in for a date
    city: str
    level: str
    object: str
    basis: str
    apart: str = ""  # claims with different values are never one happening
    entries: list[ClaimEntry] = field(default_factory=list)
    # First and last day, for finding cells that may agree; undated ones reach everywhere.
    reach: tuple[Day, Day] = field(init=False)
    # How much the cell leaves open: days that its date may mean, then empty attributes.
    coarseness: tuple[int, int] = field(init=False)

    @property
    def key(self) -> tuple[Hashable, ...]:
        """What equal claims share."""
        ends = (self.type, self.a, self.b, self.date, self.as_of, self.apart)
        return (*ends, self.city, self.level, self.object, self.basis)

    @property
    def order(self) -> tuple[Any, ...]:
        """A total order over cells, by content."""
        ends = (self.reach, self.type, self.a, self.b, self.apart)
        return (*ends, self.city, self.level, self.object, self.basis, _text(self.date))

    def __post_init__(self) -> None:
        self.reach = self._reach()
        days = (self.reach[1] - self.reach[0]).days if self.date is not None else _MOST_DAYS
        self.coarseness = (days, (self.city, self.level, self.object, self.basis).count(""))

    def _reach(self) -> tuple[Day, Day]:
        if self.date is not None:
            return window(self.date)
        return (self.as_of, self.as_of) if self.as_of else (FIRST, LAST)


def agree(one: Cell, other: Cell, *, family: str, state_of: Callable[[str], str]) -> bool:
    """Say whether two cells may speak of one happening."""
    return _dates_agree(one, other, family) and agree_apart_from_date(
        one, other, family=family, state_of=state_of
    )


def agree_apart_from_date(one: Cell, other: Cell, *, family: str, state_of: Callable[[str], str]) -> bool:
    """Say whether parties and attributes allow two cells to speak of one happening."""
    if one.apart and other.apart and one.apart != other.apart:
        return False
    return _parties_agree(one, other, family, state_of) and _attributes_agree(one, other, family)


def _dates_agree(one: Cell, other: Cell, family: str) -> bool:
    if one.date is None or other.date is None:
        return one.date is other.date and one.as_of == other.as_of
    if family == "interaction":  # parties meet, praise and accuse each other day by day
        return one.date == other.date
    if one.type in _DURATIONS:
        return compat.same_duration(one.date, other.date)
    if not compat.same_date(one.date, other.date):
        return False
    # A text that names two days speaks of two happenings.
    days = one.date != other.date and compat.span_days(one.date) == 0 == compat.span_days(other.date)
    return not days or {e.copy_group for e in one.entries}.isdisjoint(e.copy_group for e in other.entries)


def _parties_agree(one: Cell, other: Cell, family: str, state_of: Callable[[str], str]) -> bool:
    if (one.a, one.b) == (other.a, other.b):
        return True
    if family in ("recognition", "authority"):
        return False
    return all(
        compat.same_party(mine, its, state_of=state_of) for mine, its in ((one.a, other.a), (one.b, other.b))
    )


def _attributes_agree(one: Cell, other: Cell, family: str) -> bool:
    if not compat.same_city(one.city, other.city):
        return False
    if family in ("mission", "envoy") and one.level and other.level and one.level != other.level:
        return False
    if family == "recognition":
        return one.object == other.object and _open_or_equal(one.basis, other.basis)
    if family == "envoy":
        return compat.same_person(one.object, other.object)
    return family == "interaction" or compat.same_title(one.object, other.object)


def _open_or_equal(one: str, other: str) -> bool:
    return one == other or not one or not other

"""What a date expression in a text says, before anyone works out which days it means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from dragoman.records import Span


class Tense(StrEnum):
    """Tense of the clause that an expression stands in: on which side of the published date to look."""

    PAST = "past"
    PRESENT = "present"
    FUTURE = "future"


class DateKind(StrEnum):
    """What has to be known to resolve an expression."""

    ABSOLUTE = "absolute"  # nothing: it names its year
    PARTIAL = "partial"  # the year: "July 26", "in May", "the 17th"
    DEICTIC = "deictic"  # the published date: "today", "Thursday", "last month"
    ANAPHORIC = "anaphoric"  # the date named last: "the same day", "three days later"


class Unit(StrEnum):
    """What a shift counts; its precision is that of the answer."""

    DAY = "day"
    WEEKEND = "weekend"  # Saturday and Sunday
    WEEK = "week"  # the calendar week, Monday to Sunday; "two weeks later" counts 14 days
    MONTH = "month"
    YEAR = "year"
    DECADE = "decade"


class Base(StrEnum):
    """Where a shift counts from."""

    PUBLISHED = "published"
    LAST = "last"
    NAMED = "named"  # the date that the expression itself names: "two weeks after June 1, 1990"
    EITHER = "either"  # the date named last or else the published date: "the end of the year"


@dataclass(frozen=True, slots=True)
class Named:
    """The parts of a calendar date that an expression names; 0 where it does not.

    `weekday` counts from Monday, 0, and is -1 where none is named. `season` is the month in which
    the season begins (3, 6, 9, 12). `decade` marks "the 1920s", `century` "the 19th century"
    (`year` is then its first year, 1801).
    """

    year: int = 0
    month: int = 0
    day: int = 0
    weekday: int = -1
    season: int = 0
    decade: bool = False
    century: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """So many units from a base; `n` None where the text names no number ("decades ago")."""

    n: int | None
    unit: Unit
    base: Base


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMatch:
    """A date expression found in a text.

    `span` leaves out the preposition, which `prep` holds in lower case ("" where none stands
    right before). A range has `second`. `shift` is what counts from another date; what `first`
    names then lies within the shifted period ("May last year"). `direction` is -1 in "last
    Thursday", 1 in "next May". `clause` marks a count from a happening that the following words
    tell ("six weeks after he met ..."). `problem` says why the expression cannot be a date.
    """

    span: Span
    text: str
    prep: str
    kind: DateKind
    first: Named = Named()
    second: Named | None = None
    shift: Shift | None = None
    direction: int = 0
    base: Base = Base.PUBLISHED
    approximate: bool = False
    open_end: bool = False
    clause: bool = False
    problem: str = ""

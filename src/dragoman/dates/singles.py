"""Single dates: days, months, years, decades, centuries, weekdays."""

from __future__ import annotations

from dragoman.dates import guards
from dragoman.dates.make import Handler, kind_of, make
from dragoman.dates.match import Base, DateKind, DateMatch, Named, Shift, Unit
from dragoman.dates.parts import named, strip_leading
from dragoman.dates.ranges import build_old_style_days
from dragoman.dates.scan import Tokens

_EITHER_ORDER = "day and month may stand in either order"


def build_date(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build a date of day, month or decade: "Thursday, July 3, 2025", "May 3", "the 1920s"."""
    lead = strip_leading(tokens, first, last)
    if "/" in tokens.classes[lead:last]:
        return build_old_style_days(tokens, first, last)
    part = named(tokens, lead, last)
    if part.day and not part.month and not guards.is_day_alone(tokens, last):
        return build_weekday(tokens, first, last - 2)  # "on Thursday the 3rd battalion"
    if part.day and not part.year:
        return _build_day_of_month(tokens, first, last, lead, part)
    if tokens.classes[lead] in "no" and guards.is_reference(tokens, first):
        return None
    problem = _EITHER_ORDER if tokens.classes[lead] == "I" and not part.month else ""
    return make(tokens, first, last, kind_of(part), part, problem=problem)


def _build_day_of_month(tokens: Tokens, first: int, last: int, lead: int, part: Named) -> DateMatch | None:
    """Build "July 26" and "the 3rd of May", but the month alone in "In May 20 people died"."""
    if tokens.classes[last - 1] == "n" and guards.is_count(tokens, last):
        behind = last - 1
        return build_month(tokens, first, behind) if tokens.classes[behind - 1] in "Mmv." else None
    if guards.is_name(tokens, first, last):
        return None
    if tokens.classes[lead] in "no" and guards.is_reference(tokens, first):
        return None
    return make(tokens, first, last, kind_of(part), part)


def build_year(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build a bare year: "1991", "early 1990", "the spring of 1990", "the year 1868", "about 1915"."""
    if not guards.is_year(tokens, first, last - 1):
        return None
    return make(tokens, first, last, DateKind.ABSOLUTE, Named(tokens.values[last - 1]))


def build_century(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "the 19th century": the years 1801 to 1900."""
    value = next(tokens.values[k] for k in range(first, last) if tokens.classes[k] in "oO")
    return make(tokens, first, last, DateKind.ABSOLUTE, Named(100 * value - 99, century=True))


def build_month(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build a month without day or year: "in May", "late July", "the June elections"."""
    lead = last - 1 - (tokens.classes[last - 1] == ".")
    if lead == first and not guards.is_month_alone(tokens, lead, last):
        return None
    if guards.is_name(tokens, first, last):
        return None
    return make(tokens, first, last, DateKind.PARTIAL, Named(month=tokens.values[lead]))


def build_weekday(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build a weekday alone: "Thursday", "early Tuesday", "Monday's"."""
    if guards.is_name(tokens, first, last):
        return None
    return make(tokens, first, last, DateKind.DEICTIC, named(tokens, first, last))


def build_day(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build a day of the month alone: "the 17th"."""
    if not guards.is_day_alone(tokens, last):
        return None
    return make(tokens, first, last, DateKind.PARTIAL, Named(day=tokens.values[last - 1]))


def build_today(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "today", "tonight", "yesterday morning", "tomorrow"."""
    value = next(tokens.values[k] for k in range(first, last) if tokens.classes[k] == "T")
    return make(tokens, first, last, DateKind.DEICTIC, shift=Shift(value, Unit.DAY, Base.PUBLISHED))


SINGLE_HANDLERS: dict[str, Handler] = {
    "century": build_century,
    "date": build_date,
    "year": build_year,
    "month": build_month,
    "weekday": build_weekday,
    "day": build_day,
    "today": build_today,
}

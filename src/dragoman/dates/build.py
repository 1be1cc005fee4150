"""From a rule of the grammar that matched to the `DateMatch` that it means, or to None."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from dragoman.dates import guards
from dragoman.dates.calendar import completed, is_backwards, is_even_pair, named, problem_of, strip_leading
from dragoman.dates.grammar import SEPARATOR
from dragoman.dates.match import Base, DateKind, DateMatch, Named, Shift, Unit
from dragoman.dates.scan import Tokens
from dragoman.dates.words import PREPOSITIONS
from dragoman.records import Span

Handler = Callable[[Tokens, int, int], DateMatch | None]

_PAIRED_PREPOSITIONS = {
    ("prior", "to"): "before",
    ("ahead", "of"): "before",
    ("up", "to"): "until",
    ("as", "of"): "from",
}


def preposition(tokens: Tokens, first: int) -> tuple[str, bool]:
    """Give the preposition right before token `first`, and whether "about" stands between the two."""
    index, about = first - 1, False
    if index >= 0 and tokens.classes[index] == "C" and tokens.word(index).lower() not in ("about", "around"):
        about, index = True, index - 1
    if index >= 1 and tokens.classes[index] == "&" and (about or tokens.classes[first] == "C"):
        about, index = True, index - 1
    word = tokens.word(index).lower()
    if pair := _PAIRED_PREPOSITIONS.get((tokens.word(index - 1).lower() if index else "", word)):
        return pair, about
    return (word if word in PREPOSITIONS else ""), about


def make(
    tokens: Tokens,
    first: int,
    last: int,
    kind: DateKind,
    part: Named = Named(),  # noqa: B008 - frozen
    *,
    second: Named | None = None,
    shift: Shift | None = None,
    direction: int = 0,
    base: Base = Base.PUBLISHED,
    clause: bool = False,
    open_end: bool = False,
    approximate: bool = False,
    problem: str = "",
) -> DateMatch:
    """Build the match over the tokens `first` to `last` (exclusive) with its preposition and problem."""
    prep, about = preposition(tokens, first)
    span = Span(tokens.starts[first], tokens.ends[last - 1])
    return DateMatch(
        span=span,
        text=span.of(tokens.text),
        prep=prep,
        kind=kind,
        first=part,
        second=second,
        shift=shift,
        direction=direction,
        base=base,
        approximate=approximate or about or tokens.classes[first] == "C",
        open_end=open_end,
        clause=clause,
        problem=problem or problem_of(part) or (problem_of(second) if second else ""),
    )


def kind_of(part: Named) -> DateKind:
    """Give the kind of a date that names these parts and nothing else."""
    if part.year:
        return DateKind.ABSOLUTE
    return DateKind.PARTIAL if part.month or part.day else DateKind.DEICTIC


def build_range(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "July 14-16, 2018", "from 1941 to 1945", "Monday to Wednesday"."""
    lead = strip_leading(tokens, first, last)
    found = SEPARATOR.search(tokens.classes, lead + 1, last)
    if found is None:
        return None
    cut = found.start()
    a, b = named(tokens, lead, cut), named(tokens, strip_leading(tokens, cut + 1, last), last)
    a, b = completed(a, b)
    if is_backwards(a, b) or (found.group() == "-" and not is_even_pair(a, b)):
        return None
    if problem_of(a) or problem_of(b):
        return make(tokens, first, last, kind_of(b), a, second=b)
    if not _is_sound_range(tokens, first, last, a, b):
        return None
    return make(tokens, first, last, kind_of(b), a, second=b)


def _is_sound_range(tokens: Tokens, first: int, last: int, a: Named, b: Named) -> bool:
    """Refuse "1991-style", "the July 3 and 4 people" and "March to" that only look like ranges."""
    if b.year and not b.month and not guards.is_year(tokens, first, last - 1):
        return False
    if b.day and not b.year and tokens.classes[last - 1] == "n" and guards.counts_things(tokens, last):
        return False
    if b.year or not b.month or b.day or a.day:
        return True
    return a.month != b.month


def build_years(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "1914-1918", "1991-92", "2025-07" and "the years 1914 and 1915"."""
    index = strip_leading(tokens, first, last)
    year, value = tokens.values[index], tokens.values[last - 1]
    if tokens.classes[last - 1] == "y":
        if value < year or guards.is_glued(tokens, first, last - 1) or guards.counts_things(tokens, last):
            return None
        return make(tokens, first, last, DateKind.ABSOLUTE, Named(year), second=Named(value))
    glued = tokens.touch(last - 1) and tokens.touch(last - 2) and len(tokens.word(last - 1)) == 2
    if not glued or guards.is_glued(tokens, first, last - 1):
        return None
    if value > year % 100:
        return make(
            tokens, first, last, DateKind.ABSOLUTE, Named(year), second=Named(year - year % 100 + value)
        )
    return make(tokens, first, last, DateKind.ABSOLUTE, Named(year, value)) if 1 <= value <= 12 else None


def build_old_style(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "February 28/March 12, 1868": Old Style and New Style of one day."""
    cut = tokens.classes.index("/", first)
    a, b = named(tokens, first, cut), named(tokens, cut + 1, last)
    a, b = completed(a, b)
    return make(tokens, first, last, DateKind.ABSOLUTE, a, second=b)


def build_open(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "from 1990 to the present"."""
    lead = strip_leading(tokens, first, last)
    found = SEPARATOR.search(tokens.classes, lead + 1, last)
    if found is None:
        return None
    part = named(tokens, lead, found.start())
    return make(tokens, first, last, kind_of(part), part, open_end=True)


def build_date(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build a single date of day, month or decade: "Thursday, July 3, 2025", "May 3", "the 1920s"."""
    lead = strip_leading(tokens, first, last)
    if "/" in tokens.classes[lead:last]:
        return _build_old_style_days(tokens, first, last)
    part = named(tokens, lead, last)
    end = last
    if part.month and part.day and not part.year and tokens.classes[last - 1] == "n":
        if guards.counts_things(tokens, last) or tokens.classes[last : last + 1] == "-":
            if lead == last - 1 or tokens.classes[last - 2] not in "Mm":
                return None
            return build_month(tokens, first, last - 1)
    if not part.year and guards.is_name(tokens, first, end):
        return None
    if tokens.classes[lead] in "no" and _is_reference(tokens, first):
        return None
    if part.year and not part.month and not part.decade:
        return make(
            tokens, first, end, DateKind.ABSOLUTE, part, problem="day and month may stand in either order"
        )
    return make(tokens, first, end, kind_of(part), part)


def _is_reference(tokens: Tokens, first: int) -> bool:
    return tokens.touch(first) and tokens.classes[first - 1] in "/-z"


def _build_old_style_days(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "February 10/22, 1868": ten to thirteen days apart, over the month's end if smaller."""
    cut = tokens.classes.index("/", first, last)
    part = named(tokens, strip_leading(tokens, first, last), last)
    day = tokens.values[cut + 1]
    month = part.month + (day < part.day)
    second = replace(part, day=day, month=month if month < 13 else 1)
    if month == 13 and part.year:
        second = replace(second, year=part.year + 1)
    return make(tokens, first, last, kind_of(part), part, second=second)


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
    lead = last - 1
    if lead == first and not guards.is_month_alone(tokens, lead):
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


CALENDAR_HANDLERS: dict[str, Handler] = {
    "os": build_old_style,
    "days_us": build_range,
    "days_uk": build_range,
    "months": build_range,
    "range": build_range,
    "years": build_years,
    "open": build_open,
    "century": build_century,
    "date": build_date,
    "year": build_year,
    "month": build_month,
    "weekday": build_weekday,
    "day": build_day,
    "today": build_today,
}

"""Ranges of dates: "July 14-16, 2018", "from 1941 to 1945", "February 10/22, 1868"."""

from __future__ import annotations

from dataclasses import replace

from dragoman.dates import guards
from dragoman.dates.grammar import SEPARATOR
from dragoman.dates.make import Handler, kind_of, make
from dragoman.dates.match import DateKind, DateMatch, Named
from dragoman.dates.parts import completed, is_backwards, is_even_pair, named, problem_of, strip_leading
from dragoman.dates.scan import Tokens


def build_range(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "July 14-16, 2018", "from 1941 to 1945", "Monday to Wednesday"."""
    lead = strip_leading(tokens, first, last)
    cut = _separator(tokens, lead, last)
    a, b = named(tokens, lead, cut), named(tokens, strip_leading(tokens, cut + 1, last), last)
    a, b = completed(a, b)
    mark = tokens.classes[cut]
    if is_backwards(a, b) or not is_even_pair(a, b, joined_by_dash=mark in "-_"):
        return None
    if mark in "-_" and not tokens.touch(cut) and not (a.day or b.day or b.year):
        return None  # "MADRID, Thursday - Monday ..."
    if mark == "&" and not b.year and b.month > a.month + 1 and not (a.day or b.day):
        return None  # "in July and December" are two months
    if not (problem_of(a) or problem_of(b) or _is_sound(tokens, first, last, b)):
        return None
    return make(tokens, first, last, kind_of(b), a, second=b)


def _separator(tokens: Tokens, lead: int, last: int) -> int:
    """Give the index of the word or mark between the two ends; the grammar has made sure of one."""
    found = SEPARATOR.search(tokens.classes, lead + 1, last)
    return found.start() if found else lead


def _is_sound(tokens: Tokens, first: int, last: int, b: Named) -> bool:
    """Refuse what ends in a count of things ("from 1990 to 2000 people", "July 3 and 4 people")."""
    if b.year and not b.month and not b.decade:
        return guards.is_year(tokens, first, last - 1)
    return not (
        b.day and not b.year and tokens.classes[last - 1] == "n" and guards.counts_things(tokens, last)
    )


def build_years(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "1914-1918", "1991-92", "2025-07" and "the years 1914 and 1915"."""
    index = strip_leading(tokens, first, last)
    year, value = tokens.values[index], tokens.values[last - 1]
    if guards.is_glued(tokens, first, last - 1) or guards.counts_things(tokens, last):
        return None
    if tokens.classes[last - 1] != "y":
        return _build_short_years(tokens, first, last, year)
    if value < year:
        return None
    return make(tokens, first, last, DateKind.ABSOLUTE, Named(year), second=Named(value))


def _build_short_years(tokens: Tokens, first: int, last: int, year: int) -> DateMatch | None:
    """Tell "1991-92", two years, from "2025-07", a month: the second year must be the later one."""
    value = tokens.values[last - 1]
    if not (tokens.touch(last - 1) and tokens.touch(last - 2) and len(tokens.word(last - 1)) == 2):
        return None
    if value > year % 100:
        second = Named(year - year % 100 + value)
        return make(tokens, first, last, DateKind.ABSOLUTE, Named(year), second=second)
    if 1 <= value <= 12 and tokens.classes[last - 2] == "-":
        return make(tokens, first, last, DateKind.ABSOLUTE, Named(year, value))
    return None


def build_old_style(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "February 28/March 12, 1868": Old Style and New Style of one day."""
    cut = tokens.classes.index("/", first)
    a, b = completed(named(tokens, first, cut), named(tokens, cut + 1, last))
    return make(tokens, first, last, DateKind.ABSOLUTE, a, second=b)


def build_old_style_days(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "February 10/22, 1868": New Style is the later, over the month's end if the smaller."""
    cut = tokens.classes.index("/", first, last)
    part = named(tokens, strip_leading(tokens, first, last), last)
    day = tokens.values[cut + 1]
    months = part.month + (day < part.day)
    year = part.year + 1 if part.year and months > 12 else part.year
    second = replace(part, year=year, month=(months - 1) % 12 + 1, day=day)
    return make(tokens, first, last, kind_of(part), part, second=second)


def build_open(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "from 1990 to the present"."""
    lead = strip_leading(tokens, first, last)
    part = named(tokens, lead, _separator(tokens, lead, last))
    return make(tokens, first, last, kind_of(part), part, open_end=True)


RANGE_HANDLERS: dict[str, Handler] = {
    "os": build_old_style,
    "days_us": build_range,
    "days_uk": build_range,
    "months": build_range,
    "range": build_range,
    "years": build_years,
    "open": build_open,
}

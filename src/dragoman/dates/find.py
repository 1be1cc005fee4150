"""Find the date expressions of a text."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.dates.counts import COUNT_HANDLERS
from dragoman.dates.grammar import GRAMMAR, SINGLES, START
from dragoman.dates.make import Handler
from dragoman.dates.match import DateKind, DateMatch
from dragoman.dates.parts import completed, problem_of
from dragoman.dates.ranges import RANGE_HANDLERS
from dragoman.dates.relative import RELATIVE_HANDLERS
from dragoman.dates.scan import Tokens, may_hold_dates
from dragoman.dates.singles import SINGLE_HANDLERS

_HANDLERS: dict[str, Handler] = {
    **RANGE_HANDLERS,
    **SINGLE_HANDLERS,
    **COUNT_HANDLERS,
    **RELATIVE_HANDLERS,
}
_ONWARD = ("onward", "onwards", "forward")


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[DateMatch]:
    """Find the date expressions in `text[start:end]`, left to right, never overlapping.

    Offsets count in the whole of `text`. Durations ("for three years"), counts ("2000 people"),
    references ("Resolution 1973") and names ("Bloody Sunday") are no dates and are left out.
    Costs about 40 µs for a sentence with dates, 4 µs for one without.
    """
    stop = len(text) if end is None else min(end, len(text))
    if not may_hold_dates(text[start:stop]):
        return []
    tokens = Tokens(text, start, stop)
    matches: list[DateMatch] = []
    position, count = 0, len(tokens.classes)
    while begin := START.search(tokens.classes, position):
        position = begin.start() + 1
        found = GRAMMAR.match(tokens.classes, begin.start())
        match = _built(tokens, found) if found else None
        if match is None:
            continue
        while position < count and tokens.starts[position] < match.span.end:
            position += 1
        matches.append(_in_company(tokens, begin.start(), position, matches, match))
    return matches


def _built(tokens: Tokens, found: re.Match[str]) -> DateMatch | None:
    """Build what a rule matched; where that is no range after all, the single date that begins there."""
    if not tokens.starts:
        tokens.place()
    match = _HANDLERS[found.lastgroup or ""](tokens, found.start(), found.end())
    if match is not None:
        return match
    single = SINGLES.match(tokens.classes, found.start())
    if single is None or single.lastgroup == found.lastgroup:
        return None
    return _HANDLERS[single.lastgroup or ""](tokens, single.start(), single.end())


def _in_company(
    tokens: Tokens, first: int, last: int, matches: list[DateMatch], match: DateMatch
) -> DateMatch:
    """Add to a match what its neighbours say.

    "From 1990 onward" has no end; the second of two coordinated dates has the preposition of the
    first ("in 1941 and 1945").
    """
    if match.prep == "from" and match.second is None and tokens.word(last).lower() in _ONWARD:
        return replace(match, open_end=True)
    if match.prep or not matches or tokens.classes[first - 1] not in "&,":
        return match
    between = tokens.text[matches[-1].span.end : match.span.start]
    if between.strip(", \n") not in ("", "and", "or"):
        return match
    matches[-1] = _with_year_of(match, matches[-1])
    return replace(match, prep=matches[-1].prep)


def _with_year_of(later: DateMatch, match: DateMatch) -> DateMatch:
    """Give a date without a year that of the date coordinated with it ("on 10 May and 12 June 1990")."""
    if match.kind is not DateKind.PARTIAL or match.second is not None or match.shift is not None:
        return match
    if not (later.first.year and later.first.month and match.first.month) or later.shift is not None:
        return match
    first, _ = completed(match.first, later.first)
    return replace(match, first=first, kind=DateKind.ABSOLUTE, problem=problem_of(first))

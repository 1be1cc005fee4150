"""Find the date expressions of a text."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.dates.grammar import GRAMMAR, SINGLES
from dragoman.dates.match import DateMatch
from dragoman.dates.relative import HANDLERS
from dragoman.dates.scan import Tokens, may_hold_dates, scan


def find_dates(text: str, start: int = 0, end: int | None = None) -> list[DateMatch]:
    """Find the date expressions in `text[start:end]`, left to right, never overlapping.

    Offsets count in the whole of `text`. Durations ("for three years"), counts ("2000 people"),
    references ("Resolution 1973") and names ("Bloody Sunday") are no dates and are left out.
    """
    stop = len(text) if end is None else min(end, len(text))
    if not may_hold_dates(text[start:stop]):
        return []
    tokens = scan(text, start, stop)
    matches: list[DateMatch] = []
    position, count = 0, len(tokens.starts)
    while found := GRAMMAR.search(tokens.classes, position):
        match = _built(tokens, found)
        if match is None:
            position = found.start() + 1
            continue
        if matches and not match.prep:
            match = _shared_preposition(tokens, found.start(), matches[-1], match)
        matches.append(match)
        position = found.start() + 1
        while position < count and tokens.starts[position] < match.span.end:
            position += 1
    return matches


def _built(tokens: Tokens, found: re.Match[str]) -> DateMatch | None:
    """Build what a rule matched; where that is no range after all, the single date that begins there."""
    match = HANDLERS[found.lastgroup or ""](tokens, found.start(), found.end())
    if match is not None:
        return match
    single = SINGLES.match(tokens.classes, found.start())
    if single is None or single.lastgroup == found.lastgroup:
        return None
    return HANDLERS[single.lastgroup or ""](tokens, single.start(), single.end())


def _shared_preposition(tokens: Tokens, first: int, before: DateMatch, match: DateMatch) -> DateMatch:
    """Give the second of two coordinated dates the preposition of the first ("in 1941 and 1945")."""
    if (
        first
        and tokens.classes[first - 1] in "&,"
        and tokens.text[before.span.end : match.span.start].strip(", ") in ("", "and", "or")
    ):
        return replace(match, prep=before.prep)
    return match

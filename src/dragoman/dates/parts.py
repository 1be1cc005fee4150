"""From tokens to the parts of a date that they name, and to ranges of two."""

from __future__ import annotations

from dataclasses import replace

from dragoman.dates.edtf import day_exists
from dragoman.dates.grammar import LEADING
from dragoman.dates.match import Named
from dragoman.dates.scan import Tokens
from dragoman.dates.words import MONTHS


def strip_leading(tokens: Tokens, first: int, last: int) -> int:
    """Give the index of the first token behind "about", "the end of", "late" and the like."""
    found = LEADING.match(tokens.classes, first, last)
    return found.end() if found else first


def named(tokens: Tokens, first: int, last: int) -> Named:
    """Collect what the tokens `first` to `last` name; the order of day, month and year tells nothing."""
    year = month = day = 0
    weekday, decade = -1, False
    for index in range(first, last):
        letter, value = tokens.classes[index], tokens.values[index]
        if letter in "Mmv":
            month = value
        elif letter in "noO":
            day = day or value
        elif letter == "y":
            year = value
        elif letter in "Ww":
            weekday = value
        elif letter == "D":
            year, decade = value, True
        elif letter == "I":
            return numeric(tokens.word(index))
    return Named(year, month, day, weekday, decade=decade)


def numeric(word: str) -> Named:
    """Read 2025-07-04, 4.7.2025, 25/7/2025 or 7/25/2025; without day and month where both orders fit.

    Points are written only where the day comes first. A slash stands for both orders, so that only
    a number above 12, or two equal ones, tell them apart.
    """
    if "-" in word:
        return Named(int(word[:4]), int(word[5:7]), int(word[8:10]))
    mark = "." if "." in word else "/"
    a, b, year = (int(part) for part in word.split(mark))
    if mark == "." or a > 12 or a == b:
        return Named(year, b, a)
    return Named(year, a, b) if b > 12 else Named(year)


def problem_of(part: Named) -> str:
    """Say why there is no such day, "" where there may be one."""
    if part.decade and not part.year:
        return "the decade's century is not said"
    if day_exists(part.year, part.month, part.day):
        return ""
    month = MONTHS[part.month - 1].capitalize() if 1 <= part.month <= 12 else f"month {part.month}"
    return f"there is no {part.day} {month}{f' {part.year}' if part.year else ''}"


def completed(a: Named, b: Named) -> tuple[Named, Named]:
    """Give both ends of a range what only one of them names ("14-16 July", "May to July 1920")."""
    if a.day and not a.month and b.month:
        a = replace(a, month=b.month)
    if b.day and not b.month and a.month:
        b = replace(b, month=a.month)
    if b.year and not a.year and a.month:
        wraps = (a.month, a.day) > (b.month, b.day or 31)
        a = replace(a, year=b.year - wraps)
    elif a.year and not b.year and b.month and a.month:
        wraps = (a.month, a.day) > (b.month, b.day or 31)
        b = replace(b, year=a.year + wraps)
    return a, b


def is_backwards(a: Named, b: Named) -> bool:
    """Say whether a range of two dated ends runs backwards."""
    if not (a.year and b.year) or a.decade or b.decade:
        return a.year > b.year > 0
    return (a.year, a.month, a.day) > (b.year, b.month or 12, b.day or 31)


def is_even_pair(a: Named, b: Named, *, joined_by_dash: bool) -> bool:
    """Say whether both ends name things of a like kind, as the ends of a range do.

    A dash also stands between a dateline and its text ("Jan. 3 - May said"), so that it joins a day
    only to a day.
    """
    if _is_bare_weekday(a) != _is_bare_weekday(b):
        return False
    return not (joined_by_dash and a.day and a.month and b.month and not b.day)


def _is_bare_weekday(part: Named) -> bool:
    return part.weekday >= 0 and not part.month and not part.day

"""The day on which a text says that it was published."""

from __future__ import annotations

import re
from datetime import date

from dragoman.dates.find import find_dates
from dragoman.dates.match import DateKind, DateMatch

_HEAD_LINES = 12
_DATELINE_LINES = 6  # a place and a day further down belong to the story
_HEAD_CHARACTERS = 200  # of a line: a dateline stands at its very beginning
_DASHES = r"\-\u2010-\u2015"
_TIME = r"(?:at\s+)?[0-9]{1,2}(?:[:.][0-9]{2}|(?=\s*[ap]\.?m))\s*(?:[ap]\.?m\.?)?(?:\s*[A-Z]{2,4}\b)?"
_PUBLISHED = r"(?:first\s+)?(?:published|posted|issued|released)|(?:release\s+|publication\s+)?date"
_LABEL = re.compile(
    rf"(?P<first>{_PUBLISHED})?(?:(?:last\s+)?(?:updated|modified))?(?:\s+(?:on|at))?\s*[:{_DASHES}]?\s*"
    rf"(?:{_TIME},?\s*(?:on\s+)?)?",
    re.IGNORECASE,
)
_LABEL_BEGIN = re.compile(rf"(?:{_PUBLISHED}|(?:last\s+)?(?:updated|modified))\b", re.IGNORECASE)
_PLACE = re.compile(rf"[(\[]?(?:[A-Z\u00c0-\u00de][\w.'\u2019]*|of|the|de|la|el|al|and|[{_DASHES},/()\s])+")
_AFTER = re.compile(
    rf"\s*(?:$|[{_DASHES}|:;)\]./(]|,?\s*(?:{_TIME})|,\s*(?:$|[A-Z]{{2,}}\b)|By\b|Posted\b|Updated\b)"
)


def read_published(text: str) -> date | None:
    """Read the published day from the head of a text.

    Takes a line that is labelled ("Published: 4 July 2025"), else a dateline ("WASHINGTON, Jan. 3,
    1961 -") or a line that begins with a date and tells nothing of it, else the day of an update. A
    dateline without a year tells no day, and none is guessed: the answer is then None, as for a
    text without any of these.
    """
    found: list[tuple[int, int, date]] = []
    for number, line in enumerate(_head(text)):
        found += [(rank, number, day) for rank, day in _dated(line, is_first=number < _DATELINE_LINES)]
    return min(found)[2] if found else None


def _head(text: str) -> list[str]:
    lines = (line.strip() for line in text[: _HEAD_LINES * 1000].splitlines())
    return [line[:_HEAD_CHARACTERS] for line in lines if line][:_HEAD_LINES]


def _dated(line: str, *, is_first: bool) -> list[tuple[int, date]]:
    """List the days that a line at the head is dated with, each with its rank: 0 is the surest."""
    ranked: list[tuple[int, date]] = []
    end = 0
    for match in find_dates(line):
        before, day = line[end : match.span.start].strip(" |;,()"), _day(match)
        if day is not None and _LABEL_BEGIN.match(before) and (label := _LABEL.fullmatch(before)):
            ranked.append((0 if label["first"] else 2, day))
        elif day is not None and end == 0 and is_first and _heads(line, match):
            ranked.append((1, day))
        end = match.span.end
    return ranked


def _heads(line: str, match: DateMatch) -> bool:
    """Say whether a line's first date is its head: alone, or behind a place ("KABUL, Afghanistan,")."""
    before = line[: match.span.start]
    if not _AFTER.match(line, match.span.end):
        return False
    if not before.strip():
        return True
    is_marked = before.rstrip()[-1] in ",(/|" or re.search(rf"[{_DASHES}]\s*$", before) is not None
    return is_marked and len(before) <= 60 and _PLACE.fullmatch(before) is not None


def _day(match: DateMatch) -> date | None:
    part = match.first
    if match.kind is not DateKind.ABSOLUTE or match.problem or match.second is not None or match.shift:
        return None
    return date(part.year, part.month, part.day) if part.month and part.day else None

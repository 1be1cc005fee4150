"""The day on which a text says that it was published."""

from __future__ import annotations

import re
from datetime import date

from dragoman.dates.find import find_dates
from dragoman.dates.match import DateKind, DateMatch

_HEAD_LINES = 12
_HEAD_CHARACTERS = 160  # of a line: a dateline stands at its very beginning
_LABEL = re.compile(
    r"(?:(?P<first>(?:first\s+)?(?:published|posted|issued|released|date|release date|publication date))"
    r"|(?:last\s+)?(?:updated|modified))(?:\s+(?:on|at))?\s*[:\-\u2013\u2014]?\s*(?:at\s+)?(?:[0-9]{1,2}[:.][0-9]{2}\s*"
    r"(?:am|pm)?\s*(?:gmt|utc|[a-z]{2,4}t)?,?\s*(?:on\s+)?)?",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"""[(\[]?(?:[A-ZÀ-Þ][\w.'\u2019\-]*|of|the|de|la|el|al|and|-|\u2013|,|/|\(|\)|\s)+""",
)
_AFTER = re.compile(
    r"\s*(?:$|[-\u2013\u2014|:;)\].,(]|/|at\s+[0-9]|[0-9]{1,2}:[0-9]{2}|By\b|Posted\b|Updated\b)"
)


def read_published(text: str) -> date | None:
    """Read the published day from the head of a text.

    Takes a line that is labelled ("Published: 4 July 2025"), else a dateline ("WASHINGTON, Jan. 3,
    1961 -") or a line that holds nothing but a date. A dateline without a year tells no day, and
    none is guessed: the answer is then None, as for a text without any of these.
    """
    best: tuple[int, int, date] | None = None
    for number, line in enumerate(_head(text)):
        found = _dated(line)
        if found is not None:
            rank, day = found
            best = min(best or (rank, number, day), (rank, number, day))
    return None if best is None else best[2]


def _head(text: str) -> list[str]:
    lines = (line.strip() for line in text[: _HEAD_LINES * 400].splitlines())
    return [line[:_HEAD_CHARACTERS] for line in lines if line][:_HEAD_LINES]


def _dated(line: str) -> tuple[int, date] | None:
    """Give the day that a line at the head is dated with, and its rank: 0 is the surest."""
    match = next(iter(find_dates(line)), None)
    if match is None or (day := _day(match)) is None:
        return None
    before = line[: match.span.start]
    if label := _LABEL.fullmatch(before):
        return (0 if label["first"] else 3), day
    if not _AFTER.match(line, match.span.end):
        return None
    if not before.strip():
        return 1, day
    return (2, day) if _is_dateline(before) else None


def _is_dateline(before: str) -> bool:
    """Say whether what stands before a date is a place and no sentence: "KABUL, Afghanistan,"."""
    return bool(_PLACE.fullmatch(before)) and len(before) <= 60 and before.rstrip()[-1] in ",(-\u2013\u2014|/"


def _day(match: DateMatch) -> date | None:
    part = match.first
    if match.kind is not DateKind.ABSOLUTE or match.problem or match.second is not None or match.shift:
        return None
    return date(part.year, part.month, part.day) if part.month and part.day else None

"""Words of a picture: names that cannot turn the direction of writing, headings, dates."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dragoman.answers import Answer
from dragoman.dates import format_edtf
from dragoman.records import Interval, PartyId, When

LONGEST = 34  # code points of a label; longer ones end in an ellipsis
NOTHING = "Nothing is on record for this question."
LINE = 150  # characters of a note on one line at a picture's usual width

# Controls, and what turns the direction of writing or hides; blanks of every kind become one space.
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
_BLANK = re.compile(r"\s+")
_WORDS = {"in_force": "in force"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """What a picture says above it: what is asked; on which day, known when, from how many documents."""

    title: str
    asked: str
    notes: tuple[str, ...] = field(default=())


def clean(text: str) -> str:
    """Give text on one line, without controls and marks of direction; markup stays plain text."""
    return _BLANK.sub(" ", _UNSEEN.sub(" ", text)).strip()


def short(text: str, most: int = LONGEST) -> str:
    """Give clean text that is no longer than `most` code points."""
    plain = clean(text)
    return plain if len(plain) <= most else f"{plain[: most - 1].rstrip()}…"


def label(answer: Answer[Any], party: PartyId, most: int = LONGEST) -> str:
    """Give a party's name, which ends in an ellipsis where it is too long."""
    return short(answer.name(party), most) if party else "?"


def plain(word: str) -> str:
    """Give a word of the domain as people write it."""
    return _WORDS.get(word, word.replace("_", " "))


def counted(number: int, noun: str, many: str = "") -> str:
    """Give "1 document", "1,234 documents"."""
    return f"{number:,} {noun if number == 1 else many or noun + 's'}"


def date_text(when: When | None) -> str:
    """Give a date in EDTF; "" where there is none."""
    return format_edtf(when) if isinstance(when, Interval) else ""


def known(answer: Answer[Any]) -> str:
    """Say as known at which instant."""
    return f"as known at {answer.known_at:%Y-%m-%d %H:%M} UTC (entry {answer.sequence:,})"


def documents(*answers: Answer[Any]) -> str:
    """Say how many independent documents an answer rests on; near copies of one text count once."""
    found = {item.copy_group for answer in answers for shown in answer for item in shown.evidence}
    found |= {group for answer in answers for shown in answer for group in shown.groups}
    return counted(len(found), "document")


def asked(
    *answers: Answer[Any], on: date | None = None, since: date | None = None, until: date | None = None
) -> str:
    """Give the line below a title: days asked about, instant of knowledge, documents."""
    days = (
        (f"{word} {day.isoformat()}") for word, day in (("on", on), ("from", since), ("before", until)) if day
    )
    return " · ".join([*days, known(answers[0]), documents(*answers)])


def silence(*answers: Answer[Any]) -> tuple[str, ...]:
    """Say so where nothing is on record at all."""
    return () if any(len(answer) for answer in answers) else (NOTHING,)


def wrapped(lines: Iterable[str], width: int = LINE) -> list[str]:
    """Break notes into lines."""
    return [part for line in lines for part in textwrap.wrap(line, width, break_long_words=True)]

"""Cut a text into words and marks and give each its class: what the grammar then reads."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dragoman.dates.words import HINTS, WORD_CLASSES

_WORDS = re.compile(r"[A-Za-z]+|[0-9]")
_DIGITS = frozenset("0123456789")
_STARTERS = HINTS | _DIGITS

_TOKEN = re.compile(
    r"""
    (?:[Jj]an|JAN|[Ff]eb|FEB|[Mm]ar|MAR|[Aa]pr|APR|[Jj]un|JUN|[Jj]ul|JUL|[Aa]ug|AUG|[Ss]ept?|SEPT?|[Oo]ct|OCT
       |[Nn]ov|NOV|[Dd]ec|DEC|Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun|inst|ult|prox|ca?)\.
    | [^\W\d_]+
    | [0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-]) (?:T[0-9:.]+Z?)?
    | [0-9]{1,2}([./])[0-9]{1,2}\1[0-9]{4}(?![0-9/])
    | [$€£¥#]\ ?[0-9][0-9.,]*
    | [0-9]{1,3}(?:,[0-9]{3})+(?![0-9]) (?:\.[0-9]+)?
    | [0-9]+(?:[.:][0-9]+)+
    | [0-9]+(?:st|nd|rd|th|d|['’]?s)?(?![^\W_])
    | [0-9]+
    | ['’][2-9]0s\b
    | \s-{1,2}\s | -{2,} | [-–—]
    | [^\s\w]
    | _
    """,
    re.VERBOSE,
)
_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|d)")


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens: one class letter each (`words.py`), with values and offsets into the text."""

    text: str
    classes: str
    values: list[int]
    starts: list[int]
    ends: list[int]

    def word(self, index: int) -> str:
        """Give the characters of a token, "" outside the scanned part."""
        if 0 <= index < len(self.starts):
            return self.text[self.starts[index] : self.ends[index]]
        return ""

    def touch(self, index: int) -> bool:
        """Say whether a token stands right behind the one before, without a blank."""
        return 0 < index < len(self.starts) and self.ends[index - 1] == self.starts[index]


def may_hold_dates(text: str) -> bool:
    """Say whether a text has a digit or a word that some date expression must have; cheap."""
    return not _STARTERS.isdisjoint(_WORDS.findall(text))


def scan(text: str, start: int, end: int) -> Tokens:
    """Cut `text[start:end]` into classed tokens."""
    letters: list[str] = []
    values: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    lookup = WORD_CLASSES.get
    for found in _TOKEN.finditer(text, start, end):
        word = found.group()
        letter, value = lookup(word) or _other(word)
        letters.append(letter)
        values.append(value)
        begin, stop = found.span()
        starts.append(begin)
        ends.append(stop)
    return Tokens(text, "".join(letters), values, starts, ends)


def _other(word: str) -> tuple[str, int]:
    """Class a token that is no listed word: a number, a mark, or any other word."""
    first = word[0]
    if first in _DIGITS:
        return _number(word)
    if first in "'’" and len(word) == 4:
        return "D", _short_decade(int(word[1:3]))
    if first in " \t\n\r-–—\xa0":
        return ("-", 0) if word.strip() == "-" else (".", 0)
    if first.isalpha():
        return "z", 0
    return ("x", 0) if len(word) > 1 else (".", 0)


def _short_decade(tens: int) -> int:
    """Give the century to "'90s": the last that began before 2000; "'20s" is too near to tell."""
    return 1900 + tens if tens >= 30 else 0


def _number(word: str) -> tuple[str, int]:
    if word.isdigit():
        value = int(word) if len(word) <= 9 else 0
        if len(word) == 4 and 1500 <= value <= 2099:
            return "y", value
        return ("n" if 1 <= value <= 31 and len(word) <= 2 else "N"), value
    if word[-1] == "s" and word[:4].isdigit() and len(word) <= 6:
        year = int(word[:4])
        return ("D", year) if 1500 <= year <= 2099 and year % 10 == 0 else ("x", 0)
    if ordinal := _ORDINAL.fullmatch(word):
        value = int(ordinal[1])
        return ("o", value) if 1 <= value <= 31 else ("z", 0)
    return ("I", 0) if len(word) >= 8 and ("-" in word or word[-5] in "./") else ("x", 0)

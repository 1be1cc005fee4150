"""Cut a text into words and marks and give each its class: what the grammar then reads."""

from __future__ import annotations

import re
from itertools import accumulate

from dragoman.dates.words import HINTS, WORD_CLASSES

_WORDS = re.compile(r"[A-Za-z]+|[0-9]")
_STARTERS = HINTS | frozenset("0123456789")

# Each token takes the blanks before it along, so that the lengths alone give all offsets: the pass
# then runs in C but for one dictionary look-up a token.
_TOKEN = re.compile(
    r"""\s*(?:
    [A-Za-z\u00c0-\u024f]+
    | [0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9-])(?:T[0-9:.]+Z?)?
    | [0-9]{1,2}(?:\.[0-9]{1,2}\.|/[0-9]{1,2}/)[0-9]{4}(?![0-9/])
    | [0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?
    | [0-9]+(?:[.:][0-9]+)+
    | [0-9]+(?:st|nd|rd|th|d|['\u2019]?s)?(?![A-Za-z0-9])
    | [0-9]+
    | [$\u20ac\u00a3\u00a5\#]\ ?[0-9][0-9.,]*
    | ['\u2019][2-9]0s\b
    | -{2,}
    | \S)""",
    re.VERBOSE,
)
_ORDINAL = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th|d)")
_DECADE = re.compile(r"([0-9]{3}0)['\u2019]?s")
_WHOLE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T.*)?|[0-9]{1,2}([./])[0-9]{1,2}\1[0-9]{4}")
_OTHER_WORD = ("z", 0)
_OTHER_FIGURE = ("x", 0)
_OTHER_MARK = (".", 0)


class Tokens:
    """A text's tokens: one class letter each (`words.py`), with values and offsets into the text."""

    __slots__ = ("_pieces", "_start", "classes", "ends", "starts", "text", "values")

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text = text
        self._start = start
        self._pieces: list[str] = _TOKEN.findall(text, start, end)
        lookup = WORD_CLASSES.get
        pairs = [
            lookup(word) or (_OTHER_WORD if word.isalpha() else _other(word))
            for word in map(str.lstrip, self._pieces)
        ]
        self.classes = "".join([letter for letter, _ in pairs])
        self.values = [value for _, value in pairs]
        self.starts: list[int] = []
        self.ends: list[int] = []

    def place(self) -> None:
        """Work out the offsets, which only a text that holds a date needs."""
        self.ends = list(accumulate(map(len, self._pieces), initial=self._start))[1:]
        self.starts = [end - len(piece.lstrip()) for end, piece in zip(self.ends, self._pieces, strict=True)]

    def word(self, index: int) -> str:
        """Give the characters of a token, "" outside the scanned part."""
        return self._pieces[index].lstrip() if 0 <= index < len(self._pieces) else ""

    def touch(self, index: int) -> bool:
        """Say whether a token stands right behind the one before, without a blank."""
        return 0 < index < len(self._pieces) and not self._pieces[index][0].isspace()


def may_hold_dates(text: str) -> bool:
    """Say whether a text has a digit or a word that some date expression must have; cheap."""
    return not _STARTERS.isdisjoint(_WORDS.findall(text))


def _other(word: str) -> tuple[str, int]:
    """Class a token that is no listed word: a number, a mark, or any other word."""
    first = word[0]
    if first.isdecimal() and first.isascii():
        return _number(word)
    if first in "'\u2019" and len(word) == 4:  # "'90s"
        return "D", _short_decade(int(word[1:3]))
    if first.isalpha():
        return _OTHER_WORD
    return _OTHER_FIGURE if first in "$\u20ac\u00a3\u00a5#" and len(word) > 1 else _OTHER_MARK


def _short_decade(tens: int) -> int:
    """Give the century to "'90s": the last that began before 2000; "'20s" is too near to tell."""
    return 1900 + tens if tens >= 30 else 0


def _number(word: str) -> tuple[str, int]:
    if word.isdecimal():
        value = int(word) if len(word) <= 9 else 0
        if len(word) == 4 and 1500 <= value <= 2099:
            return "y", value
        return ("n" if 1 <= value <= 31 and len(word) <= 2 else "N"), value
    if decade := _DECADE.fullmatch(word):
        year = int(decade[1])
        return ("D", year) if 1500 <= year <= 2090 else _OTHER_FIGURE
    if ordinal := _ORDINAL.fullmatch(word):
        value = int(ordinal[1])
        return ("o", value) if 1 <= value <= 31 else _OTHER_WORD
    return ("I", 0) if _WHOLE.fullmatch(word) else _OTHER_FIGURE

"""Tokens of a sentence: words, numbers and marks with their places in the document.

Tags: N noun or other open word, M token of a party mention, D token of a date, V verb form, B be, H have,
DO do, MD modal, NEG not, TO to before a verb, P preposition, CC conjunction, W relative, S subordinator,
DT determiner, PR pronoun, PS possessive pronoun or 's, RB adverb, "," ";" "(" ")" '"' "." punctuation.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache

from dragoman.reader.cues import load_cues
from dragoman.records import Span

_CLITIC = re.compile(r"(?:['\u2019]s|['\u2019]|n['\u2019]t|['\u2019](?:ll|d|re|ve))$", re.I)


@cache
def _token() -> re.Pattern[str]:
    dotted = "|".join(sorted(load_cues().dotted))
    return re.compile(
        r"(?:[A-Za-z]\.){2,}"  # U.S., e.g.
        rf"|(?:{dotted})\."
        r"|[^\W\d_]+(?:['\u2018\u2019-][^\W\d_]+|-\d+)*"
        r"|\d+(?:[.,]\d+)*(?:st|nd|rd|th)?"
        r"|[^\w\s]"
    )


@dataclass(slots=True)
class Tokens:
    """A sentence's tokens as parallel lists; offsets are code points of the document's text."""

    text: str  # of the document
    words: list[str]
    lows: list[str]  # lower case, curly apostrophes straight
    starts: list[int]
    ends: list[int]
    tags: list[str]  # "N" until the token is tagged
    modifiers: set[int] = field(default_factory=set)  # tokens of mentions that modify: "Russian", "U.S."

    def __len__(self) -> int:
        return len(self.words)

    def at(self, offset: int) -> int:
        """Give the index of the first token that ends after `offset`."""
        return bisect_right(self.ends, offset)

    def span(self, i: int, j: int) -> Span:
        """Give the span of tokens [i, j)."""
        return Span(self.starts[i], self.ends[j - 1])

    def quote(self, i: int, j: int) -> str:
        """Give the text of tokens [i, j) as printed."""
        return self.text[self.starts[i] : self.ends[j - 1]]

    def name(self, i: int, j: int) -> str:
        """Give the text of tokens [i, j) with single blanks, "" where the range is empty."""
        return " ".join(self.quote(i, j).split()) if i < j else ""


def tokenize(text: str, start: int, end: int) -> Tokens:
    """Cut text[start:end] into words, numbers and marks; clitics ('s, n't) are tokens of their own."""
    matches = list(_token().finditer(text, start, end))
    words = [match[0] for match in matches]
    starts = [match.start() for match in matches]
    lows = [word.lower() for word in words]
    if text.find("'", start, end) >= 0 or text.find("\u2019", start, end) >= 0:
        words, starts = _with_clitics(words, starts)
        lows = [word.lower().replace("\u2019", "'") for word in words]
    ends = [position + len(word) for position, word in zip(starts, words, strict=True)]
    return Tokens(text, words, lows, starts, ends, ["N"] * len(words))


def _with_clitics(words: list[str], starts: list[int]) -> tuple[list[str], list[int]]:
    """Cut 's, n't and the like off their words."""
    cut: list[str] = []
    places: list[int] = []
    for word, position in zip(words, starts, strict=True):
        clitic = _CLITIC.search(word) if len(word) > 2 else None
        if clitic is None or clitic.start() == 0:
            cut.append(word)
            places.append(position)
        else:
            cut += (word[: clitic.start()], clitic[0])
            places += (position, position + clitic.start())
    return cut, places

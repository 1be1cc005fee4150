"""What a date is not: counts, references and proper names that only look like one."""

from __future__ import annotations

from dragoman.dates.scan import Tokens
from dragoman.dates.words import AFTER_DAY, COUNTED, NAMES_AFTER, NAMES_BEFORE, NUMBERED

_YEAR_COMES_AFTER = frozenset("PfFjbatC(hEj&YL")
_OWN = frozenset("his her their its our my your whose".split())
_NOT_PLURAL = frozenset("was has is as this its his us thus does".split())


def counts_things(tokens: Tokens, index: int) -> bool:
    """Say whether the token is a word for what a number before it counts ("people", "%")."""
    word = tokens.word(index)
    return word == "%" or word.lower() in COUNTED


def is_year(tokens: Tokens, first: int, index: int) -> bool:
    """Say whether a bare four-figure number is a year, in an expression that begins at `first`."""
    if is_glued(tokens, first, index) or counts_things(tokens, index + 1):
        return False
    before = tokens.word(first - 1).rstrip(".").lower()
    if before in NUMBERED and tokens.classes[first - 1] != "h":
        return False
    if before == "year" and tokens.word(first - 2).lower() in ("fiscal", "financial"):
        return False
    if first < index or (first and tokens.classes[first - 1] in _YEAR_COMES_AFTER):
        return True
    following = tokens.word(index + 1)
    return not (following.islower() and following.endswith("s") and following not in _NOT_PLURAL)


def is_glued(tokens: Tokens, first: int, index: int) -> bool:
    """Say whether a number is part of something longer: "pre-1967", "A/1991/3", "1991-style", "1500km"."""
    if tokens.touch(first) and tokens.classes[first - 1] in "-/zxN" and tokens.classes[first] != "-":
        return True
    if not tokens.touch(index + 1):
        return False
    after = tokens.classes[index + 1]
    return after in "/zx" or (after in "-" and tokens.touch(index + 2))


def is_name(tokens: Tokens, first: int, last: int) -> bool:
    """Say whether a day, month or weekday without a year is part of a proper name ("Bloody Sunday")."""
    if tokens.word(last) in NAMES_AFTER or tokens.word(first - 1) in NAMES_BEFORE:
        return True
    return tokens.word(last) in ("-", "–") and tokens.touch(last) and tokens.touch(last + 1)


def is_month_alone(tokens: Tokens, index: int) -> bool:
    """Say whether a month's name without day or year is the month and not a person or a verb."""
    before = tokens.classes[index - 1] if index else "."
    if tokens.classes[index] == "m":
        if before == "t":
            return tokens.word(index - 1).lower() in ("until", "till", "through")
        return before in "PfFjbaELXHBV" or (before == "h" and not tokens.word(index + 1)[:1].isupper())
    if before in "PfFjbatEhLXHB&":
        return True
    following = tokens.word(index + 1)
    return not following[:1].isupper() and tokens.word(index + 2) != "" and before in "z,"


def is_day_alone(tokens: Tokens, last: int) -> bool:
    """Say whether "the 17th", ending before token `last`, is a day: no noun follows that it numbers."""
    word = tokens.word(last)
    return not word or not word[0].isalnum() or word in AFTER_DAY


def is_owned(tokens: Tokens, first: int) -> bool:
    """Say whether somebody's ("his last year") is meant rather than the calendar's."""
    return tokens.word(first - 1).lower() in _OWN

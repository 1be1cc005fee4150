"""Counts from another date: "two days ago", "three weeks later", "two weeks after June 1, 1990"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.dates.make import Handler, kind_of, make
from dragoman.dates.match import Base, DateKind, DateMatch, Shift, Unit
from dragoman.dates.parts import named
from dragoman.dates.scan import Tokens
from dragoman.dates.words import words

_SIGNS = {**dict.fromkeys("gebV", -1), **dict.fromkeys("lraG", 1)}
_VAGUE_AMOUNTS = frozenset(words("than over least about around some nearly almost under"))
_KINDS = {Base.PUBLISHED: DateKind.DEICTIC, Base.LAST: DateKind.ANAPHORIC}


def _numbers(tokens: Tokens, indices: Iterable[int]) -> int | None:
    """Add up a number in figures or words; None for "several", "a few" and none at all."""
    total = 0
    for k in indices:
        letter, value = tokens.classes[k], tokens.values[k]
        if letter == "c" and value == 100:
            total = max(total, 1) * 100
        elif letter in "cnNy":
            total += value
        elif letter == "q" and tokens.word(k).lower() == "couple":
            total = 2
        elif letter == "q" and tokens.word(k).lower() != "some":
            return None
    return total or None


def _amount(tokens: Tokens, first: int, unit: int) -> tuple[int | None, Unit, str]:
    """Read "two weeks" up to the token `unit`: number, unit to count by, and the unit's plural."""
    letter, value = tokens.classes[unit], tokens.values[unit]
    body = tokens.classes[first:unit]
    n = 1 if body.endswith("A") else _numbers(tokens, range(first, unit))
    half = "Z" in body
    if letter in "Y4":
        return (6 if half else n), (Unit.MONTH if half else Unit.YEAR), "years"
    if letter in "Q5U":
        return _rare_amount(n, half, 4 if letter == "Q" else value)
    if half:  # half a month and half a week are no whole number of anything
        n = None
    if letter in "k2":
        return n and 7 * n, Unit.DAY, "weeks"
    return (n, Unit.MONTH, "months") if letter in "u3" else (n, Unit.DAY, "days")


def _rare_amount(n: int | None, half: bool, value: int) -> tuple[int | None, Unit, str]:
    """Read decades (0), fortnights (1), hours (2), minutes (3) and centuries (4)."""
    if value == 0:
        return (5 if half else n), (Unit.YEAR if half else Unit.DECADE), "decades"
    if value == 4:
        return (5 if half else n and 10 * n), Unit.DECADE, "centuries"
    if value == 1:
        return (7 if half else n and 14 * n), Unit.DAY, "fortnights"
    if n is None:
        return None, Unit.DAY, "hours" if value == 2 else "minutes"
    # Less than a day has passed, or so many whole days: "48 hours later".
    return (n // 24 if value == 2 else 0), Unit.DAY, "hours"


def _goes_on(tokens: Tokens, last: int) -> bool:
    """Say whether a clause or a noun follows, rather than a mark or the end."""
    return tokens.word(last)[:1].isalnum()


def build_count(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "two days ago", "three weeks later", "a year earlier", "six weeks after he met ..."."""
    mark = next(k for k in range(last - 1, first, -1) if tokens.classes[k] in _SIGNS)
    letter = tokens.classes[mark]
    before = tokens.word(first - 1).lower()
    if tokens.word(last).lower() == "than" or (before == "for" and letter in "abGV"):
        return None  # "earlier than planned"; "for two years after the war" is a length of time
    if mark == first + 1 and first and tokens.classes[first - 1] in "ncNyqAZ":
        return None  # the rest of a count that was no date
    behind = mark - (letter == "r") - 2 * (tokens.classes[mark - 1] == "0")  # of the unit
    n, unit, plural = _amount(tokens, first, behind - 1)
    base = Base.PUBLISHED if letter in "gr" else Base.LAST
    is_vague = before in _VAGUE_AMOUNTS
    match = make(
        tokens,
        first,
        last,
        _KINDS[base],
        shift=Shift(n and n * _SIGNS[letter], unit, base),
        clause=letter in "abGV" and _goes_on(tokens, last),
        approximate=is_vague or "0" in tokens.classes[first:mark] or tokens.word(first).lower() == "some",
        problem="" if n is not None else f"no number of {plural} is named",
    )
    return replace(match, prep="") if is_vague else match  # "over a month later"


def build_half(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "a year and a half later": 18 months."""
    letter = tokens.classes[last - 1]
    n = 12 * (_numbers(tokens, (first,)) or 1) + 6
    base = Base.PUBLISHED if letter in "gr" else Base.LAST
    clause = letter in "ab" and _goes_on(tokens, last)
    shift = Shift(n * _SIGNS[letter], Unit.MONTH, base)
    return make(tokens, first, last, _KINDS[base], shift=shift, clause=clause)


def build_count_to(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "two weeks after June 1, 1990"."""
    mark = next(k for k in range(first, last) if tokens.classes[k] in "abV")
    letter = tokens.classes[mark]
    n, unit, plural = _amount(tokens, first, mark - 1)
    part = named(tokens, mark + (2 if letter == "V" else 1), last)
    problem = "" if n is not None else f"no number of {plural} is named"
    shift = Shift(n and n * _SIGNS[letter], unit, Base.NAMED)
    return make(tokens, first, last, kind_of(part), part, shift=shift, problem=problem)


COUNT_HANDLERS: dict[str, Handler] = {
    "count": build_count,
    "half": build_half,
    "count_to": build_count_to,
}

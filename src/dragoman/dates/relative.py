"""Expressions that point from another date: "last month", "the same year", "the 3rd inst."."""

from __future__ import annotations

from dragoman.dates import guards
from dragoman.dates.make import Handler, make
from dragoman.dates.match import Base, DateKind, DateMatch, Named, Shift, Unit
from dragoman.dates.parts import named, strip_leading
from dragoman.dates.scan import Tokens
from dragoman.dates.words import words

_MONTHS = "Mmv"
_UNITS = {
    "d": Unit.DAY,
    "p": Unit.DAY,
    "k": Unit.WEEK,
    "u": Unit.MONTH,
    "Y": Unit.YEAR,
    "K": Unit.WEEKEND,
}
_DIRECTIONS = {
    **dict.fromkeys("LVb", -1),  # last, previous, before
    **dict.fromkeys("HRSB", 0),  # this, present, same, that
    **dict.fromkeys("XGa", 1),  # next, following, after
}
_POINTERS = "LXHRBSGV"
_KINDS = {Base.PUBLISHED: DateKind.DEICTIC, Base.LAST: DateKind.ANAPHORIC}
_SPANNING = frozenset(words("over for within during through throughout in of"))
_BEFORE_THEN = frozenset(words("since by until till before from"))


def _pick(tokens: Tokens, first: int, last: int, letters: str) -> int:
    """Give the index of the last token of one of the classes, -1 where there is none."""
    return next((k for k in range(last - 1, first - 1, -1) if tokens.classes[k] in letters), -1)


def _pointed(tokens: Tokens, index: int) -> Named | Unit:
    """Read what "last", "that" or "the following" points at: a named month, weekday, season or a unit."""
    letter, value = tokens.classes[index], tokens.values[index]
    if letter in _MONTHS:
        return Named(month=value)
    if letter == "W":
        return Named(weekday=value)
    return Named(season=value) if letter == "s" else _UNITS[letter]


def _build_within(tokens: Tokens, first: int, last: int, unit: Unit) -> DateMatch | None:
    """Build a date within a period that another one points to."""
    lead = strip_leading(tokens, first, last)
    pointer = _pick(tokens, lead, last, _POINTERS)
    letter = tokens.classes[pointer]
    sign = _DIRECTIONS[letter]
    is_anaphoric = letter in "BSGV" or (letter == "X" and tokens.classes[pointer - 1] == "h")
    base = Base.LAST if is_anaphoric else Base.PUBLISHED
    part = named(tokens, lead, pointer)
    return make(tokens, first, last, _KINDS[base], part, shift=Shift(sign, unit, base))


def build_in_year(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "May last year", "July 3 of the following year"."""
    return _build_within(tokens, first, last, Unit.YEAR)


def build_in_month(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "the 3rd of this month", "the 3rd inst."."""
    mark = _pick(tokens, first, last, "J")
    if mark < 0:
        return _build_within(tokens, first, last, Unit.MONTH)
    shift = Shift(tokens.values[mark], Unit.MONTH, Base.PUBLISHED)
    return make(tokens, first, last, DateKind.DEICTIC, named(tokens, first, mark), shift=shift)


def build_in_week(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "Thursday of last week"."""
    return _build_within(tokens, first, last, Unit.WEEK)


def build_two_away(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "the day before yesterday", "the week before last", "the year after next"."""
    sign = _DIRECTIONS[tokens.classes[last - 2]]
    shift = Shift(2 * sign, _UNITS[tokens.classes[first + 1]], Base.PUBLISHED)
    return make(tokens, first, last, DateKind.DEICTIC, shift=shift)


def build_beside(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "the week before", "the day after", "the day following", "the Thursday before"."""
    sign = _DIRECTIONS[tokens.classes[last - 1]]
    return _build_step(tokens, first, last, first + 1, sign, clause=tokens.word(last)[:1].isalnum())


def build_follow(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "the next day", "the following month", "the previous Thursday"."""
    pointer = _pick(tokens, first, last, "GVX")
    letter = tokens.classes[pointer]
    if letter == "X" and tokens.classes[last - 1] in "kuY" and tokens.word(first - 1).lower() in _SPANNING:
        return None  # "over the next month" is a length of time
    return _build_step(tokens, first, last, pointer + 1, _DIRECTIONS[letter])


def _build_step(
    tokens: Tokens, first: int, last: int, target: int, sign: int, *, clause: bool = False
) -> DateMatch:
    """Build what lies one step before or after the date named last."""
    pointed = _pointed(tokens, target)
    kind = DateKind.ANAPHORIC
    if isinstance(pointed, Unit):
        return make(tokens, first, last, kind, shift=Shift(sign, pointed, Base.LAST), clause=clause)
    return make(tokens, first, last, kind, pointed, direction=sign, base=Base.LAST, clause=clause)


def build_same(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "the same day", "that year", "later that month", "that June"."""
    pointed = _pointed(tokens, _pick(tokens, first, last, "dkuYpsK" + _MONTHS))
    if isinstance(pointed, Unit):
        return make(tokens, first, last, DateKind.ANAPHORIC, shift=Shift(0, pointed, Base.LAST))
    return make(tokens, first, last, DateKind.ANAPHORIC, pointed, shift=Shift(0, Unit.YEAR, Base.LAST))


def build_deictic(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "last month", "this year", "next Thursday", "last October", "last night", "this weekend"."""
    if guards.is_owned(tokens, first) or guards.is_name(tokens, first, last):
        return None
    pointer = _pick(tokens, first, last, "LXHR")
    sign = _DIRECTIONS[tokens.classes[pointer]]
    target = pointer - 1 if pointer == last - 1 else pointer + 1
    pointed = _pointed(tokens, target)
    if isinstance(pointed, Unit):
        is_next_morning = tokens.classes[target] == "p" and sign > 0
        base = Base.LAST if is_next_morning else Base.PUBLISHED
        return make(tokens, first, last, _KINDS[base], shift=Shift(sign, pointed, base))
    if pointed.month:
        pointed = named(tokens, target, last)
    # "This May" and "this summer" lie in the published year; "this Thursday" goes by the tense.
    shift = Shift(0, Unit.YEAR, Base.PUBLISHED) if sign == 0 and pointed.weekday < 0 else None
    return make(tokens, first, last, DateKind.DEICTIC, pointed, direction=sign, shift=shift)


def build_period(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "the end of the year", "later in the month"."""
    shift = Shift(0, _UNITS[tokens.classes[last - 1]], Base.EITHER)
    return make(tokens, first, last, DateKind.ANAPHORIC, shift=shift)


def build_weekend(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "the weekend" behind a preposition."""
    shift = Shift(0, Unit.WEEKEND, Base.PUBLISHED)
    return make(tokens, first, last, DateKind.DEICTIC, shift=shift)


def build_then(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "then" in "since then" and "by then", "that time" in "at that time"."""
    if tokens.classes[first] == "i" and tokens.word(first - 1).lower() not in _BEFORE_THEN:
        return None
    return make(tokens, first, last, DateKind.ANAPHORIC, shift=Shift(0, Unit.DAY, Base.LAST))


RELATIVE_HANDLERS: dict[str, Handler] = {
    "in_year": build_in_year,
    "in_month": build_in_month,
    "in_week": build_in_week,
    "two_away": build_two_away,
    "beside": build_beside,
    "same": build_same,
    "follow": build_follow,
    "deictic": build_deictic,
    "period": build_period,
    "weekend": build_weekend,
    "then": build_then,
}

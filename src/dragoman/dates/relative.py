"""Expressions that count from another date: "last month", "three days later", "the same year"."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.dates import guards
from dragoman.dates.build import CALENDAR_HANDLERS, Handler, kind_of, make
from dragoman.dates.calendar import named, strip_leading
from dragoman.dates.match import Base, DateKind, DateMatch, Named, Shift, Unit
from dragoman.dates.scan import Tokens

_UNITS = {
    "d": Unit.DAY,
    "p": Unit.DAY,
    "k": Unit.WEEK,
    "u": Unit.MONTH,
    "Y": Unit.YEAR,
    "K": Unit.WEEKEND,
}
_DIRECTIONS = {"L": -1, "V": -1, "b": -1, "H": 0, "R": 0, "S": 0, "B": 0, "X": 1, "G": 1, "a": 1}
_KINDS = {Base.PUBLISHED: DateKind.DEICTIC, Base.LAST: DateKind.ANAPHORIC, Base.EITHER: DateKind.ANAPHORIC}
_SPANNING = frozenset(("over", "for", "within", "during", "through", "throughout", "in", "of"))
_VAGUE_AMOUNTS = frozenset(("than", "over", "least", "about", "around", "some", "nearly", "almost"))
_NAMES = {"1": "days", "2": "weeks", "3": "months", "4": "years", "5": "units", "k": "weeks"}


def _pick(tokens: Tokens, first: int, last: int, letters: str) -> int:
    """Give the index of the last token of one of the classes, -1 where there is none."""
    return next((k for k in range(last - 1, first - 1, -1) if tokens.classes[k] in letters), -1)


def _direction(tokens: Tokens, first: int, last: int, letters: str) -> int:
    return _DIRECTIONS[tokens.classes[_pick(tokens, first, last, letters)]]


def _build_within(tokens: Tokens, first: int, last: int, letters: str, unit: Unit) -> DateMatch | None:
    """Build "May last year", "the 3rd of this month", "Thursday of last week"."""
    lead = strip_leading(tokens, first, last)
    pointer = _pick(tokens, lead, last, letters)
    sign = _DIRECTIONS[tokens.classes[pointer]]
    marked = tokens.classes[pointer - 1]
    base = Base.LAST if tokens.classes[pointer] in "BSGV" or (marked == "h" and sign) else Base.PUBLISHED
    part = named(tokens, lead, pointer)
    return make(tokens, first, last, _KINDS[base], part, shift=Shift(sign, unit, base))


def build_in_year(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "May last year", "July 3 of the following year"."""
    return _build_within(tokens, first, last, "LHXRBSGV", Unit.YEAR)


def build_in_month(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "the 3rd of this month", "the 3rd inst."."""
    if tokens.classes[last - 1] != "J":
        return _build_within(tokens, first, last, "LHXRBSGV", Unit.MONTH)
    shift = Shift(tokens.values[last - 1], Unit.MONTH, Base.PUBLISHED)
    return make(tokens, first, last, DateKind.DEICTIC, named(tokens, first, last - 1), shift=shift)


def build_in_week(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "Thursday of last week"."""
    return _build_within(tokens, first, last, "LHXBSGV", Unit.WEEK)


def _numbers(tokens: Tokens, indices: Iterable[int]) -> int | None:
    """Add up a number in figures or words; None for "several", "a few" and none at all."""
    total = 0
    for k in indices:
        letter, value = tokens.classes[k], tokens.values[k]
        if letter == "c" and value == 100:
            total = max(total, 1) * 100
        elif letter in "cnNy":
            total += value
        elif letter == "q" and tokens.word(k).lower() != "couple":
            return None
        elif letter == "q":
            total = 2
    return total or None


def _amount(tokens: Tokens, first: int, last: int) -> tuple[int | None, Unit, str]:
    """Read "two weeks" at `first` to `last` (the unit's index + 1): number, unit, the unit's plural."""
    letter, value = tokens.classes[last - 1], tokens.values[last - 1]
    body = tokens.classes[first : last - 1]
    n = _numbers(tokens, range(first, last - 1))
    if n is None and body.endswith("A"):
        n = 1
    half = "Z" in body
    if letter in "k2":
        return (None if n is None or half else 7 * n), Unit.DAY, "weeks"
    if letter in "u3":
        return (None if half else n), Unit.MONTH, "months"
    if letter in "Y4":
        return (6 if half else n), (Unit.MONTH if half else Unit.YEAR), "years"
    if letter in "d1":
        return (None if half else n), Unit.DAY, "days"
    return _rare_amount(n, half, 4 if letter == "Q" else value)


def _rare_amount(n: int | None, half: bool, value: int) -> tuple[int | None, Unit, str]:
    """Read decades (0), fortnights (1), hours (2), minutes (3) and centuries (4)."""
    if value == 0:
        return (5 if half else n), (Unit.YEAR if half else Unit.DECADE), "decades"
    if value == 4:
        n = 5 if half else n and 10 * n
        return n, Unit.DECADE, "centuries"
    if value == 1:
        return (7 if half else n and 14 * n), Unit.DAY, "fortnights"
    if half or n is None:
        return (0 if half else None), Unit.DAY, "hours"
    return (n // 24 if value == 2 else 0), Unit.DAY, "hours"


def build_count(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "two days ago", "three weeks later", "a year earlier", "six weeks after he met ..."."""
    if tokens.word(last).lower() == "than":
        return None
    word = tokens.classes[last - 1]
    unit_end = last - (2 if word == "r" else 1)
    n, unit, plural = _amount(tokens, first, unit_end)
    deictic = word in "gr"
    sign = -1 if word in "geb" else 1
    base = Base.PUBLISHED if deictic else Base.LAST
    return make(
        tokens,
        first,
        last,
        _KINDS[base],
        shift=Shift(None if n is None else sign * n, unit, base),
        clause=word in "abG" and _goes_on(tokens, last),
        approximate=tokens.word(first - 1).lower() in _VAGUE_AMOUNTS,
        problem="" if n is not None else f"no number of {plural} is named",
    )


def _goes_on(tokens: Tokens, last: int) -> bool:
    """Say whether a clause or a noun follows, rather than a mark or the end."""
    word = tokens.word(last)
    return bool(word) and word[0].isalnum()


def build_half(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "a year and a half later": 18 months."""
    word = tokens.classes[last - 1]
    n = 12 * (_numbers(tokens, (first,)) or 1) + 6
    base = Base.PUBLISHED if word in "gr" else Base.LAST
    shift = Shift(-n if word in "geb" else n, Unit.MONTH, base)
    clause = word in "ab" and _goes_on(tokens, last)
    return make(tokens, first, last, _KINDS[base], shift=shift, clause=clause)


def build_count_to(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "two weeks after June 1, 1990"."""
    pointer = next(k for k in range(first, last) if tokens.classes[k] in "ab")
    n, unit, plural = _amount(tokens, first, pointer)
    part = named(tokens, pointer + 1, last)
    sign = _DIRECTIONS[tokens.classes[pointer]]
    shift = Shift(None if n is None else sign * n, unit, Base.NAMED)
    problem = "" if n is not None else f"no number of {plural} is named"
    return make(tokens, first, last, kind_of(part), part, shift=shift, problem=problem)


def build_two_away(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "the day before yesterday", "the week before last", "the year after next"."""
    sign = _direction(tokens, first, last, "ab")
    shift = Shift(2 * sign, _UNITS[tokens.classes[first + 1]], Base.PUBLISHED)
    return make(tokens, first, last, DateKind.DEICTIC, shift=shift)


def build_beside(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "the week before", "the day after", "the day following", "the Thursday before"."""
    sign = _DIRECTIONS[tokens.classes[last - 1]]
    clause = _goes_on(tokens, last)
    if tokens.classes[first + 1] == "W":
        part = Named(weekday=tokens.values[first + 1])
        return make(
            tokens, first, last, DateKind.ANAPHORIC, part, direction=sign, base=Base.LAST, clause=clause
        )
    shift = Shift(sign, _UNITS[tokens.classes[first + 1]], Base.LAST)
    return make(tokens, first, last, DateKind.ANAPHORIC, shift=shift, clause=clause)


def build_same(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "the same day", "that year", "later that month", "that June"."""
    letter, value = tokens.classes[last - 1], tokens.values[last - 1]
    if letter in "Mms":
        part = Named(month=value) if letter != "s" else Named(season=value)
        return make(tokens, first, last, DateKind.ANAPHORIC, part, shift=Shift(0, Unit.YEAR, Base.LAST))
    return make(tokens, first, last, DateKind.ANAPHORIC, shift=Shift(0, _UNITS[letter], Base.LAST))


def build_follow(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "the next day", "the following month", "the previous Thursday"."""
    pointer = _pick(tokens, first, last, "GVX")
    sign = _DIRECTIONS[tokens.classes[pointer]]
    letter, value = tokens.classes[last - 1], tokens.values[last - 1]
    spans_on = tokens.classes[pointer] == "X" and letter in "kuY"
    if spans_on and tokens.word(first - 1).lower() in _SPANNING:
        return None  # "over the next month" is a length of time
    if letter in "MmWs":
        part = _by_class(letter, value)
        return make(tokens, first, last, DateKind.ANAPHORIC, part, direction=sign, base=Base.LAST)
    return make(tokens, first, last, DateKind.ANAPHORIC, shift=Shift(sign, _UNITS[letter], Base.LAST))


def _by_class(letter: str, value: int) -> Named:
    if letter == "W":
        return Named(weekday=value)
    return Named(season=value) if letter == "s" else Named(month=value)


def build_deictic(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "last month", "this year", "next Thursday", "last October", "last night", "this weekend"."""
    if guards.is_owned(tokens, first):
        return None
    pointer = _pick(tokens, first, last, "LXHR")
    sign = _DIRECTIONS[tokens.classes[pointer]]
    body = tokens.classes[first:last].rstrip("p") if last - pointer > 2 else tokens.classes[first:last]
    letter = body[-1]
    if letter in "kuYKp":
        base = Base.LAST if letter == "p" and sign > 0 else Base.PUBLISHED
        return make(tokens, first, last, _KINDS[base], shift=Shift(sign, _UNITS[letter], base))
    target = pointer + 1 if letter not in "LX" else pointer - 1
    if guards.is_name(tokens, first, last):
        return None
    if tokens.classes[target] == "s":
        part = Named(season=tokens.values[target])
    else:
        part = named(tokens, target, last if target > pointer else pointer)
    return make(tokens, first, last, DateKind.DEICTIC, part, direction=sign, shift=_this(sign, part))


def _this(sign: int, part: Named) -> Shift | None:
    """Place "this May" and "this summer" in the published year; "this Thursday" goes by tense."""
    return Shift(0, Unit.YEAR, Base.PUBLISHED) if sign == 0 and part.weekday < 0 else None


def build_period(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "the end of the year", "later in the month"."""
    unit = _UNITS[tokens.classes[last - 1]]
    return make(tokens, first, last, DateKind.ANAPHORIC, shift=Shift(0, unit, Base.EITHER))


def build_weekend(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "the weekend" behind a preposition."""
    shift = Shift(0, Unit.WEEKEND, Base.PUBLISHED)
    return make(tokens, first, last, DateKind.DEICTIC, shift=shift)


def build_then(tokens: Tokens, first: int, last: int) -> DateMatch | None:
    """Build "then" in "since then" and "by then"."""
    if tokens.word(first - 1).lower() not in ("since", "by", "until", "till", "before", "from"):
        return None
    return make(tokens, first, last, DateKind.ANAPHORIC, shift=Shift(0, Unit.DAY, Base.LAST))


HANDLERS: dict[str, Handler] = {
    **CALENDAR_HANDLERS,
    "in_year": build_in_year,
    "in_month": build_in_month,
    "in_week": build_in_week,
    "count": build_count,
    "half": build_half,
    "count_to": build_count_to,
    "two_away": build_two_away,
    "beside": build_beside,
    "same": build_same,
    "follow": build_follow,
    "deictic": build_deictic,
    "period": build_period,
    "weekend": build_weekend,
    "then": build_then,
}

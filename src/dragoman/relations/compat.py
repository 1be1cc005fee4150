"""When two claims may speak of one happening: by date, party and attribute.

None of these tests is transitive ("1909" agrees with 1909-05-01 and with 1909-09-01, which do not
agree), so `settle` never joins claims in order of arrival; it looks at all pairs.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from dragoman.records import Interval
from dragoman.relations.moments import window
from dragoman.relations.pairs import party_key

TOLERANCE_DAYS = 3  # two day-precise dates further apart are never one event
_TITLE_FILLERS = frozenset(["a", "an", "the", "of", "and", "on", "for", "between", "with", "in", "to", "its"])
_NAME_TITLES = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "sir",
        "lord",
        "general",
        "admiral",
        "colonel",
        "captain",
        "ambassador",
        "minister",
    ]
)


@lru_cache(maxsize=65536)
def fold_name(text: str) -> tuple[str, ...]:
    """Give the words of a name, without case, accents and punctuation."""
    decomposed = unicodedata.normalize("NFKD", text)
    kept = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return tuple(kept.casefold().split())


def same_city(one: str, other: str) -> bool:
    """Say whether two city names agree; an unnamed city agrees with any."""
    return one == other or not one or not other or fold_name(one) == fold_name(other)


@lru_cache(maxsize=65536)
def title_key(title: str) -> tuple[str, ...]:
    """Give the words of an agreement's title or a list's name, fillers left out, sorted."""
    words = fold_name(title)
    return tuple(sorted({w for w in words if w not in _TITLE_FILLERS} or set(words)))


def same_title(one: str, other: str) -> bool:
    """Say whether two titles name one agreement or list; an unnamed one agrees with any."""
    return one == other or not one or not other or title_key(one) == title_key(other)


@lru_cache(maxsize=65536)
def _person(name: str) -> tuple[str, ...]:
    words = fold_name(name)
    return tuple(w for w in words if w not in _NAME_TITLES) or words


def same_person(one: str, other: str) -> bool:
    """Say whether two names may be one person's; an unnamed person agrees with any.

    "Hornibrook", "W. H. Hornibrook" and "William Hornibrook" agree; "John Smith" and "Mary Smith"
    do not.
    """
    if one == other or not one or not other:
        return True
    a, b = _person(one), _person(other)
    if a == b or set(a) <= set(b) or set(b) <= set(a):
        return True
    return bool(a and b) and a[-1] == b[-1] and _initials_agree(a[0], b[0])


def _initials_agree(one: str, other: str) -> bool:
    return one[0] == other[0] and (len(one) == 1 or len(other) == 1 or one == other)


def same_party(one: str, other: str, *, state_of: Callable[[str], str]) -> bool:
    """Say whether two ids may be one participant: equal, or a state and a government of it."""
    if one == other:
        return True
    return party_key(one, state_of) == other or party_key(other, state_of) == one


def same_date(one: Interval, other: Interval, *, tolerance_days: int = TOLERANCE_DAYS) -> bool:
    """Say whether two dates may be one event's.

    One must lie within the other, or both be days at most `tolerance_days` apart. Open ranges
    ("since 1921-08") agree only with open ranges whose named end agrees.
    """
    if one == other:
        return True
    if _shape(one) != _shape(other):
        return False
    (first, last), (other_first, other_last) = window(one), window(other)
    if first == last and other_first == other_last:
        return abs((first - other_first).days) <= tolerance_days
    if _shape(one) == "point":
        return _within(first, last, other_first, other_last)
    return all(
        a is None or b is None or _within(a.first_day, a.last_day, b.first_day, b.last_day)
        for a, b in ((one.start, other.start), (one.end, other.end))
    )


def same_duration(one: Interval, other: Interval) -> bool:
    """Say whether two ranges, read as durations, agree: their beginnings and their ends do."""
    if not (one.is_range and other.is_range):
        return not one.is_range and not other.is_range and same_date(one, other)
    pairs = ((one.start, other.start), (one.end, other.end))
    return all(
        (a is None) == (b is None)
        and (a is None or b is None or _within(a.first_day, a.last_day, b.first_day, b.last_day))
        for a, b in pairs
    )


def _shape(interval: Interval) -> str:
    if interval.start is None:
        return "until"
    return "since" if interval.end is None else "point"


def _within(first: date, last: date, other_first: date, other_last: date) -> bool:
    return (other_first <= first and last <= other_last) or (first <= other_first and other_last <= last)


def span_days(interval: Interval) -> int:
    """Give how many days the date may mean: the larger, the coarser."""
    first, last = window(interval)
    return (last - first).days

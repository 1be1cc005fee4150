"""The scope of a record claim: since when, among whom, and of what."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dragoman.dates import Tense, find_dates, resolve_date
from dragoman.records import Interval, RecordClaim
from dragoman.relations.compat import fold_name

_OPENS = re.compile(r"\b(?:first|only|sole|alone|no other|no|most|others?)\b", re.I)
_CLOSES = re.compile(
    r"\b(?:to|that|which|who|has|have|had|did|does|do|is|are|was|were|now|still|since|with|so|"
    r"recogni\w+|maintain\w*|establish\w*|sign\w*|sever\w*)\b",
    re.I,
)
# Words that do not narrow who is meant: "the very first foreign country", "any other state".
_GENERIC = frozenset(
    [
        *(
            "the",
            "a",
            "an",
            "any",
            "very",
            "other",
            "others",
            "foreign",
            "single",
            "one",
            "ones",
            "also",
            "ever",
        ),
        *("country", "countries", "state", "states", "nation", "nations", "government", "governments"),
        *("power", "powers", "capital", "capitals", "of", "all", "world", "s", "in", "by", "only", "sole"),
    ]
)
# Record claims about the parties' own history: "the first American ambassador to the Soviet Union".
_OWN = frozenset(
    [
        *("ambassador", "envoy", "minister", "consul", "charge", "nuncio", "commissioner", "representative"),
        *(
            "embassy",
            "legation",
            "consulate",
            "mission",
            "president",
            "secretary",
            "premier",
            "leader",
            "head",
        ),
    ]
)
_AT_LEAST = re.compile(r"\b(?:more than|over|at least|no fewer than|some|about|around|nearly|almost)\b", re.I)
_AT_MOST = re.compile(r"\b(?:fewer than|less than|at most|up to)\b", re.I)
_SINCE = re.compile(r"\b(?:since|after)\b", re.I)
_ORDINAL = re.compile(
    r"\b(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\d+(?:st|nd|rd|th))\b",
    re.I,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a record claim is limited to, as far as its words say."""

    since: Interval | None = None  # "since August 2021": counts what happened from then on
    among: str = ""  # words that narrow who is meant ("Arab"), which the ledger cannot check
    own: bool = False  # it compares the parties with their own past, not with others
    ordinal: bool = False  # "the third state to": counts up to the claim's own event
    about: bool = False  # "more than 100", "about 30": the number is not exact
    below: bool = False  # "fewer than 20"


def read_scope(record: RecordClaim, *, published: date | None) -> Scope:
    """Read the scope as printed.

    Args:
        record: The record claim; `scope` may be "".
        published: Day that relative expressions count from; None leaves them out.
    """
    words = _narrowing(record.scope)
    return Scope(
        since=_since(record.scope, published),
        among=" ".join(words),
        own=bool(_OWN.intersection(words)),
        ordinal=record.kind == "count" and _ORDINAL.search(record.scope) is not None,
        about=_AT_LEAST.search(record.scope) is not None,
        below=_AT_MOST.search(record.scope) is not None,
    )


def _narrowing(scope: str) -> tuple[str, ...]:
    """Give the words between "first" and the verb that narrow who is meant."""
    opens = _OPENS.search(scope)
    if opens is None:
        return ()
    rest = scope[opens.end() :]
    closes = _CLOSES.search(rest)
    words = fold_name(rest[: closes.start()] if closes else "")
    return tuple(word for word in words if word not in _GENERIC)


def _since(scope: str, published: date | None) -> Interval | None:
    """Give the date after "since" or "after", also of what then happened ("since it fell in 2021")."""
    opens = _SINCE.search(scope)
    for match in find_dates(scope, opens.end()) if opens else ():
        when = resolve_date(match, published=published, last=None, tense=Tense.PAST)
        if isinstance(when, Interval) and when.start is not None:
            return Interval(when.start, when.start)
    return None

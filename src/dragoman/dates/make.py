"""Make a `DateMatch` of tokens: its span, its preposition, its problem."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.dates.match import Base, DateKind, DateMatch, Named, Shift
from dragoman.dates.parts import problem_of
from dragoman.dates.scan import Tokens
from dragoman.dates.words import PREPOSITIONS
from dragoman.records import Span

#: Builds the match of a rule over the tokens [first, last), or None where the words mean no date.
Handler = Callable[[Tokens, int, int], DateMatch | None]

_PAIRED_PREPOSITIONS = {
    ("prior", "to"): "before",
    ("ahead", "of"): "before",
    ("up", "to"): "until",
    ("as", "of"): "from",
}
_NOTHING = Named()


def preposition(tokens: Tokens, first: int) -> tuple[str, bool]:
    """Give the preposition right before token `first`, and whether "or about" stands between."""
    index, about = first - 1, False
    if index >= 0 and tokens.classes[index] == "C" and tokens.word(index).lower() not in ("about", "around"):
        about, index = True, index - 1
    if index >= 1 and tokens.classes[index] == "&" and (about or tokens.classes[first] == "C"):
        about, index = True, index - 1
    word = tokens.word(index).lower()
    if pair := _PAIRED_PREPOSITIONS.get((tokens.word(index - 1).lower(), word)):
        return pair, about
    return (word if word in PREPOSITIONS else ""), about


def kind_of(part: Named) -> DateKind:
    """Give the kind of a date that names these parts and nothing else."""
    if part.year or part.decade:
        return DateKind.ABSOLUTE
    return DateKind.PARTIAL if part.month or part.day else DateKind.DEICTIC


def make(
    tokens: Tokens,
    first: int,
    last: int,
    kind: DateKind,
    part: Named = _NOTHING,
    *,
    second: Named | None = None,
    shift: Shift | None = None,
    direction: int = 0,
    base: Base = Base.PUBLISHED,
    clause: bool = False,
    open_end: bool = False,
    approximate: bool = False,
    problem: str = "",
) -> DateMatch:
    """Make the match over the tokens [first, last); the fields are those of `DateMatch`."""
    prep, about = preposition(tokens, first)
    span = Span(tokens.starts[first], tokens.ends[last - 1])
    return DateMatch(
        span=span,
        text=span.of(tokens.text),
        prep=prep,
        kind=kind,
        first=part,
        second=second,
        shift=shift,
        direction=direction,
        base=base,
        approximate=approximate or about or tokens.classes[first] in "C98",
        open_end=open_end,
        clause=clause,
        problem=problem or problem_of(part) or (problem_of(second) if second else ""),
    )

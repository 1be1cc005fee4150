"""One pass over a text that finds every known name, with offsets into that text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick

from dragoman.gazetteer.folding import fold, fold_up
from dragoman.gazetteer.model import Match, Reading
from dragoman.gazetteer.tables import Tables
from dragoman.records import Span

_Hit = tuple[int, int, tuple[Reading, ...]]  # start, minus the end, readings
_PERSON = frozenset({"office-holder", "person"})


@dataclass(slots=True)
class _Entry:
    """What one spelling in capitals stands for, by the ways it may be printed."""

    forms: dict[str, tuple[Reading, ...]] = field(default_factory=dict)
    capitals: tuple[Reading, ...] = ()
    any_case: bool = False
    joined: tuple[Reading, ...] = ()  # where a hyphen follows


class Finder:
    """An Aho-Corasick automaton over all spellings; finds the leftmost-longest whole words.

    Spellings are matched as printed in the tables or in all capitals, with or without their accents;
    lower case ("turkey", "china") does not match. The automaton sees capitals only, which halves it; the case
    is looked at afterwards. Overlapping hits are asked for and thinned out here, because the longest hit
    may end inside a word, or be printed in the wrong case, where a shorter one is a name.
    """

    def __init__(self, tables: Tables) -> None:
        entries: dict[str, _Entry] = {}
        for spelling, readings in tables.readings.items():
            entry = entries.setdefault(fold_up(spelling), _Entry())
            entry.forms[spelling] = tuple(readings)
            entry.capitals = (*entry.capitals, *readings)
            entry.any_case = entry.any_case or spelling in tables.any_case
        for spelling, readings in tables.offices.items():
            entry = entries.setdefault(fold_up(spelling), _Entry())
            entry.forms.setdefault(spelling, tuple(readings))
            entry.capitals = entry.capitals or tuple(readings)
        for spelling, readings in tables.combining.items():
            entries.setdefault(fold_up(spelling), _Entry()).joined = tuple(readings)
        for spelling in tables.blocked:
            entries.setdefault(fold_up(spelling), _Entry()).forms.setdefault(spelling, ())
        self._entries = list(entries.values())
        self._automaton = AhoCorasick(list(entries))

    def find(self, text: str) -> list[Match]:
        """Find the names in `text`, from left to right, not overlapping."""
        end_of_last = 0
        matches: list[Match] = []
        hits = sorted(self._names(text), key=lambda hit: hit[:2])
        for number, (start, minus_end, readings) in enumerate(hits):
            if start < end_of_last or _runs_into_person(hits, number):
                continue
            end_of_last = -minus_end
            if readings:  # a spelling that is no party is found and dropped
                span = Span(start, end_of_last)
                matches.append(Match(span, text[start:end_of_last], readings))
        return matches

    def _names(self, text: str) -> Iterator[_Hit]:
        entries, length = self._entries, len(text)
        for index, start, end in self._automaton.find_matches_as_indexes(fold_up(text), overlapping=True):
            if start and text[start - 1].isalnum():
                continue
            follows = text[end] if end < length else " "
            if follows.isalnum() or follows in "$_":
                continue
            printed = fold(text[start:end])
            readings = _as_printed(entries[index], printed, hyphen=fold(follows) == "-")
            if readings is not None:
                yield start, -end, readings


def _as_printed(entry: _Entry, printed: str, *, hyphen: bool) -> tuple[Reading, ...] | None:
    """Give what a spelling printed so stands for, or None where it is no name in this case."""
    if hyphen and entry.joined and printed[0].isupper():
        return entry.joined
    if printed in entry.forms:
        return entry.forms[printed]
    if entry.forms and (printed.isupper() or entry.any_case):
        return entry.capitals
    return None


def _runs_into_person(hits: list[_Hit], number: int) -> bool:
    """Say whether a person's name begins inside this one and goes on: "President [Hassan Rouhani]"."""
    _, minus_end, readings = hits[number]
    if not readings or readings[0].type not in _PERSON:
        return False
    for start, later_end, others in hits[number + 1 :]:
        if start >= -minus_end:
            return False
        if later_end < minus_end and others and others[0].type in _PERSON and start > hits[number][0]:
            return True
    return False

"""One pass over a text that finds every known name, with offsets into that text."""

from __future__ import annotations

from collections.abc import Iterator

from ahocorasick_rs import AhoCorasick

from dragoman.gazetteer.folding import fold
from dragoman.gazetteer.model import Match, Reading
from dragoman.gazetteer.tables import Tables
from dragoman.records import Span

_Entry = tuple[tuple[Reading, ...], bool]  # readings, and whether a hyphen must follow


class Finder:
    """An Aho-Corasick automaton over all spellings; finds the leftmost-longest whole words.

    Spellings are matched as printed and in all capitals, with or without their accents; lower
    case ("turkey", "china") does not match. Overlapping hits are asked for and thinned out here, because
    the longest hit may end inside a word where a shorter one does not.
    """

    def __init__(self, tables: Tables) -> None:
        entries: dict[str, _Entry] = {}
        for spelling, readings in tables.readings.items():
            entry = tuple(readings), spelling in tables.combining
            for form in _forms(spelling, any_case=spelling in tables.any_case):
                entries.setdefault(form, entry)
        for spelling in tables.blocked:
            for form in _forms(spelling, any_case=False):
                entries.setdefault(form, ((), False))
        self._entries = list(entries.values())
        self._automaton = AhoCorasick(list(entries))

    def find(self, text: str) -> list[Match]:
        """Find the names in `text`, from left to right, not overlapping."""
        folded = fold(text)
        end_of_last = 0
        matches: list[Match] = []
        for start, minus_end, index in sorted(self._whole_words(folded)):
            if start < end_of_last:
                continue
            end_of_last = -minus_end
            readings = self._entries[index][0]
            if readings:
                span = Span(start, end_of_last)
                matches.append(Match(span, text[start:end_of_last], readings))
        return matches

    def _whole_words(self, folded: str) -> Iterator[tuple[int, int, int]]:
        entries, length = self._entries, len(folded)
        for index, start, end in self._automaton.find_matches_as_indexes(folded, overlapping=True):
            if start and folded[start - 1].isalnum():
                continue
            follows = folded[end] if end < length else " "
            if follows.isalnum() or follows in "$_" or (entries[index][1] and follows != "-"):
                continue
            yield start, -end, index


def _forms(spelling: str, *, any_case: bool) -> Iterator[str]:
    yield spelling
    yield spelling.upper()
    if any_case:
        yield spelling.lower()

"""The right reading of a found name, by the day it is said of and by the words beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from dragoman.gazetteer.folding import fold
from dragoman.gazetteer.model import OF_PARTY, ON_PARTY, PLACES, Match, Reading
from dragoman.resources import load_toml

RANKS = {
    kind: rank
    for rank, kind in enumerate(
        (
            "name", "government", "organisation", "group", "alias", "former", "office-holder", "person",
            "adjective", "demonym", "seat", "capital", "leader-body", "city", "region", "other",
        )
    )
}  # fmt: skip
"""Which reading of a spelling is meant first where nothing else decides: the party before its people, its
people before its places."""

NEAR = 80  # characters on each side that the rules about neighbours look at
FAR = 4000  # characters on each side that a cue for one of several parties may stand in

_WORD_BEFORE = re.compile(r"([^\W\d_][\w.'-]*)[ ]$")
_WORD_AFTER = re.compile(r"[ ]([A-Z][\w'-]*)")
_INITIAL = re.compile(r"(?:^|[\s(])[A-Z]\.[ ]?$")


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(fold(word)) for word in sorted(words, key=len, reverse=True))


@dataclass(frozen=True)
class Neighbours:
    """The word lists of `neighbours.toml`, compiled."""

    given_names: frozenset[str]
    titles: frozenset[str]
    given_places: frozenset[str]
    not_surnames: frozenset[str]
    prepositions: frozenset[str]
    offices: frozenset[str]
    us_place: re.Pattern[str]
    canadian_place: re.Pattern[str]
    cities_only: frozenset[str]
    language: re.Pattern[str]
    not_india: re.Pattern[str]
    georgia_after: re.Pattern[str]
    georgia_before: re.Pattern[str]
    cues: dict[str, tuple[tuple[str, re.Pattern[str]], ...]]


def load_neighbours() -> Neighbours:
    """Read and compile the word lists."""
    data: dict[str, Any] = load_toml("gazetteer/neighbours.toml")
    states = _alternatives([*data["us_states"], *data["us_abbreviations"]])
    end = r"(?![\w'-])"
    return Neighbours(
        given_names=frozenset(fold(word) for word in data["given_names"]),
        titles=frozenset(data["titles"]),
        given_places=frozenset(data["given_places"]),
        not_surnames=frozenset(fold(word) for word in data["not_surnames"]),
        prepositions=frozenset(data["place_prepositions"]),
        offices=frozenset(data["offices"]),
        us_place=re.compile(rf", ?({states}){end}"),
        canadian_place=re.compile(rf", ?(?:{_alternatives(data['canadian'])}){end}"),
        cities_only=frozenset(data["placing_cities_only"]),
        language=re.compile(rf"\b(?:{_alternatives(data['language_verbs'])}) $"),
        not_india=re.compile(rf" (?:{_alternatives(data['not_india'])})\b"),
        georgia_after=re.compile(rf"(?:'s)? (?:[Ss]tate )?(?:{_alternatives(data['georgia']['after'])})\b"),
        georgia_before=re.compile(rf"(?<!\w)(?:{_alternatives(data['georgia']['before'])}) ?$"),
        cues={
            name: tuple(
                (party, re.compile(rf"\b(?:{_alternatives(words)})\b")) for party, words in by.items()
            )
            for name, by in data["cues"].items()
        },
    )


class Chooser:
    """Chooses among the readings of a match; None where nothing decides."""

    def __init__(self, careful: frozenset[str], neighbours: Neighbours) -> None:
        self._careful = careful
        self._lists = neighbours
        self._rules: dict[str, Callable[[str, str], Reading | None]] = {}

    def choose(self, match: Match, *, on: date | None, before: str, after: str) -> Reading | None:
        """Choose the reading of `match` that is meant; see `Gazetteer.choose`."""
        name = fold(match.text)
        left, right = fold(before[-FAR:]), fold(after[:FAR])
        near_left, near_right = left[-NEAR:], right[:NEAR]
        placed = self._placed(match, name, on, near_right)
        if placed is not None:
            return placed
        if self._is_person(match, name, near_left, near_right, title_case=_is_heading(left, name, right)):
            return None
        if self._is_other_word(match, name, near_left, near_right):
            return None
        readings = _on(match.readings, on)
        readings = self._by_cue(readings, name, left, right)
        return _first(readings)

    def _placed(self, match: Match, name: str, on: date | None, right: str) -> Reading | None:
        """Give the reading of "Paris, Texas": a city of the US, whatever else bears its name."""
        types = {reading.type for reading in match.readings}
        if not types & (ON_PARTY | PLACES):
            return None
        found = self._lists.us_place.match(right)
        if found:
            alone = found[1] in self._lists.cities_only
            if not alone or (not types & ON_PARTY and (on is None or on.year >= 1846)):
                return Reading("USA", "city")
        if self._lists.canadian_place.match(right):
            return Reading("CAN", "city")
        return None

    def _is_person(self, match: Match, name: str, left: str, right: str, *, title_case: bool) -> bool:
        """Say whether a place's name is part of a person's: "Michael Jordan", "Paris Hilton"."""
        kinds = {reading.type for reading in match.readings}
        if not kinds & (ON_PARTY | PLACES) or " " in name or name.isupper():
            return False
        word = _WORD_BEFORE.search(left)
        previous = word[1].rstrip(".") if word else ""
        if previous in self._lists.given_names or previous in self._lists.titles or _INITIAL.search(left):
            return True
        if previous in self._lists.offices and not kinds & ON_PARTY:
            return True
        if name not in self._lists.given_places or previous in self._lists.prepositions:
            return False
        follows = _WORD_AFTER.match(right)
        if follows is None or title_case:
            return False
        surname: str = follows[1].removesuffix("'s")
        return surname not in self._lists.not_surnames and not surname.isupper()

    def _is_other_word(self, match: Match, name: str, left: str, right: str) -> bool:
        """Say whether an adjective means a language, or American Indians."""
        if not any(reading.type in OF_PARTY for reading in match.readings):
            return False
        if name.startswith("Indian") and self._lists.not_india.match(right):
            return True
        if self._lists.language.search(left) and not re.match(r" [a-z]{4,}", right):
            return True
        return left.endswith(" in ") and bool(re.match(r"(?:[.,;:)]|$| and [A-Z]| or [A-Z])", right))

    def _by_cue(self, readings: tuple[Reading, ...], name: str, left: str, right: str) -> tuple[Reading, ...]:
        """Keep the readings for which the nearest cue speaks, where a name has cues at all."""
        if name.title() == "Georgia":
            lists = self._lists
            if lists.georgia_after.match(right) or lists.georgia_before.search(left):
                return tuple(r for r in readings if r.type == "region")
        key = next((key for key in self._lists.cues if name.title().startswith(key[:5])), None)
        if key is None or len({reading.party for reading in readings}) < 2:
            return readings
        nearest = self._nearest(key, left, right)
        if nearest is None:
            return readings
        return tuple(r for r in readings if r.party == nearest) or readings

    def _nearest(self, key: str, left: str, right: str) -> str | None:
        best: tuple[int, str] | None = None
        for party, pattern in self._lists.cues[key]:
            distances = [len(left) - hit.end() for hit in pattern.finditer(left)][-1:]
            hit = pattern.search(right)
            distances += [hit.start()] if hit else []
            if distances and (best is None or min(distances) < best[0]):
                best = min(distances), party
        return best[1] if best else None


def _on(readings: tuple[Reading, ...], on: date | None) -> tuple[Reading, ...]:
    """Keep the readings in use on a day; without a day those still in use.

    Where none is, all are kept if they name one party ("Zaire" said of 2005 is still that state), else the
    ones nearest in time; but not for a spelling that is otherwise no party ("Central American").
    """
    blocked = any(reading.type == "other" for reading in readings)
    named = tuple(reading for reading in readings if reading.type != "other")
    if on is None:
        return tuple(r for r in named if r.until is None) or (() if blocked else named)
    holding = tuple(reading for reading in named if reading.holds(on))
    if holding or blocked or not named:
        return holding
    gaps = [(_gap(reading, on), reading) for reading in named]
    least = min(gap for gap, _ in gaps)
    return tuple(reading for gap, reading in gaps if gap == least)


def _gap(reading: Reading, on: date) -> int:
    if reading.since is not None and on < reading.since:
        return (reading.since - on).days
    return 0 if reading.until is None else (on - reading.until).days


def _first(readings: tuple[Reading, ...]) -> Reading | None:
    """Give the reading of the highest rank, or None where two parties share it."""
    if not readings:
        return None
    rank = min(RANKS.get(reading.type, len(RANKS)) for reading in readings)
    best = [reading for reading in readings if RANKS.get(reading.type, len(RANKS)) == rank]
    return best[0] if len({reading.party for reading in best}) == 1 else None


def _is_heading(left: str, name: str, right: str) -> bool:
    """Say whether nearly every long word around begins with a capital, as in a headline."""
    words = re.findall(r"[^\W\d_]{5,}", f"{left[-60:]}{name}{right[:60]}")
    low = sum(word[0].islower() for word in words[1:-1] or words)
    return low == 0


__all__ = ["Chooser", "Neighbours", "load_neighbours"]

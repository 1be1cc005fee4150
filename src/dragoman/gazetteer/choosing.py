"""The right reading of a found name, by the day it is said of and by the words beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dragoman.gazetteer.folding import fold
from dragoman.gazetteer.model import OF_PARTY, ON_PARTY, PLACES, Match, Reading
from dragoman.gazetteer.neighbours import Neighbours
from dragoman.gazetteer.tables import Tables
from dragoman.records import PartyId

RANKS = {
    kind: rank
    for rank, kind in enumerate(
        (
            "name",
            "government",
            "organisation",
            "group",
            "alias",
            "former",
            "office-holder",
            "person",
            "adjective",
            "demonym",
            "seat",
            "capital",
            "leader-body",
            "city",
            "region",
        )
    )
}
"""Which reading is meant where nothing else decides: a party before its people, people before places."""

NEAR = 80  # characters on each side that the rules about neighbours look at
FAR = 4000  # characters on each side in which a cue for one of several parties may stand
AMERICAN_SINCE = 1846  # the year from which "Paris, Texas" lies in the US

_WORD_BEFORE = re.compile(r"([^\W\d_][\w.'-]*) $")
_WORD_AFTER = re.compile(r" ([A-Z][\w'-]*)")
_WORD_AND_INITIAL = re.compile(r"([^\W\d_][\w.'-]*) (?:[A-Z]\. ?)+$")
_STATE_BEHIND = re.compile(r", ([A-Z][a-z]+(?: [A-Z][a-z]+)*)(?=[.;:)]|$)")
_COORDINATED = re.compile(r"(?:,| and| or)(?: the)? ")
_HYPHENATED = re.compile(r"-[A-Z][a-z]")
_NAME_INSIDE = re.compile(r"([\w,;)]+) [A-Z][\w'-]* $")  # a capitalized word inside a sentence
_CONSUL = re.compile(r"(?:[Cc]onsul(?:ate)?s?|Attorney|Secretary|Governor|Inspector)[ -]General $")
_LONG_WORD = re.compile(r"[^\W\d_]{5,}")
_HEADING_WORDS = 3  # long words that a headline has at least
_AFTER_LANGUAGE = re.compile(r"(?:[.,;:)]|$| and [A-Z]| or [A-Z])")


@dataclass(frozen=True)
class _Place:
    """A match with its folded neighbourhood."""

    name: str
    kinds: frozenset[str]
    left: str
    right: str

    @property
    def previous(self) -> str:
        found = _WORD_BEFORE.search(self.left)
        return found[1] if found else ""


class Chooser:
    """Chooses among the readings of a match; None where nothing decides or no party is meant."""

    def __init__(self, tables: Tables, neighbours: Neighbours) -> None:
        self._careful = _with_capitals(tables.careful)
        self._blocked = _with_capitals(tables.blocked)
        self._lists = neighbours
        self._readings = {spelling: tuple(readings) for spelling, readings in tables.readings.items()}
        self._names: dict[PartyId, list[str]] = {}
        for spelling, readings in tables.readings.items():
            for reading in readings:
                if reading.type in ON_PARTY | OF_PARTY:
                    self._names.setdefault(reading.party, []).append(spelling)

    def choose(self, match: Match, *, on: date | None, before: str, after: str) -> Reading | None:
        """Choose the reading of `match` that is meant; see `Gazetteer.choose`."""
        kinds = frozenset(reading.type for reading in match.readings)
        place = _Place(fold(match.text), kinds, fold(before[-NEAR:]), fold(after[:NEAR]))
        placed = self._lies_in_america(place, on) or self._lies_abroad(place, parties_of(match.readings))
        if placed is not None:
            return placed
        checks = (self._is_person, self._is_other_person, self._is_other_word, self._is_part_of_name)
        if any(check(place) for check in checks):
            return None
        readings = in_use(match.readings, on, blocked=place.name in self._blocked)
        if readings and all(reading.type == "person" for reading in readings):
            readings = self._in_office(match.readings, place, on) or readings
        if len(readings) > 1:
            readings = best_ranked(self._by_cue(readings, place, before, after))
        if len(parties_of(readings)) > 1 and readings[0].type in PLACES:
            readings = self._by_named_party(readings, fold(before[-FAR:]), fold(after[:FAR]))
        if len(parties_of(readings)) > 1 and _is_one_person(match.readings, readings):
            return max(readings, key=_length)  # Saddam Hussein stands for Iraq, held Kuwait as he did
        return readings[0] if len(parties_of(readings)) == 1 else None

    def _lies_in_america(self, place: _Place, on: date | None) -> Reading | None:
        """Give the reading of "Paris, Texas" or "London, Ontario", whatever else bears the name."""
        if not place.kinds & (ON_PARTY | PLACES):
            return None
        found = self._lists.us_place.match(place.right)
        if found:
            # "Moldova, Georgia and Ukraine" is a list; "Rome, Georgia" is not
            listed = found[1] in self._lists.cities_only
            early = on is not None and on.year < AMERICAN_SINCE
            if not listed or not (place.kinds & ON_PARTY or early):
                return Reading("USA", "city")
        if self._lists.canadian_place.match(place.right):
            return Reading("CAN", "city")
        return None

    def _lies_abroad(self, place: _Place, known: set[PartyId]) -> Reading | None:
        """Give the reading of "Tripoli, Lebanon", where only Libya's is known; not in a list of names."""
        found = _STATE_BEHIND.match(place.right) if place.kinds <= PLACES else None
        named = [reading.party for reading in self._named(found[1])] if found else []
        return Reading(named[0], "city") if len(set(named)) == 1 and not known & set(named) else None

    def _named(self, spelling: str) -> list[Reading]:
        """Give the parties that now go by a name as their own."""
        readings = self._readings.get(spelling, ())
        return [reading for reading in readings if reading.type in ON_PARTY and reading.until is None]

    def _in_office(
        self, readings: tuple[Reading, ...], place: _Place, on: date | None
    ) -> tuple[Reading, ...]:
        """Give the last office that a person had taken by then, where the words beside him say his office."""
        left = self._lists.acting_before.search(place.left)
        behind = self._lists.acting_after.match(place.right)
        if not (left or behind) or (left and self._lists.no_longer.search(place.left[: left.end()])):
            return ()
        held = [
            r
            for r in readings
            if r.type == "office-holder" and (on is None or r.since is None or r.since <= on)
        ]
        return (max(held, key=lambda r: r.until or date.max),) if held else ()

    def _is_person(self, place: _Place) -> bool:
        """Say whether a place's name is part of a person's: "Michael Jordan", "Paris Hilton"."""
        if not place.kinds & (ON_PARTY | PLACES) or " " in place.name:
            return False
        lists, previous = self._lists, place.previous
        initial = _WORD_AND_INITIAL.search(place.left)
        if lists.given_names & {previous, initial[1] if initial else ""}:
            return not place.name.isupper()
        if previous in lists.titles:
            return not _CONSUL.search(place.left)
        if previous in lists.offices and not place.kinds & ON_PARTY:
            return True
        return self._has_surname(place)

    def _is_other_person(self, place: _Place) -> bool:
        """Say whether a known person's name is part of somebody else's.

        "Ulysses Grant-Smith"; "Jonathan Russell", where only Lord John is known; "President Pierre
        Buyoya", where some President Pierre is.
        """
        if not place.kinds <= {"office-holder", "person"}:
            return False
        if _HYPHENATED.match(place.right):
            return True
        alone = " " not in place.name
        if alone and (_WORD_AND_INITIAL.search(place.left) or place.previous in self._lists.given_names):
            return True
        lists = self._lists
        titles = lists.titles | lists.offices | lists.not_surnames
        inside = _NAME_INSIDE.search(place.left) if alone and not place.name.isupper() else None
        if inside and place.previous not in titles and inside[1] not in titles:
            return True
        follows = _WORD_AFTER.match(place.right)
        titled = place.name.split(" ")[0] in titles
        return bool(
            follows and (alone or titled) and not _is_heading(place) and follows[1] not in lists.not_surnames
        )

    def _has_surname(self, place: _Place) -> bool:
        """Say whether a place that is also a given name has a family name behind it."""
        if place.name not in self._lists.given_places or place.previous in self._lists.prepositions:
            return False
        follows = _WORD_AFTER.match(place.right)
        if follows is None or _is_heading(place):
            return False
        surname: str = follows[1].removesuffix("'s")
        return surname not in self._lists.not_surnames and not surname.isupper()

    def _is_other_word(self, place: _Place) -> bool:
        """Say whether an adjective means a language, or American Indians."""
        if not place.kinds & OF_PARTY or place.kinds & ON_PARTY:
            return False
        if place.name.startswith("Indian") and self._lists.not_india.match(place.right):
            return True
        if self._lists.language.search(place.left) and not re.match(r" [a-z]{4,}", place.right):
            return True
        return place.left.endswith(" in ") and bool(_AFTER_LANGUAGE.match(place.right))

    def _is_part_of_name(self, place: _Place) -> bool:
        """Say whether a place only names a treaty or a title, or is a common word.

        "Treaty of Paris", "Vienna Convention", "Duke of Wellington"; "Male students" (a capital).
        """
        if not place.kinds <= PLACES:
            return False
        if self._lists.named_before.search(place.left) or self._lists.named_after.match(place.right):
            return True
        if place.name not in self._careful:
            return False
        if place.kinds & {"capital", "seat"} and place.name not in self._lists.common_words:
            return False
        return place.previous not in self._lists.prepositions and not place.right.startswith(" (")

    def _by_cue(
        self, readings: tuple[Reading, ...], place: _Place, before: str, after: str
    ) -> tuple[Reading, ...]:
        """Keep the readings for which the nearest cue speaks, where the name has cues at all."""
        lists, name = self._lists, place.name.title()
        if name == "Georgia" and (
            lists.georgia_after.match(place.right) or lists.georgia_before.search(place.left)
        ):
            return tuple(reading for reading in readings if reading.type == "region")
        key = next((key for key in lists.cues if name.startswith(key)), None)
        if key is None or len(parties_of(readings)) == 1:
            return readings
        party = self._nearest(key, fold(before[-FAR:]), fold(after[:FAR])) or lists.customary.get(key)
        return tuple(reading for reading in readings if reading.party == party) or readings

    def _by_named_party(self, readings: tuple[Reading, ...], left: str, right: str) -> tuple[Reading, ...]:
        """Keep the place whose party is named nearest by: Valencia in a text on Venezuela."""
        distances = []
        for reading in readings:
            for name in self._names.get(reading.party, ()):
                behind, ahead = left.rfind(name), right.find(name)
                distances += [(len(left) - behind, reading)] if behind >= 0 else []
                distances += [(ahead, reading)] if ahead >= 0 else []
        return (min(distances, key=lambda pair: pair[0])[1],) if distances else readings

    def _nearest(self, key: str, left: str, right: str) -> str | None:
        """Give the party for which the nearest cue speaks, or against which it is set.

        In "Congo and the Democratic Republic of Congo" the bare name is the other one.
        """
        hits: list[tuple[int, str, str, str]] = []  # distance, party, cue, what stands between
        for party, pattern in self._lists.cues[key]:
            for hit in pattern.finditer(left):
                hits.append((len(left) - hit.end(), party, hit[0], left[hit.end() :]))
            for hit in pattern.finditer(right):
                hits.append((hit.start(), party, hit[0], right[: hit.start()]))
        if not hits:
            return None
        _, nearest, cue, between = min(hits)
        others = [party for party, _ in self._lists.cues[key] if party != nearest]
        contrasted = _COORDINATED.fullmatch(between) and any(r.party == nearest for r in self._named(cue))
        return others[0] if contrasted and len(others) == 1 else nearest


def in_use(readings: tuple[Reading, ...], on: date | None, *, blocked: bool = False) -> tuple[Reading, ...]:
    """Keep the readings in use on a day; without a day those still in use.

    Where none is, the ones nearest in time are kept ("Zaire" said of 2005 is still that state), and without
    a day the one that was in use longest; but none of a `blocked` spelling, which is otherwise no party
    ("Nazi", "Central America").
    """
    if on is None:
        return _still_in_use(readings, blocked=blocked)
    holding = tuple(reading for reading in readings if reading.holds(on))
    if holding or blocked:
        return holding
    gaps = [(_gap(reading, on), reading) for reading in readings]
    least = min(gap for gap, _ in gaps)
    return tuple(reading for gap, reading in gaps if gap == least)


def _still_in_use(readings: tuple[Reading, ...], *, blocked: bool) -> tuple[Reading, ...]:
    current = tuple(reading for reading in readings if reading.until is None)
    past = tuple(reading for reading in readings if reading.until is not None and reading.type in ON_PARTY)
    # a text that dates nothing and speaks of Prussia or Lombardy is about the past; one on Texas is not
    if past and all(reading.type == "region" and reading.party != "USA" for reading in current):
        return () if blocked else (max(past, key=_length),)
    if current or blocked:
        return current
    return (max(readings, key=_length),)


def _is_one_person(everything: tuple[Reading, ...], best: tuple[Reading, ...]) -> bool:
    """Say whether one person's offices are all that is left to choose from."""
    persons = {reading.party for reading in everything if reading.type == "person"}
    return len(persons) == 1 and all(reading.type == "office-holder" for reading in best)


def _length(reading: Reading) -> int:
    """Give for how many days a name was in use; an open start counts from the year 1."""
    since = reading.since.toordinal() if reading.since else 0
    return (reading.until or date.max).toordinal() - since


def _gap(reading: Reading, on: date) -> int:
    if reading.since is not None and on < reading.since:
        return (reading.since - on).days
    return 0 if reading.until is None else (on - reading.until).days


def parties_of(readings: tuple[Reading, ...]) -> set[PartyId]:
    """Give the parties that the readings name."""
    return {reading.party for reading in readings}


def best_ranked(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Keep the readings of the highest rank."""
    rank = min((RANKS.get(reading.type, len(RANKS)) for reading in readings), default=0)
    return tuple(reading for reading in readings if RANKS.get(reading.type, len(RANKS)) == rank)


def _is_heading(place: _Place) -> bool:
    """Say whether every long word around begins with a capital, as in a headline of some length."""
    left, right = place.left, place.right
    whole_left = left if len(left) < NEAR else left.partition(" ")[2]
    whole_right = right if len(right) < NEAR else right.rpartition(" ")[0]
    words = _LONG_WORD.findall(f"{whole_left}{place.name}{whole_right}")
    return len(words) >= _HEADING_WORDS and not any(word[0].islower() for word in words)


def _with_capitals(spellings: set[str]) -> frozenset[str]:
    return frozenset(spellings | {spelling.upper() for spelling in spellings})

"""What one clause of a phrase says of an actor, and the questions that finding it out asks of the tables."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Protocol

from dragoman.gazetteer.actors import PUBLIC, Lexicon
from dragoman.gazetteer.model import OF_PARTY, PLACES, Match, Reading
from dragoman.gazetteer.nounphrase import Named, Phrase
from dragoman.records import Party, PartyId, PartyKind

KEEPS = frozenset({"CVL", "AGR", "BUS", "OPP", "REF", "CRM", "REL"})
"""Sectors that a name before them does not turn: "EU farmers" are farmers."""


class Gazetteer(Protocol):
    """What resolving asks of the gazetteer; see `gazetteer.Gazetteer`."""

    def find(self, text: str) -> list[Match]:
        """Find every known name in a text."""

    def choose(self, match: Match, *, on: date | None, before: str = "", after: str = "") -> Reading | None:
        """Choose what a name means."""

    def party(self, party_id: PartyId) -> Party:
        """Give a party by its id."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What one clause of a phrase says of the actor."""

    sector: str = ""
    states: tuple[PartyId, ...] = ()  # own ids; more than one where they are coordinated
    party: PartyId = ""  # government, organisation, group or state that the head itself names
    name: str = ""
    kind: str = ""
    local: bool = False  # an office below the state
    former: bool = False
    has_role: bool = False  # a head was understood
    doubtful: tuple[PartyId, ...] = ()  # what an ambiguous name may mean

    @property
    def is_state(self) -> bool:
        """Whether it names a state and no more."""
        return self.kind == str(PartyKind.STATE)

    @property
    def acts_for_state(self) -> bool:
        """Whether what the actor does is the state's doing: soldiers yes, students and mayors no."""
        return self.sector in PUBLIC and not self.local and not self.former


class Tables:
    """One phrase with the tables that it is read with, and the day that it speaks of."""

    def __init__(self, gazetteer: Gazetteer, phrase: Phrase, on: date | None) -> None:
        self.gazetteer, self.phrase, self.on = gazetteer, phrase, on
        self.lexicon: Lexicon = phrase.lexicon

    def party(self, reading: Reading) -> Party:
        """Give the party of a reading."""
        return self.gazetteer.party(reading.party)

    def sector(self, reading: Reading) -> str:
        """Give a party's sector, for a group as it was at the time: rebels become parties."""
        since = "" if reading.since is None else reading.since.isoformat()
        return self.lexicon.tenures.get((reading.party, since), self.party(reading).sector)

    def state(self, name: Named) -> PartyId:
        """Give the state of a name, "" for none."""
        if name.body:
            return name.body.state
        return self._only_state(name) if name.reading is None else self.party(name.reading).state

    def _only_state(self, name: Named) -> PartyId:
        """Give the state of an adjective of no state of that day, where only one can be meant: "Bavarian"."""
        if not name.readings or any(reading.type not in OF_PARTY for reading in name.readings):
            return ""
        states = {self.party(reading).state for reading in name.readings}
        coded = {coded_state(self.gazetteer, self.lexicon, state, self.on)[0] for state in states}
        return min(states) if len(coded) == 1 else ""

    def only_place(self, name: Named) -> PartyId:
        """Give the state of a name that means nothing but places of one state today."""
        places = {self.party(r).state for r in name.readings if r.type in PLACES and r.until is None}
        only = all(reading.type in PLACES for reading in name.readings)
        return places.pop() if only and len(places) == 1 else ""

    def office_state(self, name: Named) -> PartyId:
        """Give the state in which a person held offices, whenever, where it is only one."""
        states = {self.party(r).state for r in name.readings if r.type == "office-holder"}
        return states.pop() if len(states) == 1 else ""

    def holds(self, reading: Reading) -> bool:
        """Say whether a name is used so on the day asked about, today where none is."""
        return reading.until is None if self.on is None else reading.holds(self.on)

    def is_compound(self, name: Named) -> bool:
        """Say whether the actor does not belong to the party named: "US-backed", "pro-Russian"."""
        lists = self.lexicon.lists
        return name.after in lists["compounds"] or name.before in lists["prefixes"]

    def is_in_name(self, at: int) -> bool:
        """Say whether a word is part of a name."""
        return any(name.first <= at < name.last for name in self.phrase.names)

    def is_in_proper_name(self, name: Named, first: int) -> bool:
        """Say whether a place's name only ends a longer unknown one, from `first`: "Sidley Austin"."""
        if name.first == first or name.reading is None or name.reading.type not in PLACES:
            return False
        before = self.phrase.words[name.first - 1]
        if not before.is_capital or before.low in self.lexicon.lists["directions"]:
            return False
        known = self.phrase.role_ending(name.first, first) or self.phrase.name_ending(name.first)
        return known is None and before.low not in self.lexicon.lists["articles"]


def coded_state(
    gazetteer: Gazetteer, lexicon: Lexicon, state: PartyId, on: date | None
) -> tuple[PartyId, bool]:
    """Give the state with a code that a state without one lies in: Bavaria's today, Abkhazia's at any time.

    Returns:
        The state, and whether the one asked about had ended on that day. A former state with a code (SUN)
        and one that several others succeeded stay what they are.
    """
    ended = False
    while state and not state.isupper():
        if state in lexicon.parents:
            return lexicon.parents[state], ended
        party = gazetteer.party(state)
        over = party.until is not None and (on is None or party.until <= on)
        if not over or len(party.successors) != 1:
            break
        state, ended = party.successors[0], True
    return state, ended

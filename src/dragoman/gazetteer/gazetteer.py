"""The gazetteer: parties by id, and what a name in a text means."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterator
from datetime import date

from dragoman.errors import AmbiguousPartyError, UnknownPartyError
from dragoman.gazetteer.choosing import Chooser, best_ranked, in_use, parties_of
from dragoman.gazetteer.finding import Finder
from dragoman.gazetteer.folding import fold
from dragoman.gazetteer.model import ON_PARTY, Match, Reading, Resolution
from dragoman.gazetteer.neighbours import load_neighbours
from dragoman.gazetteer.tables import Tables, leader_slug, load_tables
from dragoman.records import Party, PartyId

_OWN_NAMES = ON_PARTY | {"government", "organisation", "group", "person"}
_ALPHA_3 = 3  # letters of a code of ISO 3166 that may be typed in any case


class Gazetteer:
    """States, governments, organisations, groups and persons, with the names that they go by."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._finder = Finder(tables)
        self._chooser = Chooser(tables, load_neighbours())

    def find(self, text: str) -> list[Match]:
        """Find every known name in `text`, in one pass; leftmost and longest, whole words only.

        Names match as printed or in all capitals, with or without accents. A match carries every reading of
        its name; `choose` says which one is meant.
        """
        return self._finder.find(text)

    def choose(self, match: Match, *, on: date | None, before: str = "", after: str = "") -> Reading | None:
        """Choose what a match means.

        Args:
            match: From `find`.
            on: Day that the sentence speaks of; None means that only readings still in use count.
            before: Text before the match, as much as there is; the words next to it and, for names that
                several parties bear (Congo, Korea), the nearest cue decide.
            after: Text behind the match.

        Returns:
            The reading meant, with the type that says how the name stands for the party ("capital" and
            "seat" may be places); None where it is undecidable or no party at all ("Michael Jordan").
        """
        return self._chooser.choose(match, on=on, before=before, after=after)

    def party(self, party_id: PartyId) -> Party:
        """Give a party by its id.

        Raises:
            UnknownPartyError: No party has this id.
        """
        party = self._tables.parties.get(party_id) or self._tables.rulers.get(party_id)
        if party is None:
            raise UnknownPartyError(name=party_id, near=self._near(party_id))
        return party

    def led_by(self, person: PartyId) -> tuple[Reading, ...]:
        """Give the governments that a person led, with when; NOR/haakon-vii for Haakon VII."""
        return tuple(self._tables.led.get(person, ()))

    def leaders_of(self, government: PartyId) -> frozenset[PartyId]:
        """Give the persons who led a government."""
        return self._leaders.get(government, frozenset())

    @functools.cached_property
    def _leaders(self) -> dict[PartyId, frozenset[PartyId]]:
        leaders: dict[PartyId, frozenset[PartyId]] = {}
        for person, led in self._tables.led.items():
            for reading in led:
                leaders[reading.party] = leaders.get(reading.party, frozenset()) | {person}
        return leaders

    def led_under(self, name: str, state: PartyId) -> PartyId:
        """Give the government of a state that goes by a leader's surname; "" where none does."""
        found = f"{state}/{leader_slug(name)}"
        return found if found in self._tables.rulers or found in self._tables.parties else ""

    def parties(self) -> Iterator[Party]:
        """Give every party, in the order of the tables."""
        return iter(self._tables.parties.values())

    def readings(self, name: str) -> tuple[Reading, ...]:
        """Give everything that a name may mean, whatever the day; names of one word of persons too."""
        key = fold(name)
        return (*self._tables.readings.get(key, ()), *self._tables.surnames.get(key, ()))

    def candidates(self, name: str) -> tuple[PartyId, ...]:
        """Give the ids that a name may mean, in the order of the tables, each once."""
        return tuple(dict.fromkeys(reading.party for reading in self.readings(name)))

    def state_of(self, party_id: PartyId) -> PartyId:
        """Give the state that a party belongs to: AFG for AFG/taliban; its own id where it has none.

        An id that the tables do not hold is its own state too, or the part before its slash.
        """
        party = self._tables.parties.get(party_id)
        if party is not None and party.state:
            return party.state
        return party_id.partition("/")[0]

    def lookup(self, name_or_id: str, *, on: date | None = None) -> Party:
        """Give the party that a person means by an id or a name, such as "RUS", "Russia", "Taliban".

        Args:
            name_or_id: An id (alpha-3 in any case), or a name with or without its article and accents.
            on: Day that is asked about; None prefers readings still in use.

        Raises:
            UnknownPartyError: Nobody goes by this name.
            AmbiguousPartyError: Several parties do, and none is meant before the others.
        """
        name = name_or_id.strip()
        parties = self.named(name, on=on)
        if not parties:
            raise UnknownPartyError(name=name, near=self._near(name))
        if len(parties) > 1:
            raise AmbiguousPartyError(name=name, candidates=tuple(party.id for party in parties))
        return parties[0]

    def named(self, name_or_id: str, *, on: date | None = None) -> tuple[Party, ...]:
        """Give what `lookup` chooses from: one party, several that are meant equally, or none; by id."""
        name = name_or_id.strip()
        for key in (name, name.upper() if len(name) == _ALPHA_3 else name):
            if key in self._tables.parties or key in self._tables.rulers:
                return (self.party(key),)
        readings = self._lookup_readings(name)
        parties = parties_of(best_ranked(in_use(readings, on))) if readings else ()
        return tuple(self.party(party) for party in sorted(parties))

    def names_of(self, party_id: PartyId, *types: str) -> tuple[tuple[str, Reading], ...]:
        """Give the spellings of a party as printed, with when they are used so; of these types, or of all."""
        known = self._tables.printed.get(party_id, ())
        return tuple((name, reading) for name, reading in known if not types or reading.type in types)

    def spellings(self) -> Iterator[tuple[str, PartyId]]:
        """Give every spelling that names a party itself, not its people or places, with the party."""
        for table in (self._tables.readings, self._tables.surnames):
            for spelling, readings in table.items():
                yield from ((spelling, r.party) for r in readings if r.type in _OWN_NAMES)

    def _lookup_readings(self, name: str) -> tuple[Reading, ...]:
        for form in (name, name[4:] if name.casefold().startswith("the ") else name):
            key = fold(form)
            for table in (self._tables.readings, self._any_case, self._tables.surnames):
                readings = table.get(key.casefold() if table is self._any_case else key, ())
                if readings:
                    return tuple(readings)
        return ()

    @functools.cached_property
    def _any_case(self) -> dict[str, tuple[Reading, ...]]:
        index: dict[str, tuple[Reading, ...]] = {}
        for key, readings in self._tables.readings.items():
            folded = key.casefold()
            index[folded] = (*index.get(folded, ()), *readings)
        return index

    def _near(self, name: str) -> tuple[str, ...]:
        names = {party.name.casefold(): party.name for party in self._tables.parties.values()}
        close = difflib.get_close_matches(name.casefold(), names, n=3, cutoff=0.75)
        return tuple(names[key] for key in close)

    def resolve(self, phrase: str, *, on: date | None = None, context: str = "") -> Resolution:
        """Say what a noun phrase that names an actor stands for.

        Args:
            phrase: Such as "Afghanistan's foreign minister, Amir Khan Muttaqi".
            on: Day that the phrase speaks of.
            context: Text around it, for names that several parties bear.
        """
        from dragoman.gazetteer.resolve import resolve_phrase

        return resolve_phrase(self, phrase, on=on, context=context)


@functools.cache
def load_gazetteer() -> Gazetteer:
    """Give the gazetteer of the packaged tables; read once a process.

    Raises:
        DataError: A packaged table is damaged.
    """
    return Gazetteer(load_tables())

"""When parties begin and end, and who succeeds whom: from the parties' own dates and from events.

A party's own dates (state-system tables) decide where they name an end; events that agree with it
are cited. Where they name none, the events decide. Annexation, union and succession end a party
only where it is not known to have lived on: who annexes territory, or annexes what others go on
recognizing, does not end a state's relations with the world. A union ends a state that was founded
anew afterwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from dragoman.ontology import Ontology
from dragoman.records import Event, EventId, Interval, Modality, Party, PartyId, PartyKind
from dragoman.relations.compat import span_days
from dragoman.relations.moments import at_day, boundary_day, boundary_last
from dragoman.relations.ops import event_id
from dragoman.relations.pairs import OF_PARTIES, StateOf, party_key

# State-system tables and texts date one end up to a year or so apart (a treaty, its ratification).
SAME_END = timedelta(days=400)
_STATELY = frozenset((PartyKind.STATE, PartyKind.ORGANISATION))


class PartyFacts(Protocol):
    """What fold and questions need to know of parties."""

    def state_of(self, party: PartyId, /) -> PartyId:
        """Give the state of a government; every other party is its own."""
        ...

    def lifetime(self, party: PartyId, /) -> tuple[date | None, date | None]:
        """Give the first day, and the first day no more, of a party; None where not known or not over."""
        ...

    def kind(self, party: PartyId, /) -> PartyKind | None:
        """Give what sort of party it is; None for a party unknown."""
        ...


class PartyTable:
    """Party facts from parties, such as the gazetteer's."""

    def __init__(self, parties: Iterable[Party] = ()) -> None:
        self._parties = {party.id: party for party in parties}

    def state_of(self, party: PartyId, /) -> PartyId:
        """Give the state of a government, by its id "STATE/slug"; every other party is its own.

        A group belongs to no state here, wherever it lives: sanctions on one are none on the other.
        """
        return party.partition("/")[0]

    def lifetime(self, party: PartyId, /) -> tuple[date | None, date | None]:
        """Give the party's dates."""
        known = self._parties.get(party)
        return (known.since, known.until) if known else (None, None)

    def kind(self, party: PartyId, /) -> PartyKind | None:
        """Give the party's kind; an unknown "STATE/slug" is a government."""
        known = self._parties.get(party)
        if known is not None:
            return known.kind
        return PartyKind.GOVERNMENT if "/" in party else None


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """That a party is no more from `boundary` on; `event` None where only its own dates say so."""

    party: PartyId
    boundary: Interval
    event: Event | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """That `heir` takes over what `former` had, from `boundary` on."""

    heir: PartyId
    former: PartyId
    boundary: Interval
    event: Event


class Lifetimes:
    """Ends and successions of parties, as the events known and the parties' dates have them."""

    def __init__(self, events: Iterable[Event], *, ontology: Ontology, parties: PartyFacts) -> None:
        self._facts = parties
        self._ontology = ontology
        self._ending: dict[PartyId, list[Event]] = {}
        self._founding: dict[PartyId, list[Event]] = {}
        self._succeeding: dict[PartyId, list[Event]] = {}
        self._ends: dict[PartyId, list[End]] = {}
        self._upheavals: dict[PartyId, set[date]] = {}
        of_parties = (e for e in events if e.type in ontology and ontology[e.type].effect in OF_PARTIES)
        happened = [
            event
            for event in sorted(of_parties, key=event_id)
            if event.modality in (Modality.HAPPENED, Modality.ONGOING) and event.actor
        ]
        for event in happened:
            self._take(event)
        for event in happened:  # after all foundings are known
            if isinstance(event.date, Interval):
                effect = ontology[event.type].effect
                for party in self._ended_by(event, effect, boundary_day(event.date)):
                    self._ending.setdefault(party, []).append(event)

    def _take(self, event: Event) -> None:
        effect = self._ontology[event.type].effect
        if effect == "succeed" and event.target:
            self._succeeding.setdefault(event.actor, []).append(event)
        if not isinstance(event.date, Interval):
            return
        for party in {event.actor, event.target} - {""}:
            self._upheavals.setdefault(party, set()).add(boundary_day(event.date))
        if effect == "found":
            self._founding.setdefault(event.actor, []).append(event)

    def _ended_by(self, event: Event, effect: str, day: date) -> list[PartyId]:
        if effect == "dissolve":
            return [event.actor]
        if effect in ("absorb", "succeed"):
            return [p for p in (event.target,) if p and not self._survives(p, day)]
        if effect != "merge":
            return []
        both = [p for p in (event.actor, event.target) if p]
        known = [p for p in both if self._ends_about(p, day)]
        if known:
            return known
        formed = self._facts.lifetime(event.actor)[0]
        is_new = formed is not None and abs(formed - day) <= SAME_END
        ended = event.target if is_new else event.actor
        over = not self._survives(ended, day) or self._founded_after(ended, day)
        return [ended] if ended and over else []

    def _founded_after(self, party: PartyId, day: date) -> bool:
        """Say whether a party that united with another is on record as founded anew later."""
        return any(_day(event) > day for event in self._founding.get(party, []))

    def _survives(self, party: PartyId, day: date) -> bool:
        """Say whether a party is known to have lived on: it is there today, or ended much later."""
        until = self._facts.lifetime(party)[1]
        if until is None:
            return self._facts.kind(party) is not None
        return until > day + SAME_END

    def _ends_about(self, party: PartyId, day: date) -> bool:
        until = self._facts.lifetime(party)[1]
        return until is not None and abs(until - day) <= SAME_END

    def ends(self, party: PartyId) -> list[End]:
        """Give when the party ended, in order; more than once where it was founded anew between."""
        if party not in self._ends:
            self._ends[party] = self._find_ends(party)
        return self._ends[party]

    def _find_ends(self, party: PartyId) -> list[End]:
        events = self._ending.get(party, [])
        until = self._facts.lifetime(party)[1] if self._facts.kind(party) in (*_STATELY, None) else None
        if until is not None:
            near = [e for e in events if _distance(e, until) <= SAME_END]
            best = min(near, key=_most_telling, default=None)
            return [End(party=party, boundary=at_day(until), event=best)]
        ends: list[End] = []
        for stretch in self._stretches(events, self._founding.get(party, [])):
            best = min(stretch, key=_most_telling)
            if isinstance(best.date, Interval):
                ends.append(End(party=party, boundary=best.date, event=best))
        return ends

    @staticmethod
    def _stretches(endings: list[Event], foundings: list[Event]) -> list[list[Event]]:
        """Split endings at foundings: two ends without a founding between are one, dated twice."""
        marks = [(_day(e), 0, event_id(e), e) for e in foundings] + [
            (_day(e), 1, event_id(e), e) for e in endings
        ]
        stretches: list[list[Event]] = [[]]
        for _, is_end, _, event in sorted(marks, key=lambda mark: mark[:3]):
            if is_end:
                stretches[-1].append(event)
            elif stretches[-1]:
                stretches.append([])
        return [stretch for stretch in stretches if stretch]

    def upheavals(self, party: PartyId) -> list[date]:
        """Give the days on which the party was founded, annexed, united, or the like, in order."""
        own = {day for day in self._facts.lifetime(party) if day is not None}
        return sorted(own | self._upheavals.get(party, set()))

    def founded(self, party: PartyId) -> tuple[date | None, EventId | None]:
        """Give the first day of a party and the event that says so; None, None where not known."""
        since = self._facts.lifetime(party)[0]
        if since is not None:
            return since, None
        first = min(self._founding.get(party, []), key=lambda e: (_day(e), event_id(e)), default=None)
        return (_day(first), event_id(first)) if first else (None, None)

    def successions(self, heir: PartyId) -> list[Succession]:
        """Give whom the party succeeded and when; without a date in the text, when the former ended."""
        found: dict[PartyId, Succession] = {}
        for event in sorted(self._succeeding.get(heir, []), key=_most_telling):
            boundary = event.date if isinstance(event.date, Interval) else None
            if boundary is None:
                ends = self.ends(event.target)
                boundary = ends[-1].boundary if ends else None
            if boundary is not None and event.target != heir:
                found.setdefault(
                    event.target, Succession(heir=heir, former=event.target, boundary=boundary, event=event)
                )
        return [found[former] for former in sorted(found)]

    def is_over(self, party: PartyId, day: date) -> bool:
        """Say whether a party was no more on a day, by its own dates."""
        until = self._facts.lifetime(party)[1]
        return until is not None and until <= day

    def is_state(self, party: PartyId) -> bool:
        """Say whether a party can be recognized and hold relations: a state, or one not known to be other."""
        return self._facts.kind(party) in (PartyKind.STATE, None)

    @property
    def state_of(self) -> StateOf:
        """The state that a party belongs to."""
        return self._facts.state_of

    def key(self, party: PartyId) -> PartyId:
        """Give the party key of a party."""
        return party_key(party, self._facts.state_of)


def _day(event: Event) -> date:
    return boundary_day(event.date) if isinstance(event.date, Interval) else date.max


def _distance(event: Event, day: date) -> timedelta:
    """Give how far a day lies from the days that the event's date may mean."""
    if not isinstance(event.date, Interval):
        return timedelta.max
    first, last = boundary_day(event.date), boundary_last(event.date)
    return max(first - day, day - last, timedelta(0))


def _most_telling(event: Event) -> tuple[int, int, date, EventId]:
    """Order events about one end: the finest date first, then most documents, then the earliest."""
    days = span_days(event.date) if isinstance(event.date, Interval) else 10**7
    return (days, -event.documents, _day(event), event_id(event))

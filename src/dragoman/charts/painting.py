"""Who has which colour on a map, day by day: statuses laid on shapes and dots.

A map with a slider has hundreds of days and hundreds of shapes, of which a day changes few. So each shape and
each dot is looked at only on the days on which anything that it depends on may change: its `moments`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from dragoman.answers import Answer
from dragoman.charts.atlas import Atlas, Point, load_atlas, load_cities
from dragoman.charts.palette import ASKED, NOBODY, UNKNOWN, Style, shown_of, style_of
from dragoman.charts.text import clean, date_text, label, plain
from dragoman.gazetteer import load_gazetteer
from dragoman.gazetteer.folding import fold
from dragoman.records import PartyId, PartyKind, Relation
from dragoman.relations.moments import boundary_last, since_day, until_day

_HARD_TO_FIND_KM2 = 60_000  # the party asked about is a dot too below this
_DAY = timedelta(1)


@dataclass(frozen=True, slots=True)
class Cell:
    """A party on the map: its `shape`, or with `shape` "" a dot `at` a point; `mark` is the kind of dot."""

    party: PartyId
    style: Style
    is_certain: bool = True
    shape: str = ""
    at: Point | None = None
    mark: str = "state"  # or "city"
    text: str = ""  # what is said of it


@dataclass(frozen=True, slots=True)
class Run:
    """A cell with the steps [first, end) of the days painted over which it stays the same."""

    cell: Cell
    first: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """A map over some days: cells in order, and the parties that have a status but no place."""

    runs: tuple[Run, ...]
    unplaced: tuple[tuple[PartyId, Style], ...]
    former: tuple[PartyId, ...]  # drawn in the shapes of today
    divided: tuple[PartyId, ...]  # dots beside a shape that was not theirs alone
    cityless: int = 0  # missions whose city is not known, or not where

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells without their steps."""
        return tuple(run.cell for run in self.runs)


class Painter:
    """Paints the relations of one dimension of a party, on any days."""

    def __init__(self, answer: Answer[Relation], *, asked: PartyId) -> None:
        self._answer = answer
        self._asked = asked
        self._gazetteer = load_gazetteer()
        self._atlas: Atlas = load_atlas()
        self._by_other: dict[PartyId, list[_Held]] = {}
        self._said: dict[int, str] = {}  # by the identity of a relation, which the answer holds
        for shown in answer:
            held = _Held(shown.item, since_day(shown.item), until_day(shown.item))
            self._by_other.setdefault(self._other(shown.item), []).append(held)

    @cached_property
    def _home(self) -> PartyId:
        return self._gazetteer.state_of(self._asked)

    @cached_property
    def _lives(self) -> dict[PartyId, tuple[date, date]]:
        """First day of every state, and first day no more."""
        return {
            party.id: (party.since or date.min, party.until or date.max)
            for party in self._gazetteer.parties()
            if party.kind is PartyKind.STATE
        }

    def _other(self, relation: Relation) -> PartyId:
        """Give the party that was not asked about; a government stands for its state on a map."""
        a, b = (self._gazetteer.state_of(party) for party in (relation.a, relation.b))
        return b if a == self._home else a

    def _alive(self, party: PartyId, on: date) -> bool:
        since, until = self._lives.get(party, (date.min, date.min))
        return since <= on < until

    def _now(self, party: PartyId, on: date) -> list[Relation]:
        """Give the party's relations that hold on a day."""
        return [h.relation for h in self._by_other.get(party, ()) if h.since <= on < h.until]

    def paint(self, days: Sequence[date]) -> Painted:
        """Paint days, which are in order."""
        runs = [run for shape in sorted(self._atlas.shapes) for run in self._shape_runs(shape, days)]
        former = {run.cell.party for run in runs if run.cell.party in self._atlas.former}
        dots = {party: list(self._dot_runs(party, days)) for party in self._dotted}
        # What is on record lies on top of what is not.
        quiet = [run for found in dots.values() for run in found if not self._is_told(run, days)]
        told = [run for found in dots.values() for run in found if self._is_told(run, days)]
        missions = [
            h for found in self._by_other.values() for h in found if h.relation.dimension == "mission"
        ]
        marks = [run for held in missions for run in self._mission_runs(held, days)]
        held_first = [h for h in missions if days and h.since <= days[0] < h.until]
        return Painted(
            runs=(*runs, *quiet, *told, *marks),
            unplaced=tuple(sorted(set(self._unplaced(dots, days)))),
            divided=tuple(sorted(set(self._divided_on(days)))),
            former=tuple(sorted(former)),
            cityless=sum(self._at_city(h.relation) is None for h in held_first),
        )

    # ----------------------------------------------------------------------------------- steps

    def _moments(self, party: PartyId) -> set[date]:
        """Give the days on which how a party looks may change."""
        found = set(self._lives.get(party, ()))
        for held in self._by_other.get(party, ()):
            found |= held.moments
        return found

    def _runs(
        self, days: Sequence[date], moments: Iterable[date], look: Callable[[date], Cell | None]
    ) -> Iterator[Run]:
        """Give what `look` gives on each day, looked at only where it may have changed."""
        steps = sorted({0} | {bisect_left(days, moment) for moment in moments} - {len(days)}) if days else []
        cell, first = None, 0
        for step in steps:
            now = look(days[step])
            if now == cell:
                continue
            if cell is not None:
                yield Run(cell, first, step)
            cell, first = now, step
        if cell is not None:
            yield Run(cell, first, len(days))

    # --------------------------------------------------------------------------------- shapes

    def _stand_ins(self, shape: PartyId) -> tuple[PartyId, ...]:
        """Give every party that a shape may stand for: itself, former ones, and its owners."""
        found = [shape, *self._atlas.covering.get(shape, ())]
        place = self._atlas.places.get(shape)
        if place and place.owner:
            found += self._stand_ins(place.owner)
        return tuple(found)

    def _shape_moments(self, shape: PartyId) -> set[date]:
        found: set[date] = set()
        for party in self._stand_ins(shape):
            found |= self._moments(party)
            place = self._atlas.places.get(party)
            found |= {place.owner_since, place.owner_until} if place and place.owner else set()
            for beside in self._divided.get(party, ()):
                found |= self._moments(beside)
        return found

    def _shape_runs(self, shape: PartyId, days: Sequence[date]) -> Iterator[Run]:
        def look(on: date) -> Cell:
            party = self._whose(shape, on)
            now = self._now(party, on)
            style, certain = self._style(party, now, on)
            return Cell(party, style, certain, shape=shape, text=self._text(style, now))

        return self._runs(days, self._shape_moments(shape), look)

    def _whose(self, shape: PartyId, on: date) -> PartyId:
        """Say which party a shape stands for on a day: its own, a former one, or its owner."""
        if shape == self._home or self._now(shape, on):
            return shape
        for former in self._atlas.covering.get(shape, ()):
            if self._alive(former, on):
                return former
        place = self._atlas.places.get(shape)
        owner = place.owner_on(on) if place else ""
        return self._whose(owner, on) if owner else shape

    @cached_property
    def _divided(self) -> dict[PartyId, list[PartyId]]:
        """The former parties that had a part of a shape, by shape."""
        found: dict[PartyId, list[PartyId]] = {}
        for party, former in self._atlas.former.items():
            if former.beside:
                found.setdefault(former.beside, []).append(party)
        return found

    def _beside(self, shape: PartyId, on: date) -> list[PartyId]:
        return [party for party in self._divided.get(shape, ()) if self._alive(party, on)]

    def _divided_on(self, days: Sequence[date]) -> Iterator[PartyId]:
        for party in (party for found in self._divided.values() for party in found):
            since, until = self._lives.get(party, (date.min, date.min))
            step = bisect_left(days, since)
            if step < len(days) and days[step] < until:
                yield party

    def _style(self, party: PartyId, now: Sequence[Relation], on: date) -> tuple[Style, bool]:
        if party == self._home:
            return ASKED, True
        if now:
            return shown_of(now, on)
        # Between two states that are no more, a shape of today is neither's.
        is_one = self._alive(party, on) and len(self._beside(party, on)) < 2
        return (UNKNOWN if is_one else NOBODY), True

    # ----------------------------------------------------------------------------------- dots

    @cached_property
    def _shapes_of(self) -> dict[PartyId, list[PartyId]]:
        """The shapes that may stand for a party."""
        found: dict[PartyId, list[PartyId]] = {}
        for shape in sorted(self._atlas.shapes):
            for party in self._stand_ins(shape):
                found.setdefault(party, []).append(shape)
        return found

    def _is_drawn(self, party: PartyId, on: date) -> bool:
        """Say whether a shape stands for a party on a day."""
        return any(self._whose(shape, on) == party for shape in self._shapes_of.get(party, ()))

    @cached_property
    def _dotted(self) -> list[PartyId]:
        """The parties that may be dots: small states, and whoever has a status but no shape."""
        small = {
            place.party for place in self._atlas.places.values() if place.is_small and place.party.isupper()
        }  # a code of ISO 3166; what lies within another state is a dot only with a status
        beside = {party for found in self._divided.values() for party in found}
        return sorted({*small, *self._by_other, *beside, self._home})

    def _is_dot(self, party: PartyId, on: date) -> bool:
        place = self._atlas.places.get(party)
        is_home, has_status = party == self._home, bool(self._now(party, on))
        if self._is_beside(party, on) or (has_status and place and place.is_small):
            return True
        if is_home and place and place.size_km2 < _HARD_TO_FIND_KM2:
            return True
        if not self._is_drawn(party, on):
            return is_home or has_status
        if place is None or not place.is_small or not party.isupper():
            return False
        return (not place.owner or place.owner_until <= on) and self._alive(party, on)

    def _is_beside(self, party: PartyId, on: date) -> bool:
        former = self._atlas.former.get(party)
        return bool(former and former.beside and self._alive(party, on))

    def _dot_runs(self, party: PartyId, days: Sequence[date]) -> Iterator[Run]:
        at = self._atlas.point(party)
        if at is None:
            return iter(())
        moments = self._moments(party)
        place = self._atlas.places.get(party)
        moments |= {place.owner_until} if place and place.owner else set()
        for shape in self._shapes_of.get(party, ()):
            moments |= self._shape_moments(shape)

        def look(on: date) -> Cell | None:
            if not self._is_dot(party, on):
                return None
            now = self._now(party, on)
            style, certain = self._style(party, now, on)
            return Cell(party, style, certain, at=at, text=self._text(style, now))

        return self._runs(days, moments, look)

    def _is_told(self, run: Run, days: Sequence[date]) -> bool:
        return run.cell.party == self._home or bool(self._now(run.cell.party, days[run.first]))

    def _unplaced(
        self, dots: dict[PartyId, list[Run]], days: Sequence[date]
    ) -> Iterator[tuple[PartyId, Style]]:
        """Give the parties with a status that are neither drawn nor a dot, with each style they had."""
        for party in self._by_other:
            if dots.get(party) or self._atlas.point(party) is not None or self._shapes_of.get(party):
                continue

            def look(on: date, party: PartyId = party) -> Cell | None:
                now = self._now(party, on)
                return Cell(party, shown_of(now, on)[0]) if now else None

            yield from ((party, r.cell.style) for r in self._runs(days, self._moments(party), look))

    # ------------------------------------------------------------------------------- missions

    def _mission_runs(self, held: _Held, days: Sequence[date]) -> Iterator[Run]:
        """Give a mark for a mission whose city is known."""
        relation = held.relation
        at = self._at_city(relation)
        if at is None:
            return iter(())
        host = self._gazetteer.state_of(relation.b)

        def look(on: date) -> Cell | None:
            if not held.since <= on < held.until:
                return None
            style, certain = style_of(relation), shown_of([relation], on)[1]
            return Cell(host, style, certain, at=at, mark="city", text=self.said(relation))

        return self._runs(days, held.moments, look)

    def _at_city(self, relation: Relation) -> Point | None:
        host = self._gazetteer.state_of(relation.b)
        return load_cities().get((host, fold(relation.city))) if relation.city else None

    # ---------------------------------------------------------------------------------- words

    def _text(self, style: Style, now: Sequence[Relation]) -> str:
        if not now:
            return clean(self._answer.name(self._asked)) if style is ASKED else style.label
        return "; ".join(self._once(relation) for relation in now)

    def _once(self, relation: Relation) -> str:
        known = self._said.get(id(relation))
        if known is None:
            known = self._said[id(relation)] = self.said(relation)
        return known

    def said(self, relation: Relation) -> str:
        """Say in words what a relation is, and since when."""
        traits = [plain(relation.status), plain(relation.level), clean(relation.city), plain(relation.basis)]
        words = " ".join(word for word in (*traits, clean(relation.detail)) if word)
        if relation.since:
            return f"{words} since {date_text(relation.since)}"
        return f"{words}, on record from {relation.first_evidence}" if relation.first_evidence else words

    def name(self, party: PartyId) -> str:
        """Give a party's name for a label."""
        return label(self._answer, party)


class _Held:
    """A relation with the days [since, until) on which it holds, and those on which its looks may change."""

    __slots__ = ("moments", "relation", "since", "until")

    def __init__(self, relation: Relation, since: date, until: date) -> None:
        self.relation, self.since, self.until = relation, since, until
        self.moments = {since, until}
        ends = [boundary_last(end) for end in (relation.since, relation.until) if end is not None]
        if relation.until is not None:
            ends += [d for d in (relation.until.first_day, relation.last_evidence) if d is not None]
        for end in ends:
            self.moments |= {end, end + _DAY} if end < date.max else {end}

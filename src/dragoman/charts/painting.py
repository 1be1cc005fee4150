"""Who has which colour on a map on one day: statuses laid on shapes and dots."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dragoman.answers import Answer
from dragoman.charts.atlas import Atlas, Point, load_atlas, load_cities
from dragoman.charts.palette import ASKED, NOBODY, UNKNOWN, Style, shown_of, style_of
from dragoman.charts.text import clean, date_text, label, plain
from dragoman.gazetteer import load_gazetteer
from dragoman.gazetteer.folding import fold
from dragoman.records import PartyId, PartyKind, Relation
from dragoman.relations.moments import covers

_HARD_TO_FIND_KM2 = 60_000  # the party asked about is a dot too below this


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Painted:
    """A map on one day: cells in order, and the parties that have a status but no place."""

    cells: tuple[Cell, ...]
    unplaced: tuple[tuple[PartyId, Style], ...]
    former: tuple[PartyId, ...]  # drawn in the shapes of today
    divided: tuple[PartyId, ...]  # dots beside a shape that was not theirs alone
    cityless: int = 0  # missions whose city is not known, or not where


class Painter:
    """Paints the relations of one dimension of a party, on any day."""

    def __init__(self, answer: Answer[Relation], *, asked: PartyId) -> None:
        self._answer = answer
        self._asked = asked
        self._gazetteer = load_gazetteer()
        self._atlas: Atlas = load_atlas()
        self._by_other: dict[PartyId, list[Relation]] = {}
        for shown in answer:
            self._by_other.setdefault(self._other(shown.item), []).append(shown.item)

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

    def paint(self, on: date) -> Painted:
        """Paint one day."""
        held = {
            other: now
            for other, found in self._by_other.items()
            if (now := [r for r in found if covers(r, on)])
        }
        shapes = [self._shape(shape, held, on) for shape in sorted(self._atlas.shapes)]
        drawn = {cell.party for cell in shapes}
        dots = [cell for party in self._dotted(drawn, held, on) if (cell := self._dot(party, held, on))]
        placed = drawn | {cell.party for cell in dots}
        cities = [r for other, now in held.items() for r in now if r.dimension == "mission"]
        marks = list(self._missions(cities, on))
        return Painted(
            cells=(*shapes, *dots, *marks),
            unplaced=tuple(
                (other, shown_of(now, on)[0]) for other, now in sorted(held.items()) if other not in placed
            ),
            divided=tuple(sorted(party for shape in self._divided for party in self._beside(shape, on))),
            former=tuple(sorted({c.party for c in shapes if c.party in self._atlas.former})),
            cityless=len(cities) - len(marks),
        )

    # --------------------------------------------------------------------------------------- parts

    def _whose(self, shape: PartyId, held: dict[PartyId, list[Relation]], on: date) -> PartyId:
        """Say which party a shape stands for on a day: its own, a former one, or its owner."""
        if shape in held or shape == self._home:
            return shape
        for former in self._atlas.covering.get(shape, ()):
            if self._alive(former, on):
                return former
        place = self._atlas.places.get(shape)
        owner = place.owner_on(on) if place else ""
        return self._whose(owner, held, on) if owner else shape

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

    def _shape(self, shape: PartyId, held: dict[PartyId, list[Relation]], on: date) -> Cell:
        party = self._whose(shape, held, on)
        style, certain = self._style(party, held, on)
        return Cell(party, style, certain, shape=shape, text=self._text(party, style, held, on))

    def _style(self, party: PartyId, held: dict[PartyId, list[Relation]], on: date) -> tuple[Style, bool]:
        if party == self._home:
            return ASKED, True
        if party in held:
            return shown_of(held[party], on)
        # Between two states that are no more, a shape of today is neither's.
        is_one = self._alive(party, on) and len(self._beside(party, on)) < 2
        return (UNKNOWN if is_one else NOBODY), True

    def _dotted(
        self, drawn: set[PartyId], held: dict[PartyId, list[Relation]], on: date
    ) -> Iterable[PartyId]:
        """Give the parties that are dots: small states, and whoever has a status but no shape."""
        small = {
            place.party
            for place in self._atlas.places.values()
            if place.is_small
            and (not place.owner or place.owner_until <= on)
            and place.party in drawn
            and place.party.isupper()  # a code of ISO 3166; what lies within another state only with a status
            and self._alive(place.party, on)
        }
        tiny = {party for party in held if (p := self._atlas.places.get(party)) and p.is_small}
        home = self._atlas.places.get(self._home)
        if home and home.size_km2 < _HARD_TO_FIND_KM2:
            tiny.add(self._home)
        without = {party for party in (*held, self._home) if party not in drawn}
        without |= {party for shape in self._divided for party in self._beside(shape, on)}
        # What is on record lies on top of what is not.
        found = sorted(small | tiny | without)
        return sorted(found, key=lambda party: party in held or party == self._home)

    def _dot(self, party: PartyId, held: dict[PartyId, list[Relation]], on: date) -> Cell | None:
        at = self._atlas.point(party)
        if at is None:
            return None
        style, certain = self._style(party, held, on)
        return Cell(party, style, certain, at=at, text=self._text(party, style, held, on))

    def _missions(self, relations: Iterable[Relation], on: date) -> Iterable[Cell]:
        """Give a mark for every mission whose city is known."""
        for relation in relations:
            host = self._gazetteer.state_of(relation.b)
            at = load_cities().get((host, fold(relation.city))) if relation.city else None
            if at is not None:
                style, certain = style_of(relation), shown_of([relation], on)[1]
                yield Cell(host, style, certain, at=at, mark="city", text=self.said(relation))

    def _text(self, party: PartyId, style: Style, held: dict[PartyId, list[Relation]], on: date) -> str:
        found = held.get(party, ())
        if not found:
            return clean(self._answer.name(self._asked)) if style is ASKED else style.label
        return "; ".join(self.said(relation) for relation in found)

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

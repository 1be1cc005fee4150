"""Shapes and places: which land is whose, where small states and former ones lie, and hatching as lines."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Any

from dragoman.gazetteer.folding import fold
from dragoman.records import PartyId
from dragoman.resources import load_csv, load_text

SMALL_KM2 = 12_000  # states below it are dots too: twenty square millimetres of a printed page and less
HATCH_STEP = 2.4  # degrees between two lines of hatching
_LEAST_LINES, _FINER = 3, 3  # a polygon with fewer lines gets them closer, in so many steps
_BEND = 6.0  # degrees of a line between two points, since a projection bends lines

Point = tuple[float, float]
Ring = list[Point]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a party lies; `size_km2` 0 without a shape; `owner` the state that it belongs to.

    A territory has an owner; a state of today has one for days before it was born, if it was a part of it.
    """

    party: PartyId
    lon: float
    lat: float
    size_km2: float = 0.0
    owner: PartyId = ""
    owner_since: date = date.min
    owner_until: date = date.max  # first day on which no more

    def owner_on(self, day: date) -> PartyId:
        """Give the state that it belongs to on a day; "" where none is known."""
        return self.owner if self.owner_since <= day < self.owner_until else ""

    @property
    def is_small(self) -> bool:
        """Whether its shape, if it has one, is too small to be seen on a map of the world."""
        return self.size_km2 < SMALL_KM2


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """A former or unrecognized party: today's shapes that stand for it, or none; and its seat.

    `beside` is the shape of today that it had a part of while the rest was another state's.
    """

    party: PartyId
    shapes: tuple[PartyId, ...]
    lon: float
    lat: float
    beside: PartyId = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """What maps are drawn from."""

    topology: dict[str, Any]
    shapes: frozenset[PartyId]
    places: dict[PartyId, Place]
    former: dict[PartyId, Former]
    covering: dict[PartyId, tuple[PartyId, ...]]  # the former parties that a shape stands for, in order

    def point(self, party: PartyId) -> Point | None:
        """Give where a party's dot goes; None where nothing is known."""
        place = self.places.get(party) or self.former.get(party)
        return (place.lon, place.lat) if place else None


@cache
def load_atlas() -> Atlas:
    """Give shapes and places of the packaged files; read once a process."""
    topology: dict[str, Any] = json.loads(load_text("shapes/world.json"))
    places = {
        row["party"]: Place(
            party=row["party"],
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            size_km2=float(row["size_km2"]),
            owner=row["owner"],
            owner_since=date.fromisoformat(row["owner_since"]) if row["owner_since"] else date.min,
            owner_until=date.fromisoformat(row["owner_until"]) if row["owner_until"] else date.max,
        )
        for row in load_csv("shapes/places.csv")
    }
    former = {
        row["party"]: Former(
            party=row["party"],
            shapes=tuple(row["shapes"].split()),
            lon=float(row["lon"]),
            lat=float(row["lat"]),
            beside=row["beside"],
        )
        for row in load_csv("shapes/former.csv")
    }
    geometries = topology["objects"]["parties"]["geometries"]
    shapes = frozenset(g["id"] for g in geometries if g["id"])
    covering = {
        shape: tuple(party for party, known in former.items() if shape in known.shapes) for shape in shapes
    }
    return Atlas(topology=topology, shapes=shapes, places=places, former=former, covering=covering)


@cache
def load_cities() -> dict[tuple[PartyId, str], Point]:
    """Give where cities lie, by state and folded name."""
    rows = load_csv("shapes/cities.csv")
    return {(row["party"], fold(row["city"])): (float(row["lon"]), float(row["lat"])) for row in rows}


# ------------------------------------------------------------------------------------- hatching


@cache
def load_hatching() -> dict[PartyId, dict[str, Any]]:
    """Give for every shape the lines that hatch it, as GeoJSON: Vega-Lite has no hatched fill."""
    atlas = load_atlas()
    arcs = list(_decoded(atlas.topology))
    found = {}
    for geometry in atlas.topology["objects"]["parties"]["geometries"]:
        lines = [
            _bent(*line)
            for polygon in geometry["arcs"]
            for line in _hatched([_ring(arcs, ring) for ring in polygon])
        ]
        if lines and geometry["id"]:
            found[geometry["id"]] = {"type": "MultiLineString", "coordinates": lines}
    return found


def _hatched(rings: list[Ring]) -> list[tuple[Point, Point]]:
    """Give the lines of one polygon: enough of them, but never so close that they merge."""
    found: list[tuple[Point, Point]] = []
    for finer in range(_FINER):
        found = list(hatch(rings, HATCH_STEP / 2**finer))
        if len(found) >= _LEAST_LINES:
            break
    return found


def hatch(rings: Iterable[Ring], step: float) -> Iterator[tuple[Point, Point]]:
    """Give the parts inside polygons of the lines that rise by one degree a degree, `step` degrees apart.

    A point's offset is its latitude less its longitude, the same along each line. Between the crossings of a
    line with the rings, taken in order, every other part lies inside.
    """
    crossings: dict[int, list[float]] = {}
    for ring in rings:
        for (x, y), (to_x, to_y) in pairwise(ring):
            here, there = y - x, to_y - to_x
            low, high = min(here, there), max(here, there)
            # Half-open, so that a corner on a line counts once.
            for line in range(math.ceil(low / step), math.ceil(high / step)):
                share = (line * step - here) / (there - here)
                crossings.setdefault(line, []).append(x + share * (to_x - x))
    for line, found in sorted(crossings.items()):
        ordered = sorted(found)
        for start, end in zip(ordered[::2], ordered[1::2], strict=False):
            yield (start, start + line * step), (end, end + line * step)


def _bent(start: Point, end: Point) -> list[list[float]]:
    parts = max(1, math.ceil((end[0] - start[0]) / _BEND))
    return [
        [round(a + (b - a) * n / parts, 2) for a, b in zip(start, end, strict=True)] for n in range(parts + 1)
    ]


def _decoded(topology: dict[str, Any]) -> Iterator[Ring]:
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
        yield points


def _ring(arcs: list[Ring], ring: Iterable[int]) -> Ring:
    points: Ring = []
    for arc in ring:
        for x, y in arcs[arc] if arc >= 0 else arcs[~arc][::-1]:
            turns = round((points[-1][0] - x) / 360) if points else 0
            points.append((x + 360 * turns, y))  # a ring that crosses 180 degrees goes on beyond it
    return points

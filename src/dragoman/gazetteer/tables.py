"""The packaged tables of parties and names, read into memory."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from importlib.resources import files

from dragoman.errors import DataError
from dragoman.gazetteer.folding import fold
from dragoman.gazetteer.model import Reading
from dragoman.records import Code, Party, PartyId, PartyKind
from dragoman.resources import load_csv

FOLDER = "gazetteer"
Row = dict[str, str]
_LEADING = frozenset(("head_of_state", "head_of_government"))
_REGNAL = re.compile(r"\S+ [IVX]+$")
_NOT_IN_SLUG = re.compile(r"[\W_]+")


@dataclass
class Tables:
    """Every party, and every folded spelling with what it may mean."""

    parties: dict[PartyId, Party] = field(default_factory=dict)
    readings: dict[str, list[Reading]] = field(default_factory=dict)
    blocked: set[str] = field(default_factory=set)
    """Spellings that contain a party's name and are no party: Indian Ocean."""
    careful: set[str] = field(default_factory=set)
    """Spellings that are also a common word or a personal name: Jordan."""
    combining: dict[str, list[Reading]] = field(default_factory=dict)
    """First parts of hyphenated adjectives: Franco in Franco-German."""
    any_case: set[str] = field(default_factory=set)
    """Spellings that are matched in lower case too."""
    surnames: dict[str, list[Reading]] = field(default_factory=dict)
    """Names of one word of persons: never matched in running text, but known."""
    offices: dict[str, list[Reading]] = field(default_factory=dict)
    """Names of a state's own offices, which act for it: State Department, Knesset."""
    rulers: dict[PartyId, Party] = field(default_factory=dict)
    """Governments that are known by who leads them alone, such as NOR/haakon-vii: not listed, but known."""
    led: dict[PartyId, list[Reading]] = field(default_factory=dict)
    """The governments that each person led."""
    printed: dict[PartyId, list[tuple[str, Reading]]] = field(default_factory=dict)
    """Spellings of each party as the tables print them, in their order."""

    def put(self, party: Party, *, file: str) -> None:
        """Add a party; a later row of the same id and kind takes the place of an earlier one.

        Raises:
            DataError: The id is that of a party of another kind.
        """
        known = self.parties.get(party.id)
        if known is not None and known.kind != party.kind:
            owner = f"{known.name}, a {known.kind}"
            raise DataError(file=file, problem=f"id {party.id!r} is already that of {owner}")
        self.parties[party.id] = party

    def add(self, spelling: str, reading: Reading) -> None:
        """Add one reading of a spelling; what is there already is not added again."""
        _append(self.readings, fold(spelling), reading)
        known = self.printed.setdefault(reading.party, [])
        if (spelling, reading) not in known:
            known.append((spelling, reading))


def _append(index: dict[str, list[Reading]], key: str, reading: Reading) -> None:
    known = index.setdefault(key, [])
    if reading not in known:
        known.append(reading)


@functools.cache
def day(text: str, *, file: str) -> date | None:
    """Read an ISO date of a table; "" is an open end.

    Raises:
        DataError: `text` is no date.
    """
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise DataError(file=file, problem=f"{text!r} is no ISO date") from error


def load_tables() -> Tables:
    """Read every table of the gazetteer.

    Raises:
        DataError: A table cannot be read, names an unknown party, or has a broken date.
    """
    tables = Tables()
    _states(tables)
    _names(tables)
    _governments(tables)
    _bodies(tables, "organisations.csv", PartyKind.ORGANISATION)
    _bodies(tables, "groups.csv", PartyKind.GROUP)
    _persons(tables)
    _offices(tables)
    return tables


def _rows(name: str) -> Iterable[Row]:
    if not files("dragoman").joinpath("data", FOLDER, name).is_file():
        return ()
    return load_csv(f"{FOLDER}/{name}")


def _split(text: str | None) -> Iterator[str]:
    return filter(None, (part.strip() for part in (text or "").split("|")))


def _states(tables: Tables) -> None:
    codes: dict[PartyId, list[Code]] = {}
    for row in load_csv(f"{FOLDER}/codes.csv"):
        since, until = day(row["since"], file="codes.csv"), day(row["until"], file="codes.csv")
        code = Code(scheme=row["scheme"], value=row["value"], since=since, until=until)
        codes.setdefault(row["party"], []).append(code)
    for row in load_csv(f"{FOLDER}/states.csv"):
        tables.parties[row["id"]] = Party(
            id=row["id"],
            name=row["name"],
            kind=PartyKind.STATE,
            state=row["state"],
            sector="GOV",
            since=day(row["since"], file="states.csv"),
            until=day(row["until"], file="states.csv"),
            codes=tuple(codes.get(row["id"], ())),
            successors=tuple(row["successors"].split()),
        )


def _names(tables: Tables) -> None:
    for row in load_csv(f"{FOLDER}/names.csv"):
        spelling, kind = row["name"], row["type"]
        key = fold(spelling)
        if row["flags"] == "ci":
            tables.any_case.add(key)
        elif row["flags"] == "ambiguous":
            tables.careful.add(key)
        if kind == "other":
            tables.blocked.add(key)
            continue
        if row["party"] not in tables.parties:
            raise DataError(file="names.csv", problem=f"{spelling!r} names unknown party {row['party']!r}")
        since, until = day(row["since"], file="names.csv"), day(row["until"], file="names.csv")
        if kind == "combining":
            _append(tables.combining, key, Reading(row["party"], "adjective", since, until))
        else:
            tables.add(spelling, Reading(row["party"], kind, since, until))


def _governments(tables: Tables) -> None:
    for row in _rows("governments.csv"):
        since, until = day(row["since"], file="governments.csv"), day(row["until"], file="governments.csv")
        known = tables.parties.get(row["id"])
        if known:  # a second tenure of the same government: its party spans both
            since_all = None if known.since is None or since is None else min(known.since, since)
            until_all = None if known.until is None or until is None else max(known.until, until)
        else:
            since_all, until_all = since, until
        party = Party(
            id=row["id"],
            name=row["name"],
            kind=PartyKind.GOVERNMENT,
            state=row["state"],
            sector="GOV",
            since=since_all,
            until=until_all,
        )
        tables.put(party, file="governments.csv")
        for spelling in (row["name"], *_split(row["aliases"])):
            tables.add(spelling, Reading(row["id"], "government", since, until))


def _bodies(tables: Tables, file: str, kind: PartyKind) -> None:
    for row in _rows(file):
        since, until = day(row["since"], file=file), day(row["until"], file=file)
        igo = row.get("igo")
        party = Party(
            id=row["id"],
            name=row["name"],
            kind=kind,
            state=row.get("state") or "",
            sector=row["sector"],
            since=since,
            until=until,
            codes=(Code(scheme="igo", value=igo),) if igo else (),
        )
        tables.put(party, file=file)
        for spelling in filter(None, (row["name"], row.get("acronym"), *_split(row["aliases"]))):
            tables.add(spelling, Reading(row["id"], str(kind), since, until))


def _offices(tables: Tables) -> None:
    """Add the offices through which a state acts; a name that means something else already keeps that."""
    for row in _rows("bodies.csv"):
        if row["acts"]:
            for spelling in (row["name"], *_split(row["aliases"])):
                if fold(spelling) not in tables.readings:
                    _append(tables.offices, fold(spelling), Reading(row["state"], "seat"))


def slug(name: str) -> str:
    """Give the id of a person or group by its name: "Paul Reynaud" is "paul-reynaud"."""
    return _NOT_IN_SLUG.sub("-", fold(name).replace("'", "").casefold()).strip("-")


def _persons(tables: Tables) -> None:
    """Add persons: their full names, aliases, and names of one word apart; and the governments they lead.

    A name of one word ("Grant") is known to look-up only; an alias of one word ("Khrushchev") is found in
    running text, but means its bearer only while in office.
    """
    for row in _rows("persons.csv"):
        since, until = day(row["since"], file="persons.csv"), day(row["until"], file="persons.csv")
        office = tables.parties.get(row["party"])
        person = Party(
            id=slug(row["name"]),
            name=row["name"],
            kind=PartyKind.PERSON,
            state=office.state if office else row["party"].partition("/")[0],
            sector="GOV",
        )
        tables.put(person, file="persons.csv")
        if row["office"] in _LEADING and person.state:
            _lead(tables, person, row, Reading(row["party"], "government", since, until))
        holder = Reading(row["party"], "office-holder", since, until)
        for spelling in _split(row["aliases"]):
            tables.add(spelling, holder)
            if " " in spelling:
                tables.add(spelling, Reading(person.id, "person"))
            else:
                tables.blocked.add(fold(spelling))
        name = fold(row["name"])
        index = tables.readings if " " in name or "-" in name else tables.surnames
        _append(index, name, holder)
        _append(index, name, Reading(person.id, "person"))


def leader_slug(name: str) -> str:
    """Give a leader's part of a government's id: "zelaya" of "José Santos Zelaya", "nicholas-ii"."""
    regnal = _REGNAL.search(name)
    return slug(regnal.group() if regnal else name.rpartition(" ")[2])


def _lead(tables: Tables, person: Party, row: Row, reading: Reading) -> None:
    """Add the government that a person leads: the office's where it is one, else STATE/surname."""
    if "/" not in reading.party:
        called = next((a for a in _split(row["aliases"]) if " " not in a), row["name"])
        reading = replace(reading, party=f"{person.state}/{leader_slug(called)}")
        government = Party(
            id=reading.party,
            name=f"Government of {person.name}",
            kind=PartyKind.GOVERNMENT,
            state=person.state,
            sector="GOV",
            since=reading.since,
            until=reading.until,
        )
        tables.rulers[reading.party] = government
    tables.led.setdefault(person.id, []).append(reading)

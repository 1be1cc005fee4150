"""The tables of governments, organisations, groups, persons, bodies and words for actors."""

from __future__ import annotations

import textwrap
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from dragoman.errors import DataError
from dragoman.gazetteer import Gazetteer, load_gazetteer
from dragoman.gazetteer.actors import load_lexicon, words_of
from dragoman.gazetteer.tables import load_tables
from dragoman.records import Code, PartyKind
from dragoman.resources import load_csv, load_toml
from tests.scripts import load_script

TODAY = date(2026, 11, 1)
# Governments that the published chapters name, by the id they use.
SLUGS = textwrap.dedent("""
AFG/interim-authority AFG/taliban ARM/communists AUT/provisional-government BGR/pre-war
CHN/nationalist-government CHN/prc CHN/provisional-government CHN/qing CHN/roc CUB/castro
DMA/interim-government FRA/fcnl FRA/louis-xvi FRA/pgfr FRA/vichy GRC/otho GTM/arbenz GTM/monzon
IND/interim-government ITA/victor-emmanuel-ii KHM/khmer-republic LAO/lpdr MNE/nikola NIC/arguello
NIC/chamorro NIC/diaz NIC/roman-y-reyes NIC/somoza NIC/uriza NIC/zelaya RUS/bolshevik
RUS/nicholas-ii RUS/provisional-government RUS/russian-empire SOM/central-government SUN/gorbachev
SYR/assad naples/bourbon naples/murat two-sicilies/bourbon two-sicilies/garibaldi
""").split()
ORGANISATIONS = {
    *("UN", "UNSC", "EU", "EC", "AU", "OAU", "OAS", "NATO", "ARAB-LEAGUE", "ASEAN", "ECOWAS", "OIC"),
    *("COMMONWEALTH", "IAEA", "IGAD", "UNIDO", "CoE"),
}
GROUPS = ("hamas", "hezbollah", "isis", "hayat-tahrir-al-sham", "chinese-communists")
SECTORS = frozenset(
    {
        *(
            "GOV",
            "MIL",
            "LEG",
            "JUD",
            "COP",
            "SPY",
            "OPP",
            "PTY",
            "REB",
            "PRM",
            "UAF",
            "CRM",
            "CVL",
            "REF",
            "JRN",
        ),
        *("MED", "EDU", "BUS", "LAB", "AGR", "REL", "NGO", "SOC", "ELI", "IGO", "SET"),
    }
)
TABLES = ("governments.csv", "organisations.csv", "groups.csv", "persons.csv")
Row = dict[str, str]


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def rows(name: str) -> list[Row]:
    return load_csv(f"gazetteer/{name}")


def day(text: str, otherwise: date) -> date:
    return date.fromisoformat(text) if text else otherwise


def by_id(table: Iterable[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in table:
        grouped[row["id"]].append(row)
    return grouped


@pytest.mark.parametrize("name", TABLES)
def test_terms_are_half_open_and_not_empty(name: str) -> None:
    for row in rows(name):
        assert day(row["since"], date.min) < day(row["until"], date.max), row


@pytest.mark.parametrize("name", ["governments.csv", "groups.csv"])
def test_tenures_of_one_party_do_not_overlap(name: str) -> None:
    for tenures in by_id(rows(name)).values():
        spans = sorted((day(row["since"], date.min), day(row["until"], date.max)) for row in tenures)
        assert all(first[1] <= second[0] for first, second in pairwise(spans)), tenures


def test_governments_are_many_and_named_as_the_chapters_do(gazetteer: Gazetteer) -> None:
    ids = set(by_id(rows("governments.csv")))
    assert len(ids) >= 80
    assert set(SLUGS) <= ids
    for party_id in ids:
        party = gazetteer.party(party_id)
        assert party.kind is PartyKind.GOVERNMENT
        assert gazetteer.party(party.state).kind is PartyKind.STATE


def test_organisations_are_many_and_named_as_the_policy_does(gazetteer: Gazetteer) -> None:
    ids = [row["id"] for row in rows("organisations.csv")]
    assert len(ids) == len(set(ids)) >= 200
    assert set(ids) >= ORGANISATIONS
    assert gazetteer.party("UN").codes == (Code(scheme="igo", value="4400"),)


def test_groups_are_many_and_belong_to_known_states(gazetteer: Gazetteer) -> None:
    table = rows("groups.csv")
    assert len(by_id(table)) >= 150
    assert set(GROUPS) <= set(by_id(table))
    for row in table:
        assert row["state"] == "" or gazetteer.party(row["state"]).kind is PartyKind.STATE


def test_sectors_are_those_of_plover() -> None:
    used = {row["sector"] for name in ("organisations.csv", "groups.csv", "bodies.csv") for row in rows(name)}
    assert used <= SECTORS
    assert {role.sector for role in load_lexicon().roles.values()} - {""} == SECTORS


def test_no_party_has_two_kinds() -> None:
    kinds: dict[str, set[str]] = defaultdict(set)
    for name in ("states.csv", "governments.csv", "organisations.csv", "groups.csv"):
        for row in rows(name):
            kinds[row["id"]].add(name)
    assert [party for party, tables in kinds.items() if len(tables) > 1] == []


@pytest.mark.parametrize(
    ("name", "on", "party"),
    [
        ("Taliban", date(1998, 1, 1), "AFG/taliban"),
        ("Taliban", date(2005, 1, 1), "taliban"),
        ("National Transitional Council", date(2011, 6, 1), "LBY/ntc"),
        ("French Committee of National Liberation", date(1943, 9, 1), "FRA/fcnl"),
        ("Republic of China", date(1930, 1, 1), "CHN/roc"),
        ("Khmer Rouge", date(1977, 1, 1), "KHM/khmer-rouge"),
        ("Khmer Rouge", date(1985, 1, 1), "khmer-rouge"),
        ("Sandinistas", date(1978, 1, 1), "fsln"),
        ("Sandinistas", date(1982, 1, 1), "NIC/sandinista"),
        ("Rapid Support Forces", date(2024, 1, 1), "rsf"),
        ("Organization of African Unity", date(1970, 1, 1), "OAU"),
    ],
)
def test_name_means_the_party_of_the_day(gazetteer: Gazetteer, name: str, on: date, party: str) -> None:
    holding = {r.party for r in gazetteer.readings(name) if r.holds(on)}
    assert party in holding
    assert len(holding) == 1 or party == "CHN/roc"  # the state's own name as well


def holders(party: str, office: str) -> list[tuple[date, date, str]]:
    return sorted(
        (day(row["since"], date.min), day(row["until"], TODAY), row["name"])
        for row in rows("persons.csv")
        if row["party"] == party and row["office"] == office and row["source"] == "project"
    )


def test_presidents_of_the_united_states_are_complete() -> None:
    terms = holders("USA", "head_of_state")
    assert terms[0][0] == date(1789, 4, 30)
    assert terms[-1][1] == TODAY
    assert [b for a, b in pairwise(terms) if a[1] != b[0]] == []


def test_secretaries_of_state_are_complete() -> None:
    terms = holders("USA", "foreign_minister")
    assert terms[0][2] == "Thomas Jefferson"
    assert terms[-1][1] == TODAY
    gaps = [(b[0] - a[1], b[2]) for a, b in pairwise(terms)]  # an acting secretary is nobody's successor
    assert [gap for gap in gaps if gap[0] > timedelta(days=210) or gap[0] < timedelta(0)] == []
    assert len({name for _, _, name in terms}) >= 70


def test_secretaries_general_and_popes_are_complete() -> None:
    known = {row["name"] for row in rows("persons.csv") if row["party"] in {"UN", "VAT"}}
    assert {
        "Trygve Lie",
        "Dag Hammarskjöld",
        "U Thant",
        "Kurt Waldheim",
        "Kofi Annan",
        "Ban Ki-moon",
    } <= known
    assert {
        "Pius IX",
        "Leo XIII",
        "Pius XII",
        "John XXIII",
        "John Paul II",
        "Pope Francis",
        "Leo XIV",
    } <= known


def test_most_states_have_ministers_of_today(gazetteer: Gazetteer) -> None:
    offices: dict[str, set[str]] = defaultdict(set)
    for row in rows("persons.csv"):
        if not row["until"]:
            offices[gazetteer.party(row["party"]).state].add(row["office"])
    leaders = {"head_of_state", "head_of_government"}
    both = [state for state, held in offices.items() if "foreign_minister" in held and held & leaders]
    assert len(both) >= 120


def test_persons_name_their_source() -> None:
    sources = {row["source"] for row in rows("persons.csv")}
    assert sources == {"archigos", "project"}
    ends = [row["until"] for row in rows("persons.csv") if row["source"] == "archigos"]
    assert max(ends) <= "2016-01-01"
    assert min(ends) > "1789"


@pytest.mark.parametrize("surname", ["Johnson", "Bush", "Brown", "Lee", "Khan", "Jordan"])
def test_common_surname_stands_for_nobody(gazetteer: Gazetteer, surname: str) -> None:
    assert not [match for match in gazetteer.find(f"He met {surname} there.") if _is_held(match.readings)]


@pytest.mark.parametrize("surname", ["Eisenhower", "Putin", "Castro", "Gromyko", "Kissinger"])
def test_distinctive_surname_is_found(gazetteer: Gazetteer, surname: str) -> None:
    assert [match for match in gazetteer.find(f"He met {surname} there.") if _is_held(match.readings)]


def _is_held(readings: Iterable[object]) -> bool:
    return any(getattr(reading, "type", "") == "office-holder" for reading in readings)


def test_words_for_actors_are_many_singular_and_lower_case() -> None:
    roles = load_toml("gazetteer/actors.toml")["roles"]
    entries = [entry for words in roles.values() for entry in words]
    assert len(entries) >= 700
    assert [entry for entry in entries if entry != entry.lower()] == []
    assert max(len(words_of(entry)) for entry in entries) <= 6


def test_word_under_two_sectors_is_refused() -> None:
    from dragoman.gazetteer import actors

    with pytest.raises(DataError, match="'general' is under MIL and under JUD"):
        actors._roles({"MIL": ["general"], "JUD": ["General".lower()]}, {})


def test_bodies_and_places_lie_in_known_states(gazetteer: Gazetteer) -> None:
    lexicon = load_lexicon()
    states = {body.state for body in lexicon.bodies.values()} | set(lexicon.parents.values())
    for state in states - {""}:
        assert gazetteer.party(state).kind is PartyKind.STATE


def test_every_office_holder_stands_for_a_known_party() -> None:
    known = load_tables().parties
    assert [row["name"] for row in rows("persons.csv") if row["party"] not in known] == []


ARCHIGOS = """\
obsid,gwcode,leadid,leader,yrborn,gender,startdate,enddate,entry,exit,exitcode
RUS-1,365.0,a,Stepanov,1.0,M,1920-05-01,1930-05-01,Regular,Regular,Regular
COL-1,100.0,b,"Perez, Juan Tomas",1.0,M,1990-01-01,1991-01-01,Regular,Regular,Regular
FRA-1,220.0,c,Military Junta,1.0,M,1990-01-01,1991-01-01,Regular,Regular,Regular
USA-1,2.0,d,Eisenhower,1.0,M,1953-01-20,1961-01-20,Regular,Regular,Regular
KEN-1,501.0,e,Grant,1.0,M,2014-01-01,2015-12-31,Regular,Still in Office,Regular
"""


@pytest.fixture(scope="module")
def derived(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    path: Path = tmp_path_factory.mktemp("archigos") / "archigos.csv"
    path.write_text(ARCHIGOS, encoding="utf-8")
    text: str = load_script("training/build_persons.py").build(path)
    return [line for line in text.splitlines() if line.endswith(",archigos")]


def test_builder_divides_a_term_where_the_state_changes(derived: list[str]) -> None:
    assert "Stepanov,Stepanov,head_of_state,RUS,1920-05-01,1922-12-30,archigos" in derived
    assert "Stepanov,Stepanov,head_of_state,SUN,1922-12-30,1930-05-01,archigos" in derived


def test_builder_keeps_a_common_surname_behind_its_title(derived: list[str]) -> None:
    assert "Grant,President Grant,head_of_state,KEN,2014-01-01,2016-01-01,archigos" in derived


def test_builder_drops_bodies_and_whom_the_project_lists(derived: list[str]) -> None:
    assert not [line for line in derived if "Junta" in line or "Eisenhower" in line]
    assert len(derived) == 4


def test_packaged_persons_hold_the_projects_list() -> None:
    script = load_script("training/build_persons.py")
    listed = {
        (term.name, term.party, term.since)
        for term in script._project_terms(script.HERE / "persons_project.csv")
    }
    packaged = {(row["name"], row["party"], row["since"]) for row in rows("persons.csv")}
    assert listed <= packaged

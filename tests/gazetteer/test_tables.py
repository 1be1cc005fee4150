"""The packaged tables: complete, consistent, dated, and equal to what their builder writes."""

from __future__ import annotations

import importlib.util
import itertools
import json
import sys
import textwrap
from collections import defaultdict
from datetime import date
from pathlib import Path
from types import ModuleType

import pycountry
import pytest

from dragoman.errors import DataError, UnknownPartyError
from dragoman.gazetteer import Gazetteer, load_gazetteer
from dragoman.gazetteer.tables import day, load_tables, slug
from dragoman.records import Party, PartyKind
from dragoman.resources import load_csv, load_text

ROOT = Path(__file__).resolve().parents[2]

# Every former or unrecognized state that the published chapters name, by the id they use.
SLUGS = textwrap.dedent("""
austria-hungary austrian-empire baden bavaria borneo bremen central-american-federation
confederate-states confederation-of-the-rhine danish-west-indies federal-government-germany
french-equatorial-africa genoa german-confederation gilbert-and-ellice-islands great-colombia
hamburg hanover hanseatic-republics hawaii hesse holy-roman-empire korea lombardy lubeck malaya
mecklenburg mecklenburg-strelitz naples nassau north-german-confederation north-german-union
northern-cyprus ottoman-empire papal-states piedmont piedmont-sardinia prussia sarawak sardinia
schaumburg-lippe sicily somalia-trust-territory somaliland south-vietnam tangier texas
transcaucasian-sfsr tuscany two-sicilies united-arab-republic venetia venice west-indies-federation
""").split()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def builder() -> ModuleType:
    """Load the script that writes the tables."""
    spec = importlib.util.spec_from_file_location("build_gazetteer", ROOT / "training" / "build_gazetteer.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look their module up there
    spec.loader.exec_module(module)
    return module


def codes_on(party: Party, on: date) -> dict[str, str]:
    return {
        code.scheme: code.value
        for code in party.codes
        if (code.since is None or code.since <= on) and (code.until is None or on < code.until)
    }


def test_every_state_of_iso_3166_is_a_party(gazetteer: Gazetteer) -> None:
    known = {party.id for party in gazetteer.parties()}
    assert {entry.alpha_3 for entry in pycountry.countries} <= known


@pytest.mark.parametrize("withdrawn", ["SUN", "CSK", "YUG", "SCG", "DDR", "YMD", "VDR", "RHO", "XKX"])
def test_withdrawn_and_unlisted_codes_are_parties(gazetteer: Gazetteer, withdrawn: str) -> None:
    assert gazetteer.party(withdrawn).kind == "state"


@pytest.mark.parametrize("name", SLUGS)
def test_former_states_go_by_their_slugs(gazetteer: Gazetteer, name: str) -> None:
    assert gazetteer.party(name).state == name


def test_iso_codes_are_those_of_iso(gazetteer: Gazetteer) -> None:
    for entry in pycountry.countries:
        codes = codes_on(gazetteer.party(entry.alpha_3), date(2020, 1, 1))
        assert (codes["iso2"], codes["iso3"], codes["isonum"]) == (
            entry.alpha_2,
            entry.alpha_3,
            entry.numeric,
        )


@pytest.mark.parametrize(
    ("party", "on", "cow", "gw"),
    [
        ("USA", date(1900, 1, 1), "2", "2"),
        ("RUS", date(1900, 1, 1), "365", "365"),
        ("SUN", date(1950, 1, 1), "365", "365"),
        ("RUS", date(2000, 1, 1), "365", "365"),
        ("DEU", date(1900, 1, 1), "255", "255"),
        ("DEU", date(1970, 1, 1), "260", "260"),
        ("DDR", date(1970, 1, 1), "265", "265"),
        ("prussia", date(1850, 1, 1), "255", "255"),
        ("austrian-empire", date(1850, 1, 1), "300", "300"),
        ("austria-hungary", date(1900, 1, 1), "300", "300"),
        ("AUT", date(1960, 1, 1), "305", "305"),
        ("YUG", date(1960, 1, 1), "345", "345"),
        ("SCG", date(1999, 1, 1), "345", "345"),
        ("CSK", date(1960, 1, 1), "315", "315"),
        ("CZE", date(2000, 1, 1), "316", "316"),
        ("YEM", date(1970, 1, 1), "678", "678"),
        ("YMD", date(1970, 1, 1), "680", "680"),
        ("KOR", date(1960, 1, 1), "732", "732"),
        ("korea", date(1890, 1, 1), "730", "730"),
        ("VDR", date(1960, 1, 1), "816", "816"),
        ("VNM", date(1990, 1, 1), "816", "816"),
        ("south-vietnam", date(1960, 1, 1), "817", "817"),
        ("TWN", date(1960, 1, 1), "713", "713"),
        ("two-sicilies", date(1850, 1, 1), "329", "329"),
        ("RHO", date(1970, 1, 1), "552", "552"),
        ("ZWE", date(1990, 1, 1), "552", "552"),
        ("XKX", date(2010, 1, 1), "347", "347"),
    ],
)
def test_state_numbers_hold_on_the_day(gazetteer: Gazetteer, party: str, on: date, cow: str, gw: str) -> None:
    codes = codes_on(gazetteer.party(party), on)
    assert (codes.get("cow"), codes.get("gw")) == (cow, gw)


@pytest.mark.parametrize(
    ("party", "on"),
    [
        ("RUS", date(1950, 1, 1)),
        ("SUN", date(2000, 1, 1)),
        ("EST", date(1960, 1, 1)),
        ("AUT", date(1940, 1, 1)),
    ],
)
def test_state_numbers_do_not_outlive_the_state(gazetteer: Gazetteer, party: str, on: date) -> None:
    assert "cow" not in codes_on(gazetteer.party(party), on)


def test_no_number_belongs_to_two_parties_on_one_day() -> None:
    rows = defaultdict(list)
    for row in load_csv("gazetteer/codes.csv"):
        if row["scheme"] in ("cow", "gw", "iso2", "iso3"):
            rows[row["scheme"], row["value"]].append((row["since"] or "0", row["until"] or "9", row["party"]))
    # North and united Yemen, and ISO's reuse of withdrawn alpha-2 codes, are one party or one list here
    for (scheme, value), held in rows.items():
        held.sort()
        for one, two in itertools.pairwise(held):
            reused = scheme == "iso2" and value in {"AI", "SK", "BY", "FQ", "NT", "FX"}
            assert one[1] <= two[0] or one[2] == two[2] or reused, (scheme, value, one, two)


@pytest.mark.parametrize(
    ("party", "successor"),
    [
        ("SUN", "RUS"),
        ("SUN", "UKR"),
        ("YUG", "HRV"),
        ("YUG", "SCG"),
        ("SCG", "SRB"),
        ("CSK", "SVK"),
        ("DDR", "DEU"),
        ("YMD", "YEM"),
        ("texas", "USA"),
        ("two-sicilies", "ITA"),
        ("austria-hungary", "AUT"),
        ("great-colombia", "ECU"),
        ("ottoman-empire", "TUR"),
    ],
)
def test_states_that_ended_name_their_successors(gazetteer: Gazetteer, party: str, successor: str) -> None:
    assert successor in gazetteer.party(party).successors


def test_every_successor_is_a_party_and_every_life_runs_forward(gazetteer: Gazetteer) -> None:
    for party in gazetteer.parties():
        assert all(gazetteer.party(successor) for successor in party.successors)
        assert party.since is None or party.until is None or party.since < party.until


def test_every_reading_names_a_party_and_runs_forward() -> None:
    tables = load_tables()
    for spelling, readings in tables.readings.items():
        for reading in readings:
            assert reading.party in tables.parties, (spelling, reading)
            assert reading.since is None or reading.until is None or reading.since < reading.until, spelling


def test_no_spelling_is_a_party_name_of_two_parties_on_one_day() -> None:
    clashes = []
    for spelling, readings in load_tables().readings.items():
        names = [reading for reading in readings if reading.type == "name"]
        for one in names:
            for two in names:
                since = max(one.since or date.min, two.since or date.min)
                if one.party < two.party and since < min(one.until or date.max, two.until or date.max):
                    clashes.append((spelling, one.party, two.party))
    assert clashes == []


def test_state_of_gives_the_state_of_a_government(gazetteer: Gazetteer) -> None:
    assert gazetteer.state_of("AFG/taliban") == "AFG"
    assert gazetteer.state_of("AFG") == "AFG"
    assert gazetteer.state_of("texas") == "texas"
    assert gazetteer.state_of("UN") == "UN"
    assert gazetteer.state_of("hamas") in ("hamas", "PSE")
    assert gazetteer.state_of("ZZZ/junta") == "ZZZ"


def test_party_of_an_unknown_id_is_an_error(gazetteer: Gazetteer) -> None:
    with pytest.raises(UnknownPartyError, match="no party is known as 'atlantis'"):
        gazetteer.party("atlantis")


def test_slug_is_plain_and_lower_case() -> None:
    assert slug("Philippe Pétain") == "philippe-petain"
    assert slug("N'Golo D. Kanté") == "ngolo-d-kante"


def test_an_id_of_two_kinds_is_an_error() -> None:
    tables = load_tables()
    twin = Party(id="KEN", name="Kenya Education Network", kind=PartyKind.ORGANISATION)
    with pytest.raises(DataError, match=r"x\.csv: id 'KEN' is already that of Kenya, a state"):
        tables.put(twin, file="x.csv")


def test_a_broken_date_in_a_table_is_an_error() -> None:
    with pytest.raises(DataError, match=r"names\.csv: '1990-13-01' is no ISO date"):
        day("1990-13-01", file="names.csv")


@pytest.mark.parametrize("name", ["states.csv", "names.csv", "codes.csv"])
def test_tables_say_where_they_come_from(name: str) -> None:
    comments = [line for line in load_text(f"gazetteer/{name}").splitlines() if line.startswith("#")]
    assert {"source", "licence", "retrieved", "made_by"} <= {line[2:].partition(":")[0] for line in comments}


@pytest.mark.parametrize("name", ["states.csv", "names.csv", "codes.csv"])
def test_datasheet_counts_the_rows(name: str) -> None:
    assert f"| `{name}` | {len(load_csv(f'gazetteer/{name}'))} |" in load_text("gazetteer/DATASHEET.md")


@pytest.mark.parametrize("name", ["states.csv", "names.csv"])
def test_tables_equal_what_the_builder_writes(tmp_path: Path, name: str) -> None:
    builder().build(None, tmp_path)
    assert (tmp_path / name).read_text(encoding="utf-8") == load_text(f"gazetteer/{name}")


def test_builder_splits_a_shared_number_by_its_days(tmp_path: Path) -> None:
    (tmp_path / "cow_states.csv").write_text(
        "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version\n"
        "RUS,365.0,Russia,1816.0,1.0,1.0,2016.0,12.0,31.0,2016.0\n",
        encoding="utf-8",
    )
    (tmp_path / "gw_states.csv").write_text("gwcode,stateabb,statename,startdate,enddate\n", encoding="utf-8")
    script = builder()
    rows = [row for row in script.all_codes(tmp_path, script.all_lines()) if row[1] == "cow"]
    assert rows == [
        ("RUS", "cow", "365", "1816-01-01", "1922-12-30"),
        ("RUS", "cow", "365", "1991-12-26", ""),
        ("SUN", "cow", "365", "1922-12-30", "1991-12-26"),
    ]


def test_builder_refuses_a_state_it_does_not_know(tmp_path: Path) -> None:
    (tmp_path / "cow_states.csv").write_text(
        "stateabb,ccode,statenme,styear,stmonth,stday,endyear,endmonth,endday,version\n"
        "ATL,999.0,Atlantis,1816.0,1.0,1.0,2016.0,12.0,31.0,2016.0\n",
        encoding="utf-8",
    )
    (tmp_path / "gw_states.csv").write_text("gwcode,stateabb,statename,startdate,enddate\n", encoding="utf-8")
    script = builder()
    with pytest.raises(LookupError, match="cow 999 'Atlantis' is no party"):
        script.all_codes(tmp_path, script.all_lines())


def test_parties_are_plain_records(gazetteer: Gazetteer) -> None:
    party = gazetteer.party("KEN")
    assert json.dumps([party.id, party.name, party.kind, party.state, party.sector]) == (
        '["KEN", "Kenya", "state", "KEN", "GOV"]'
    )
    assert party.since == date(1963, 12, 12)

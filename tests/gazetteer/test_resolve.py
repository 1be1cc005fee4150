"""Noun phrases that name actors: party, state and sector, and never a wrong guess."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.gazetteer import Gazetteer, Resolution, load_gazetteer
from dragoman.gazetteer.actors import load_lexicon

CASES = Path(__file__).with_name("resolve_cases.csv")
# Share of answers that must be right on each part of the cases; what is missing are known failures.
FLOORS = {"dev": 0.99, "held": 0.98, "news": 0.98, "fresh": 0.95}
TEXT = """the two former US Chinese Congo Georgian Taliban Hamas UN president soldiers of in from and , who
rebels police Paris Moscow's Kremlin -backed pro- ministers thousands Putin court ( ) opposition
leader's bank"""
WORDS = TEXT.split()


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


def cases(part: str) -> list[dict[str, str]]:
    lines = [line for line in CASES.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return [row for row in csv.DictReader(io.StringIO("\n".join(lines)), strict=True) if row["part"] == part]


def share_right(gazetteer: Gazetteer, part: str, field: str, answer: Callable[[Resolution], str]) -> float:
    """Give the share of a part's cases whose field is as expected; a blank expectation is not asked."""
    right = []
    for row in cases(part):
        if row[field]:
            on = date.fromisoformat(row["on"]) if row["on"] else None
            wanted = "" if row[field] == "-" else row[field]
            right.append(answer(gazetteer.resolve(row["phrase"], on=on)) == wanted)
    return sum(right) / len(right)


def test_cases_are_many_and_distinct() -> None:
    phrases = [row["phrase"] for part in FLOORS for row in cases(part)]
    assert len(phrases) >= 250
    assert len(set(phrases)) >= len(phrases) - 5  # few are asked twice, on different days


@pytest.mark.parametrize("part", FLOORS)
def test_state_holds_its_floor(gazetteer: Gazetteer, part: str) -> None:
    assert share_right(gazetteer, part, "state", lambda found: found.state) >= FLOORS[part]


@pytest.mark.parametrize("part", FLOORS)
def test_sector_holds_its_floor(gazetteer: Gazetteer, part: str) -> None:
    assert share_right(gazetteer, part, "sector", lambda found: found.sector) >= FLOORS[part]


@pytest.mark.parametrize("part", FLOORS)
def test_party_holds_its_floor(gazetteer: Gazetteer, part: str) -> None:
    assert share_right(gazetteer, part, "id", lambda found: found.id) >= FLOORS[part]


def found(gazetteer: Gazetteer, phrase: str, on: str = "", context: str = "") -> tuple[str, str, str]:
    answer = gazetteer.resolve(phrase, on=date.fromisoformat(on) if on else None, context=context)
    return answer.state, answer.sector, answer.id


@pytest.mark.parametrize(
    "phrase",
    ["US-backed rebels", "pro-Russian lawmakers", "Iranian-backed militias", "anti-American protesters"],
)
def test_compound_adjective_is_not_the_state(gazetteer: Gazetteer, phrase: str) -> None:
    assert found(gazetteer, phrase, "2016-01-01")[0] == ""


@pytest.mark.parametrize(
    ("phrase", "sector"),
    [
        ("a Baptist minister", "REL"),
        ("the trade minister", "GOV"),
        ("the central bank", "GOV"),
        ("two bank robbers", "CRM"),
        ("a bank manager", "BUS"),
        ("the attorney general", "JUD"),
        ("the army general", "MIL"),
        ("a prison guard", "COP"),
        ("the national guard", "MIL"),
        ("an intelligence officer", "SPY"),
        ("an army officer", "MIL"),
        ("the opposition party", "OPP"),
        ("the ruling party", "GOV"),
        ("the head of the army", "MIL"),
        ("the head of the teachers' union", "EDU"),
        ("a spokesman for the rebels", "REB"),
        ("rebel troops", "REB"),
        ("government troops", "MIL"),
        ("opposition lawmakers", "OPP"),
        ("heads of state", "GOV"),
        ("thousands of striking workers", "LAB"),
        ("union leaders", "LAB"),
    ],
)
def test_head_and_its_neighbours_decide_the_sector(gazetteer: Gazetteer, phrase: str, sector: str) -> None:
    assert found(gazetteer, phrase)[:2] == ("", sector)


@pytest.mark.parametrize(
    ("on", "party"),
    [
        ("1995-01-01", "taliban"),
        ("1998-01-01", "AFG/taliban"),
        ("2010-01-01", "taliban"),
        ("2025-07-04", "AFG/taliban"),
    ],
)
def test_taliban_are_a_government_only_while_they_govern(gazetteer: Gazetteer, on: str, party: str) -> None:
    assert found(gazetteer, "the Taliban", on)[2] == party


@pytest.mark.parametrize(
    ("on", "sector", "party"),
    [("1979-03-26", "GOV", "USA"), ("1994-06-15", "ELI", ""), ("1960-01-01", "ELI", "")],
)
def test_person_stands_for_the_state_only_in_office(
    gazetteer: Gazetteer, on: str, sector: str, party: str
) -> None:
    assert found(gazetteer, "Jimmy Carter", on) == ("USA", sector, party)


def test_surname_alone_is_not_read_outside_the_term(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "Eisenhower", "1956-11-01") == ("USA", "GOV", "USA")
    assert gazetteer.resolve("Eisenhower", on=date(2019, 1, 1)).id == ""


def test_common_surname_needs_its_title(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Johnson", on=date(1965, 1, 1)).status == "unknown"
    assert found(gazetteer, "President Johnson", "1965-01-01") == ("USA", "GOV", "USA")


def test_state_before_a_name_chooses_its_office_holder(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "Jordan's King Abdullah", "2010-01-01")[0] == "JOR"
    assert found(gazetteer, "Saudi Arabia's King Abdullah", "2010-01-01")[0] == "SAU"


@pytest.mark.parametrize(
    ("phrase", "candidates"),
    [
        ("US and British troops", ("USA", "GBR")),
        ("Germany, France and Britain", ("DEU", "FRA", "GBR")),
        ("Congolese soldiers", ("COD", "COG")),
    ],
)
def test_several_states_are_ambiguous(gazetteer: Gazetteer, phrase: str, candidates: tuple[str, ...]) -> None:
    answer = gazetteer.resolve(phrase, on=date(2010, 1, 1))
    assert (answer.status, answer.id, answer.state) == ("ambiguous", "", "")
    assert sorted(answer.candidates) == sorted(candidates)


def test_context_decides_between_parties(gazetteer: Gazetteer) -> None:
    context = "Congolese soldiers fired into the air in Kinshasa, where President Joseph Kabila ruled."
    assert found(gazetteer, "Congolese soldiers", "2010-01-01", context) == ("COD", "MIL", "COD")


def test_coordinated_heads_share_their_state(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "police and soldiers in Egypt", "2013-08-14")[0] == "EGY"


def test_relative_clause_is_not_read(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "two journalists who had been held by Iran", "2016-01-01") == ("", "JRN", "")


def test_actor_of_no_state_does_not_act_for_it(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "Chinese students", "2019-01-01") == ("CHN", "EDU", "")
    assert found(gazetteer, "Chinese soldiers", "2019-01-01") == ("CHN", "MIL", "CHN")


def test_office_below_the_state_does_not_act_for_it(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "the governor of Georgia", "2020-01-01") == ("USA", "GOV", "")
    assert found(gazetteer, "the president of Georgia", "2020-01-01") == ("GEO", "GOV", "GEO")


def test_apposition_says_whom_an_unknown_name_stands_for(gazetteer: Gazetteer) -> None:
    answer = gazetteer.resolve("Jane Doe, Norway's foreign minister", on=date(2015, 1, 1))
    assert (answer.state, answer.sector, answer.id, answer.name) == ("NOR", "GOV", "NOR", "Jane Doe")


def test_former_state_of_today_is_its_successor(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "Bavarian police", "2015-10-07") == ("DEU", "COP", "")
    assert found(gazetteer, "the Bavarian government", "1850-01-01") == ("bavaria", "GOV", "bavaria")


def test_unrecognized_state_keeps_its_id_beside_the_code(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "Abkhaz soldiers", "2008-08-10") == ("GEO", "MIL", "abkhazia")


def test_codes_are_those_of_the_day(gazetteer: Gazetteer) -> None:
    assert gazetteer.resolve("Soviet tanks", on=date(1968, 8, 21)).codes["cow"] == "365"
    assert gazetteer.resolve("the UN", on=date(1968, 8, 21)).codes == {"igo": "4400"}
    assert gazetteer.resolve("Boko Haram", on=date(2014, 1, 1)).codes["iso3"] == "NGA"


@pytest.mark.parametrize(
    "phrase", ["", "it", "the proposal", "yesterday's talks", "John Smith", "Michael Jordan"]
)
def test_what_names_no_actor_stays_unknown(gazetteer: Gazetteer, phrase: str) -> None:
    answer = gazetteer.resolve(phrase, on=date(2015, 1, 1))
    assert (answer.status, answer.id, answer.state, answer.name) == ("unknown", "", "", phrase)


def test_family_name_is_no_role(gazetteer: Gazetteer) -> None:
    assert found(gazetteer, "Steve Farmer of the BBC", "2019-01-01")[1] == "JRN"
    assert gazetteer.resolve("Steve Farmer", on=date(2019, 1, 1)).status == "unknown"


def test_case_of_the_letters_does_not_matter(gazetteer: Gazetteer) -> None:
    wanted = ("IRQ", "COP", "IRQ")
    for phrase in ("Iraqi security forces", "IRAQI SECURITY FORCES", "iraqi security forces"):
        assert found(gazetteer, phrase, "2016-01-01") == wanted


@given(
    st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), st.dates(date(1800, 1, 1), date(2026, 11, 1))
)
def test_any_phrase_gets_a_consistent_answer(phrase: str, on: date) -> None:
    gazetteer = load_gazetteer()
    answer = gazetteer.resolve(phrase, on=on)
    assert answer.status in {"resolved", "unknown", "ambiguous"}
    assert (answer.status == "resolved") >= bool(answer.id)  # only what is resolved has an id
    assert (len(answer.candidates) > 1) == (answer.status == "ambiguous")
    for party in filter(None, (answer.id, answer.state)):
        assert gazetteer.party(party).id == party
    assert answer.sector in {*(role.sector for role in load_lexicon().roles.values()), ""}


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join))
def test_white_space_does_not_matter(phrase: str) -> None:
    gazetteer = load_gazetteer()
    spaced = phrase.replace(" ", " \n ")
    first, second = gazetteer.resolve(phrase), gazetteer.resolve(spaced)
    assert (first.status, first.id, first.state, first.sector) == (
        second.status,
        second.id,
        second.state,
        second.sector,
    )

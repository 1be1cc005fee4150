"""Who governs, and what a state's founding, end and succession do to its relations."""

from __future__ import annotations

import pytest

from dragoman.records import Event
from dragoman.relations import PartyTable
from tests.relations.build import FACTS, GOVERNMENT, event, party, told

NO_FACTS = PartyTable()


def authority(*events: Event, show: str = "") -> list[str]:
    return told(*events, dimension="authority", show=show)


def relations(*events: Event, facts: PartyTable = FACTS) -> list[str]:
    return told(*events, dimension="relations", facts=facts)


def test_a_government_governs_from_taking_to_losing_power() -> None:
    events = [
        event("take_power", "AFG/taliban", "AFG", "1996-09-27"),
        event("lose_power", "AFG/taliban", "AFG", "2001-11-13"),
    ]
    assert authority(*events) == [
        "AFG/taliban>AFG governs 1996-09-27 .. 2001-11-13",
        "AFG/taliban>AFG fell 2001-11-13 .. now",
    ]


def test_another_government_s_coming_to_power_ends_the_former_one_s() -> None:
    events = [
        event("take_power", "AFG/republic", "AFG", "2004-01-26"),
        event("take_power", "AFG/taliban", "AFG", "2021-08-15"),
    ]
    assert authority(*events) == [
        "AFG/republic>AFG governs 2004-01-26 .. 2021-08-15",
        "AFG/republic>AFG fell 2021-08-15 .. now",
        "AFG/taliban>AFG governs 2021-08-15 .. now",
    ]


def test_a_government_said_to_govern_since_a_month_governs_from_then() -> None:
    assert authority(event("take_power", "AFG/taliban", "AFG", "2021-08/..", "ongoing")) == [
        "AFG/taliban>AFG governs 2021-08 .. now"
    ]


def test_losing_power_ends_no_recognition() -> None:
    events = [
        event("recognize", "USA", "AFG/republic", "2004-01-01"),
        event("take_power", "AFG/republic", "AFG", "2004-01-26"),
        event("lose_power", "AFG/republic", "AFG", "2021-08-15"),
    ]
    assert told(*events, dimension="recognition") == ["USA>AFG/republic recognized 2004-01-01 .. now"]


@pytest.mark.parametrize(
    ("fields", "line"),
    [
        (("declare_independence", "AFG", "GBR", "1919-08-08"), "AFG>GBR independent 1919-08-08 .. now"),
        (("unite", "DDR", "DEU", "1990-10-03"), "DDR>DEU united 1990-10-03 .. now"),
        (("dissolve", "SUN", "", "1991-12-26"), "SUN>SUN dissolved 1991-12-26 .. now"),
        (("succeed", "RUS", "SUN", "1991-12-25"), "RUS>SUN successor 1991-12-25 .. now"),
        (("annex", "SUN", "EST", "1940-08-06"), "SUN>EST annexed 1940-08-06 .. now"),
    ],
    ids=["found", "merge", "dissolve", "succeed", "absorb"],
)
def test_what_befell_a_state_stays_on_record(fields: tuple[str, str, str, str], line: str) -> None:
    assert authority(event(*fields)) == [line]


def test_a_state_founded_anew_is_no_longer_annexed() -> None:
    events = [
        event("annex", "SUN", "EST", "1940-08-06"),
        event("declare_independence", "EST", "SUN", "1991-08-20"),
    ]
    assert authority(*events) == [
        "EST>SUN independent 1991-08-20 .. now",
        "SUN>EST annexed 1940-08-06 .. 1991-08-20",
    ]


def test_a_state_s_own_dates_end_its_relations() -> None:
    assert relations(event("establish_relations", "GBR", "SUN", "1924-02-02")) == [
        "GBR>SUN established 1924-02-02 .. 1991-12-26"
    ]


def test_a_state_s_end_ends_every_dimension() -> None:
    events = [
        event("recognize", "GBR", "hanover", "1837"),
        event("open_mission", "GBR", "hanover", "1837", level="legation", city="Hanover"),
        event("accredit_envoy", "GBR", "hanover", "1838", object="J. Duncan", level="minister"),
        event("sign_agreement", "GBR", "hanover", "1839", object="treaty"),
        event("annex", "prussia", "hanover", "1866-09-20"),
    ]
    for dimension in ("recognition", "mission", "envoy", "agreement"):
        for line in told(*events, dimension=dimension):
            assert line.endswith(".. 1866-09-20"), line


@pytest.mark.parametrize(
    "end",
    [
        event("dissolve", "hanover", "", "1866-09-20"),
        event("annex", "prussia", "hanover", "1866-09-20"),
        event("unite", "hanover", "prussia", "1866-09-20"),
        event("succeed", "prussia", "hanover", "1866-09-20"),
    ],
    ids=["dissolve", "annex", "unite", "succeed"],
)
def test_without_own_dates_the_events_say_when_a_state_ended(end: Event) -> None:
    lines = relations(event("establish_relations", "GBR", "hanover", "1837"), end)
    assert "GBR>hanover established 1837 .. 1866-09-20" in lines


def test_a_new_state_formed_out_of_another_ends_the_other() -> None:
    facts = PartyTable([party("TZA", since="1964-04-26")])
    events = [
        event("establish_relations", "GBR", "tanganyika", "1961-12-09"),
        event("unite", "TZA", "tanganyika", "1964-04-26"),
    ]
    assert relations(*events, facts=facts) == ["GBR>tanganyika established 1961-12-09 .. 1964-04-26"]


def test_annexation_does_not_end_a_state_that_lived_on() -> None:
    events = [
        event("establish_relations", "USA", "EST", "1922-07-28"),
        event("annex", "SUN", "EST", "1940-08-06"),
    ]
    assert relations(*events) == ["EST>USA established 1922-07-28 .. now"]


def test_a_party_s_own_dates_prevail_over_a_text_s() -> None:
    events = [
        event("establish_relations", "GBR", "SUN", "1924-02-02"),
        event("dissolve", "SUN", "", "1991-12-08"),
    ]
    assert relations(*events) == ["GBR>SUN established 1924-02-02 .. 1991-12-26"]


def test_of_two_dates_for_one_end_the_finer_and_better_told_counts() -> None:
    events = [
        event("establish_relations", "GBR", "hanover", "1837"),
        event("dissolve", "hanover", "", "1866"),
        event("dissolve", "hanover", "", "1866-09-20", groups=("one", "two")),
        event("dissolve", "hanover", "", "1866-10-03"),
    ]
    assert relations(*events) == ["GBR>hanover established 1837 .. 1866-09-20"]


def test_what_happened_within_the_year_of_an_end_came_before_it() -> None:
    events = [
        event("establish_relations", "GBR", "hanover", "1866-03-01"),
        event("dissolve", "hanover", "", "1866"),
    ]
    assert relations(*events) == ["GBR>hanover established 1866-03-01 .. 1866-03-02/1866"]


def test_a_state_founded_anew_begins_anew() -> None:
    events = [
        event("establish_relations", "GBR", "syria", "1946-01-01"),
        event("unite", "syria", "uar", "1958-02-22"),
        event("declare_independence", "syria", "uar", "1961-09-28"),
        event("establish_relations", "GBR", "syria", "1961-10-10"),
        event("dissolve", "syria", "", "1970-01-01"),
    ]
    assert relations(*events) == [
        "GBR>syria established 1946-01-01 .. 1958-02-22",
        "GBR>syria established 1961-10-10 .. 1970-01-01",
    ]


def test_a_successor_takes_over_what_was_in_force() -> None:
    events = [
        event("establish_relations", "GBR", "SUN", "1924-02-02"),
        event("recognize", "SUN", "GBR", "1924-02-01"),
        event("open_mission", "GBR", "SUN", "1930", level="embassy", city="Moscow"),
        event("succeed", "RUS", "SUN", "1991-12-25"),
    ]
    assert "GBR>RUS established 1991-12-25 .. now" in relations(*events)
    assert told(*events, dimension="recognition", a="RUS") == ["RUS>GBR recognized 1991-12-25 .. now"]
    assert told(*events, dimension="mission", b="RUS", show="level city") == [
        "GBR>RUS open 1991-12-25 .. now level=embassy city=Moscow"
    ]


def test_what_had_ended_before_is_not_handed_over() -> None:
    events = [
        event("establish_relations", "GBR", "SUN", "1924-02-02"),
        event("sever_relations", "GBR", "SUN", "1927-05-27"),
        event("succeed", "RUS", "SUN", "1991-12-25"),
    ]
    assert [line for line in relations(*events) if "RUS" in line] == []


def test_without_a_succession_nothing_is_handed_over() -> None:
    events = [
        event("establish_relations", "GBR", "SUN", "1924-02-02"),
        event("dissolve", "SUN", "", "1991-12-26"),
    ]
    assert relations(*events) == ["GBR>SUN established 1924-02-02 .. 1991-12-26"]


def test_a_successor_s_own_relation_in_force_is_kept() -> None:
    events = [
        event("establish_relations", "GBR", "SUN", "1924-02-02"),
        event("establish_relations", "GBR", "RUS", "1990-06-12"),
        event("succeed", "RUS", "SUN", "1991-12-25"),
    ]
    assert "GBR>RUS established 1990-06-12 .. now" in relations(*events)


def test_an_undated_succession_counts_from_the_predecessor_s_end() -> None:
    events = [event("establish_relations", "GBR", "SUN", "1924-02-02"), event("succeed", "RUS", "SUN")]
    assert "GBR>RUS established 1991-12-26 .. now" in relations(*events)


def test_relations_pass_through_two_successions() -> None:
    events = [
        event("establish_relations", "GBR", "yugoslavia", "1919-01-01"),
        event("succeed", "fry", "yugoslavia", "1992-04-27"),
        event("succeed", "serbia", "fry", "2006-06-05"),
    ]
    assert relations(*events) == [
        "GBR>fry established 1992-04-27 .. 2006-06-05",
        "GBR>serbia established 2006-06-05 .. now",
        "GBR>yugoslavia established 1919-01-01 .. 1992-04-27",
    ]


def test_two_successors_take_over_between_them() -> None:
    events = [
        event("establish_relations", "fry-old", "union-old", "1950-01-01"),
        event("succeed", "union-new", "union-old", "1991-12-25"),
        event("succeed", "fry-new", "fry-old", "1992-04-27"),
    ]
    assert "fry-new>union-new established 1992-04-27 .. now" in relations(*events)


def test_parties_that_succeed_each_other_in_turn_come_out_right() -> None:
    events = [
        event("establish_relations", "GBR", "old", "1900"),
        event("succeed", "new", "old", "1920-01-01"),
        event("succeed", "old", "new", "1950-01-01"),
    ]
    assert relations(*events, facts=NO_FACTS) == [
        "GBR>new established 1920-01-01 .. 1950-01-01",
        "GBR>old established 1900 .. 1920-01-01",
        "GBR>old established 1950-01-01 .. now",
    ]


def test_a_union_does_not_end_a_state_that_lived_on() -> None:
    events = [event("establish_relations", "USA", "EST", "1922"), event("unite", "EST", "uar", "1958-02-22")]
    assert relations(*events) == ["EST>USA established 1922 .. now"]


def test_a_union_ends_a_present_day_state_that_was_founded_anew_later() -> None:
    events = [
        event("establish_relations", "USA", "EST", "1922"),
        event("unite", "EST", "uar", "1958-02-22"),
        event("declare_independence", "EST", "uar", "1961-09-28"),
    ]
    assert relations(*events) == ["EST>USA established 1922 .. 1958-02-22"]


def test_a_government_s_dates_do_not_end_its_recognition() -> None:
    facts = PartyTable([party("AFG"), party("AFG/old", GOVERNMENT, until="2021-08-15")])
    events = [event("recognize", "USA", "AFG/old", "2004")]
    assert told(*events, dimension="recognition", facts=facts) == ["USA>AFG/old recognized 2004 .. now"]

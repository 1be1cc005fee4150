"""Rules of missions: one level at a time per city, and what severing relations does to them."""

from __future__ import annotations

import pytest

from dragoman.records import Event
from tests.relations.build import event, told


def missions(*events: Event, a: str = "", b: str = "", show: str = "level city") -> list[str]:
    return told(*events, dimension="mission", a=a, b=b, show=show)


def mission(
    kind: str, at: str, level: str = "", city: str = "", modality: str = "happened", **more: str
) -> Event:
    return event(kind, "USA", "AFG", at, modality, level=level, city=city, **more)  # type: ignore[arg-type]


def test_a_legation_is_raised_to_an_embassy_and_closed() -> None:
    events = [
        mission("open_mission", "1942-06-06", "legation", "Kabul"),
        mission("raise_mission", "1948-06-05", "embassy", "Kabul"),
        mission("close_mission", "1989-01-30", "embassy", "Kabul"),
    ]
    assert missions(*events) == [
        "USA>AFG open 1942-06-06 .. 1948-06-05 level=legation city=Kabul",
        "USA>AFG open 1948-06-05 .. 1989-01-30 level=embassy city=Kabul",
        "USA>AFG closed 1989-01-30 .. now level=embassy city=Kabul",
    ]


def test_a_mission_is_lowered() -> None:
    events = [
        mission("open_mission", "1942", "consulate_general", "Herat"),
        mission("lower_mission", "1950", "consulate", "Herat"),
    ]
    assert missions(*events)[-1] == "USA>AFG open 1950 .. now level=consulate city=Herat"


def test_missions_in_two_cities_are_two() -> None:
    events = [
        mission("open_mission", "1942", "embassy", "Kabul"),
        mission("open_mission", "1950", "consulate", "Herat"),
        mission("close_mission", "1960", "consulate", "Herat"),
    ]
    assert missions(*events) == [
        "USA>AFG open 1950 .. 1960 level=consulate city=Herat",
        "USA>AFG closed 1960 .. now level=consulate city=Herat",
        "USA>AFG open 1942 .. now level=embassy city=Kabul",
    ]


def test_a_higher_level_opened_in_the_same_city_takes_the_place_of_the_lower() -> None:
    events = [
        mission("open_mission", "1900", "consulate", "Kabul"),
        mission("open_mission", "1942", "legation", "Kabul"),
    ]
    assert missions(*events) == [
        "USA>AFG open 1900 .. 1942 level=consulate city=Kabul",
        "USA>AFG open 1942 .. now level=legation city=Kabul",
    ]


def test_a_consulate_opened_or_closed_beside_an_embassy_leaves_the_embassy() -> None:
    events = [
        mission("open_mission", "1942", "embassy", "Kabul"),
        mission("open_mission", "1950", "consulate", "Kabul"),
        mission("close_mission", "1960", "consulate", "Kabul"),
    ]
    assert missions(*events) == ["USA>AFG open 1942 .. now level=embassy city=Kabul"]


def test_a_text_about_the_embassy_means_the_one_whose_city_is_on_record() -> None:
    events = [
        mission("open_mission", "1942", "embassy", "Kabul"),
        mission("close_mission", "1989-01-30", "embassy"),
        mission("reopen_mission", "2002-01-17", "embassy"),
    ]
    assert missions(*events) == [
        "USA>AFG open 1942 .. 1989-01-30 level=embassy city=Kabul",
        "USA>AFG closed 1989-01-30 .. 2002-01-17 level=embassy city=Kabul",
        "USA>AFG open 2002-01-17 .. now level=embassy city=Kabul",
    ]


def test_a_city_named_later_is_filled_in() -> None:
    events = [
        mission("open_mission", "1942", "embassy"),
        mission("maintain_mission", "1950", "embassy", "Kabul", "ongoing"),
        mission("close_mission", "1989", "embassy", "Kabul"),
    ]
    assert missions(*events) == [
        "USA>AFG open 1942 .. 1989 level=embassy city=Kabul",
        "USA>AFG closed 1989 .. now level=embassy city=Kabul",
    ]


def test_which_of_two_consulates_closed_is_not_guessed() -> None:
    events = [
        mission("open_mission", "1942", "consulate", "Herat"),
        mission("open_mission", "1943", "consulate", "Kandahar"),
        mission("close_mission", "1950", "consulate"),
    ]
    told_ = missions(*events)
    assert "USA>AFG open 1942 .. now level=consulate city=Herat" in told_
    assert "USA>AFG open 1943 .. now level=consulate city=Kandahar" in told_


def test_suspending_is_not_closing() -> None:
    events = [
        mission("open_mission", "1942", "embassy", "Kabul"),
        mission("suspend_mission", "2021-08-31", "embassy", "Kabul"),
    ]
    assert missions(*events)[-1] == "USA>AFG suspended 2021-08-31 .. now level=embassy city=Kabul"


def test_a_mission_moves_to_another_city() -> None:
    events = [
        mission("open_mission", "1942", "embassy", "Kabul"),
        mission("relocate_mission", "1960-08-01", "embassy", "Herat"),
    ]
    assert missions(*events) == [
        "USA>AFG open 1960-08-01 .. now level=embassy city=Herat",
        "USA>AFG open 1942 .. 1960-08-01 level=embassy city=Kabul",
    ]


def test_an_embassy_that_moves_takes_the_place_of_the_consulate_there() -> None:
    events = [
        mission("open_mission", "1942", "embassy", "Kabul"),
        mission("open_mission", "1950", "consulate", "Herat"),
        mission("relocate_mission", "1960-08-01", "embassy", "Herat"),
    ]
    assert missions(*events) == [
        "USA>AFG open 1950 .. 1960-08-01 level=consulate city=Herat",
        "USA>AFG open 1960-08-01 .. now level=embassy city=Herat",
        "USA>AFG open 1942 .. 1960-08-01 level=embassy city=Kabul",
    ]


def test_an_embassy_opened_without_a_city_is_not_where_another_mission_took_the_place() -> None:
    events = [
        mission("open_mission", "1942", "interests_section", "Herat"),
        mission("open_mission", "1950", "consulate", "Kabul"),
        mission("relocate_mission", "1960-08-01", "consulate", "Herat"),
        mission("open_mission", "1970", "embassy"),
    ]
    assert missions(*events) == [
        "USA>AFG open 1970 .. now level=embassy city=",
        "USA>AFG open 1942 .. 1960-08-01 level=interests_section city=Herat",
        "USA>AFG open 1960-08-01 .. now level=consulate city=Herat",
        "USA>AFG open 1950 .. 1960-08-01 level=consulate city=Kabul",
    ]


def test_a_mission_that_gave_way_has_no_city_any_more() -> None:
    events = [
        mission("open_mission", "1942", "embassy"),
        mission("open_mission", "1950", "", "Kabul"),
        mission("open_mission", "1951", "consulate", "Herat"),
        mission("relocate_mission", "1960-08-01", "consulate", "Kabul"),
        mission("open_mission", "1970", "embassy"),
    ]
    found = missions(*events)
    assert "USA>AFG open 1970 .. now level=embassy city=" in found
    assert [line for line in found if line.endswith("city=Kabul") and "now" in line] == [
        "USA>AFG open 1960-08-01 .. now level=consulate city=Kabul"
    ]


def test_maintaining_confirms_and_changes_nothing() -> None:
    events = [
        mission("open_mission", "1942", "embassy", "Kabul"),
        mission("maintain_mission", "2001", "embassy", "Kabul", "ongoing"),
    ]
    assert missions(*events, show="last_evidence") == ["USA>AFG open 1942 .. now last_evidence=2001-01-01"]


def test_a_mission_kept_open_as_of_the_published_date_is_open_since_before() -> None:
    events = [mission("maintain_mission", "", "embassy", "", "ongoing", as_of="2025-07-04")]
    assert missions(*events, show="first_evidence") == [
        "USA>AFG open before .. now first_evidence=2025-07-04"
    ]


def test_a_mission_maintained_over_a_range_is_unknown_afterwards() -> None:
    events = [mission("maintain_mission", "1797/1917", "consulate", "Herat", "ongoing")]
    assert missions(*events, show="last_evidence") == ["USA>AFG open 1797 .. 1917 last_evidence=1916-12-31"]


def test_a_range_does_not_end_what_another_text_says_lasted_longer() -> None:
    events = [
        mission("maintain_mission", "1797/1917", "consulate", "Herat", "ongoing"),
        mission("maintain_mission", "1900/1950", "consulate", "Herat", "ongoing"),
    ]
    assert missions(*events, show="") == ["USA>AFG open 1797 .. 1950"]


def test_a_mission_maintained_until_a_year_began_at_an_unknown_time() -> None:
    events = [mission("maintain_mission", "../1917", "consulate", "Herat", "ongoing")]
    assert missions(*events, show="first_evidence") == [
        "USA>AFG open before .. 1917 first_evidence=1916-12-31"
    ]


def test_a_denied_closing_confirms_that_the_mission_is_open() -> None:
    events = [mission("close_mission", "2025-07-04", "embassy", "", "denied")]
    assert missions(*events, show="level") == ["USA>AFG open before .. now level=embassy"]


def test_a_denied_mission_is_none_as_of_its_date() -> None:
    events = [mission("maintain_mission", "1995", "", "", "denied")]
    assert missions(*events, show="") == ["USA>AFG none before .. now"]


def test_a_mission_said_not_to_be_there_has_been_closed_by_then() -> None:
    events = [
        mission("open_mission", "1942", "embassy", "Kabul"),
        mission("maintain_mission", "1995", "embassy", "", "denied"),
    ]
    assert missions(*events, show="") == ["USA>AFG open 1942 .. ../1995", "USA>AFG none ../1995 .. now"]


def test_severing_closes_the_embassies_of_both_sides_but_no_consulate() -> None:
    events = [
        event("open_mission", "USA", "IRN", "1944", level="embassy", city="Tehran"),
        event("open_mission", "IRN", "USA", "1944", level="embassy", city="Washington"),
        event("open_mission", "USA", "IRN", "1950", level="consulate", city="Tabriz"),
        event("sever_relations", "USA", "IRN", "1980-04-07"),
    ]
    assert missions(*events) == [
        "IRN>USA open 1944 .. 1980-04-07 level=embassy city=Washington",
        "IRN>USA closed 1980-04-07 .. now level=embassy city=Washington",
        "USA>IRN open 1950 .. now level=consulate city=Tabriz",
        "USA>IRN open 1944 .. 1980-04-07 level=embassy city=Tehran",
        "USA>IRN closed 1980-04-07 .. now level=embassy city=Tehran",
    ]


def test_an_interests_section_may_follow_a_break() -> None:
    events = [
        mission("open_mission", "1944", "embassy", "Kabul"),
        event("sever_relations", "USA", "AFG", "1980-04-07"),
        mission("open_mission", "1980-05-01", "interests_section", "Kabul"),
    ]
    assert missions(*events, show="level") == [
        "USA>AFG open 1944 .. 1980-04-07 level=embassy",
        "USA>AFG closed 1980-04-07 .. 1980-05-01 level=embassy",
        "USA>AFG open 1980-05-01 .. now level=interests_section",
    ]


def test_an_embassy_lowered_on_the_day_of_the_break_goes_on_as_an_interests_section() -> None:
    events = [
        mission("open_mission", "1944", "embassy", "Kabul"),
        event("sever_relations", "USA", "AFG", "1980-04-07"),
        mission("lower_mission", "1980-04-07", "interests_section", "Kabul"),
    ]
    assert missions(*events, show="level") == [
        "USA>AFG open 1944 .. 1980-04-07 level=embassy",
        "USA>AFG open 1980-04-07 .. now level=interests_section",
    ]


@pytest.mark.parametrize(
    "kept",
    [
        mission("maintain_mission", "1980-04-07", "embassy", "Kabul", "ongoing"),
        mission("maintain_mission", "1944/..", "embassy", "", "ongoing"),
        mission("close_mission", "1980-04-07", "embassy", "", "denied"),
        mission("maintain_mission", "", "embassy", "", "ongoing", as_of="1980-04-09"),
    ],
    ids=["that day", "throughout", "not closed", "same text, two days later"],
)
def test_severing_leaves_an_embassy_that_the_text_keeps(kept: Event) -> None:
    events = [
        mission("open_mission", "1944", "embassy", "Kabul"),
        event("sever_relations", "USA", "AFG", "1980-04-07"),
        kept,
    ]
    assert missions(*events, a="USA", show="level") == ["USA>AFG open 1944 .. now level=embassy"]


def test_another_text_s_later_word_does_not_keep_the_embassy_through_the_break() -> None:
    events = [
        mission("open_mission", "1944", "embassy", "Kabul"),
        event("sever_relations", "USA", "AFG", "1980-04-07"),
        event("maintain_mission", "USA", "AFG", "1980-04-20", "ongoing", level="embassy", groups=("other",)),
    ]
    assert missions(*events, a="USA", show="") == [
        "USA>AFG open 1944 .. 1980-04-07",
        "USA>AFG closed 1980-04-07 .. ../1980-04-20",
        "USA>AFG open ../1980-04-20 .. now",
    ]


def test_resuming_relations_does_not_reopen_missions() -> None:
    events = [
        mission("open_mission", "1944", "embassy", "Kabul"),
        event("sever_relations", "USA", "AFG", "1980-04-07"),
        event("resume_relations", "USA", "AFG", "1990-01-01"),
    ]
    assert missions(*events, show="")[-1] == "USA>AFG closed 1980-04-07 .. now"


def test_an_embassy_closed_months_after_the_break_was_kept_until_then() -> None:
    events = [
        mission("open_mission", "1944", "embassy", "Kabul"),
        event("sever_relations", "USA", "AFG", "1979-01-01"),
        mission("close_mission", "1979-02-28", "embassy", "Kabul"),
    ]
    assert missions(*events, show="") == [
        "USA>AFG open 1944 .. 1979-02-28",
        "USA>AFG closed 1979-02-28 .. now",
    ]


def test_a_closing_years_after_the_break_does_not_keep_the_embassy_until_then() -> None:
    events = [
        mission("open_mission", "1944", "embassy", "Kabul"),
        event("sever_relations", "USA", "AFG", "1979-01-01"),
        mission("close_mission", "1989-02-28", "embassy", "Kabul"),
    ]
    assert missions(*events, show="")[0] == "USA>AFG open 1944 .. 1979-01-01"


def test_a_mission_reopened_without_a_closing_on_record_had_closed_at_an_unknown_time() -> None:
    events = [
        mission("open_mission", "1961-09-22", "embassy", "Kabul"),
        mission("reopen_mission", "1991-03-01", "embassy", "Kabul"),
    ]
    assert missions(*events, show="") == [
        "USA>AFG open 1961-09-22 .. ../1991-03-01",
        "USA>AFG open 1991-03-01 .. now",
    ]


def test_a_mission_opened_anew_does_not_take_the_former_level() -> None:
    events = [
        mission("open_mission", "1921", "legation", "Kabul"),
        mission("close_mission", "1941", "legation", "Kabul"),
        mission("open_mission", "1945-05-11", "", "Kabul"),
        mission("raise_mission", "1946", "legation", "Kabul"),
    ]
    assert missions(*events, show="level")[2:] == [
        "USA>AFG open 1945-05-11 .. 1946 level=",
        "USA>AFG open 1946 .. now level=legation",
    ]


def test_a_mission_reopened_has_its_former_level() -> None:
    events = [
        mission("close_mission", "1941", "legation", "Kabul"),
        mission("reopen_mission", "1945", "", "Kabul"),
    ]
    assert missions(*events, show="level")[-1] == "USA>AFG open 1945 .. now level=legation"


def test_a_denied_consulate_says_nothing_of_the_embassy_in_that_city_nor_of_consulates_elsewhere() -> None:
    events = [
        mission("open_mission", "1942", "embassy", "Kabul"),
        mission("open_mission", "1942", "consulate", "Herat"),
        mission("open_mission", "1950", "consulate", "Kabul", "denied"),
    ]
    assert missions(*events) == [
        "USA>AFG open 1942 .. now level=consulate city=Herat",
        "USA>AFG open 1942 .. now level=embassy city=Kabul",
    ]


def test_a_mission_denied_in_a_city_is_none_there() -> None:
    events = [
        mission("open_mission", "1942", "consulate", "Herat"),
        mission("maintain_mission", "1950", "", "Kandahar", "denied"),
    ]
    assert missions(*events, show="city")[-1] == "USA>AFG none before .. now city=Kandahar"


def test_a_city_named_late_counts_from_then_where_another_mission_was_there() -> None:
    events = [
        mission("open_mission", "1950", "embassy"),
        mission("open_mission", "1951", "consulate", "Kabul"),
        mission("relocate_mission", "1960-08-02", "consulate", "Herat"),
        mission("open_mission", "1961", "embassy", "Kabul"),
    ]
    assert missions(*events) == [
        "USA>AFG open 1950 .. 1961 level=embassy city=",
        "USA>AFG open 1960-08-02 .. now level=consulate city=Herat",
        "USA>AFG open 1951 .. 1960-08-02 level=consulate city=Kabul",
        "USA>AFG open 1961 .. now level=embassy city=Kabul",
    ]


def test_a_city_named_late_counts_from_the_start_where_nobody_else_was() -> None:
    events = [
        mission("open_mission", "1950", "embassy"),
        mission("open_mission", "1961", "embassy", "Kabul"),
    ]
    assert missions(*events) == ["USA>AFG open 1950 .. now level=embassy city=Kabul"]


def test_a_mission_of_no_level_that_becomes_a_consulate_ends_the_record_of_a_closed_one() -> None:
    events = [
        mission("close_mission", "1960", "consulate"),
        mission("maintain_mission", "1960-08-02", modality="ongoing"),
        mission("raise_mission", "1961", "consulate"),
    ]
    found = missions(*events)
    assert [line for line in found if "now" in line] == ["USA>AFG open 1961 .. now level=consulate city="]

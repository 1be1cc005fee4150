"""Where imprecisely dated events stand among others."""

from __future__ import annotations

import itertools

from dragoman.records import Event
from tests.relations.build import event, told


def missions(*events: Event) -> list[str]:
    return told(*events, dimension="mission")


def mission(kind: str, at: str, city: str = "Kabul", modality: str = "happened") -> Event:
    return event(kind, "USA", "AFG", at, modality, level="embassy", city=city)


def test_a_closing_dated_to_the_year_comes_after_that_year_s_opening() -> None:
    events = [mission("open_mission", "1921-07-26"), mission("close_mission", "1921")]
    for order in itertools.permutations(events):
        assert missions(*order) == [
            "USA>AFG open 1921-07-26 .. 1921-07-27/1921",
            "USA>AFG closed 1921-07-27/1921 .. now",
        ]


def test_a_closing_dated_to_the_year_comes_before_that_year_s_reopening() -> None:
    events = [
        mission("open_mission", "1910"),
        mission("close_mission", "1921"),
        mission("reopen_mission", "1921-07-26"),
    ]
    for order in itertools.permutations(events):
        assert missions(*order) == [
            "USA>AFG open 1910 .. 1921",
            "USA>AFG closed 1921 .. 1921-07-26",
            "USA>AFG open 1921-07-26 .. now",
        ]


def test_a_closing_between_an_opening_and_a_reopening_of_one_year_is_put_between() -> None:
    events = [
        mission("open_mission", "1921-03-01"),
        mission("close_mission", "1921"),
        mission("reopen_mission", "1921-11-01"),
    ]
    assert missions(*events) == [
        "USA>AFG open 1921-03-01 .. 1921-03-02/1921",
        "USA>AFG closed 1921-03-02/1921 .. 1921-11-01",
        "USA>AFG open 1921-11-01 .. now",
    ]


def test_relations_resumed_in_the_year_of_the_break_were_resumed_after_it() -> None:
    events = [
        event("establish_relations", "USA", "IRN", "1900"),
        event("sever_relations", "USA", "IRN", "1917-04-06"),
        event("resume_relations", "USA", "IRN", "1917"),
    ]
    assert told(*events, dimension="relations") == [
        "IRN>USA established 1900 .. 1917-04-06",
        "IRN>USA severed 1917-04-06 .. 1917-04-07/1917",
        "IRN>USA established 1917-04-07/1917 .. now",
    ]


def test_an_event_elsewhere_does_not_move_one() -> None:
    events = [mission("open_mission", "1921-07-26", "Herat"), mission("close_mission", "1921", "Kabul")]
    assert "USA>AFG closed 1921 .. now" in missions(*events)


def test_an_opening_dated_to_the_year_stays_at_its_beginning() -> None:
    events = [mission("open_mission", "1921"), mission("close_mission", "1921-07-26")]
    assert missions(*events) == ["USA>AFG open 1921 .. 1921-07-26", "USA>AFG closed 1921-07-26 .. now"]


def test_a_mission_said_to_be_open_in_the_year_of_its_closing_was_open_before_it() -> None:
    events = [
        mission("maintain_mission", "1921", modality="ongoing"),
        mission("close_mission", "1921-07-26"),
    ]
    assert missions(*events) == ["USA>AFG open before .. 1921-07-26", "USA>AFG closed 1921-07-26 .. now"]


def test_what_is_said_to_hold_in_the_year_of_its_beginning_held_after_it() -> None:
    events = [
        event("sever_relations", "USA", "IRN", "1910"),
        event("resume_relations", "USA", "IRN", "1917-04-06"),
        event("establish_relations", "USA", "IRN", "1917", "ongoing"),
    ]
    assert told(*events, dimension="relations") == [
        "IRN>USA severed 1910 .. 1917-04-06",
        "IRN>USA established 1917-04-06 .. now",
    ]


def test_a_recognition_dated_to_the_year_comes_after_that_year_s_denial() -> None:
    events = [
        event("recognize", "RUS", "AFG/taliban", "2025"),
        event("recognize", "RUS", "AFG/taliban", "2025-07-02", "denied"),
    ]
    assert told(*events, dimension="recognition") == [
        "RUS>AFG/taliban none before .. 2025-07-03/2025",
        "RUS>AFG/taliban recognized 2025-07-03/2025 .. now",
    ]

"""Rules of envoys: one head of mission at a time."""

from __future__ import annotations

import pytest

from dragoman.records import Event
from tests.relations.build import event, told


def envoys(*events: Event, a: str = "USA", b: str = "", show: str = "detail") -> list[str]:
    return told(*events, dimension="envoy", a=a, b=b, show=show)


def envoy(kind: str, at: str, name: str = "", level: str = "ambassador", modality: str = "happened") -> Event:
    return event(kind, "USA", "AFG", at, modality, object=name, level=level)


def test_a_new_accreditation_ends_the_former_head_s_interval() -> None:
    events = [
        envoy("accredit_envoy", "1935-05-04", "William Hornibrook"),
        envoy("accredit_envoy", "1948-06-05", "Ely Palmer"),
    ]
    assert envoys(*events) == [
        "USA>AFG accredited 1935-05-04 .. 1948-06-05 detail=William Hornibrook",
        "USA>AFG accredited 1948-06-05 .. now detail=Ely Palmer",
    ]


def test_the_same_person_accredited_again_goes_on() -> None:
    events = [
        envoy("accredit_envoy", "1935-05-04", "William Hornibrook"),
        envoy("accredit_envoy", "1936-05-04", "W. H. Hornibrook"),
    ]
    assert envoys(*events, show="last_evidence") == [
        "USA>AFG accredited 1935-05-04 .. now last_evidence=1936-05-04"
    ]


def test_an_appointment_names_a_person_and_opens_no_post() -> None:
    assert envoys(envoy("appoint_envoy", "1935-01-01", "William Hornibrook")) == [
        "USA>AFG appointed 1935-01-01 .. now detail=William Hornibrook"
    ]


def test_an_appointment_leaves_the_head_in_post_until_the_new_one_is_accredited() -> None:
    events = [
        envoy("accredit_envoy", "1935-05-04", "William Hornibrook"),
        envoy("appoint_envoy", "1948-01-01", "Ely Palmer"),
        envoy("accredit_envoy", "1948-06-05", "Ely Palmer"),
    ]
    assert envoys(*events) == [
        "USA>AFG accredited 1935-05-04 .. 1948-06-05 detail=William Hornibrook",
        "USA>AFG accredited 1948-06-05 .. now detail=Ely Palmer",
        "USA>AFG appointed 1948-01-01 .. 1948-06-05 detail=Ely Palmer",
    ]


def test_recall_changes_the_status_and_return_restores_it() -> None:
    events = [
        envoy("accredit_envoy", "1935-05-04", "William Hornibrook"),
        envoy("recall_envoy", "1936-01-01"),
        envoy("return_envoy", "1936-03-01"),
    ]
    assert envoys(*events) == [
        "USA>AFG accredited 1935-05-04 .. 1936-01-01 detail=William Hornibrook",
        "USA>AFG recalled 1936-01-01 .. 1936-03-01 detail=William Hornibrook",
        "USA>AFG accredited 1936-03-01 .. now detail=William Hornibrook",
    ]


def test_expulsion_ends_the_other_side_s_envoy() -> None:
    events = [
        envoy("accredit_envoy", "1935-05-04", "William Hornibrook"),
        event("expel_envoy", "AFG", "USA", "1936-01-01", level="ambassador"),
    ]
    assert envoys(*events) == [
        "USA>AFG accredited 1935-05-04 .. 1936-01-01 detail=William Hornibrook",
        "USA>AFG expelled 1936-01-01 .. now detail=William Hornibrook",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"object": "three attaches"},
        {"object": "Max Mustermann", "level": "ambassador"},
        {"level": "consul"},
        {},
    ],
    ids=["others", "another person", "consul", "nobody in particular"],
)
def test_expelling_somebody_else_leaves_the_head_in_post(fields: dict[str, str]) -> None:
    events = [
        envoy("accredit_envoy", "1935-05-04", "William Hornibrook"),
        event("expel_envoy", "AFG", "USA", "1936-01-01", **fields),  # type: ignore[arg-type]
    ]
    assert "USA>AFG accredited 1935-05-04 .. now detail=William Hornibrook" in envoys(*events)


def test_leaving_the_post_ends_it() -> None:
    events = [
        envoy("accredit_envoy", "1935-05-04", "William Hornibrook"),
        envoy("end_envoy", "1936-01-01", "Hornibrook"),
    ]
    assert envoys(*events)[-1] == "USA>AFG ended 1936-01-01 .. now detail=Hornibrook"


def test_another_s_leaving_does_not_end_the_present_head_s_post() -> None:
    events = [
        envoy("accredit_envoy", "1935-05-04", "William Hornibrook"),
        envoy("end_envoy", "1936-01-01", "Louis Dreyfus"),
    ]
    assert envoys(*events) == ["USA>AFG accredited 1935-05-04 .. now detail=William Hornibrook"]


def test_a_successor_accredited_on_the_day_that_the_former_left_is_in_post() -> None:
    events = [
        envoy("accredit_envoy", "1935-05-04", "William Hornibrook"),
        envoy("end_envoy", "1936-01-01", "William Hornibrook"),
        envoy("accredit_envoy", "1936-01-01", "Ely Palmer"),
    ]
    assert envoys(*events)[-1] == "USA>AFG accredited 1936-01-01 .. now detail=Ely Palmer"


def test_severing_relations_ends_the_envoys_of_both_sides_but_no_consul() -> None:
    events = [
        event("accredit_envoy", "USA", "IRN", "1944", object="A. One", level="ambassador"),
        event("accredit_envoy", "IRN", "USA", "1944", object="B. Two", level="ambassador"),
        event("accredit_envoy", "USA", "IRN", "1945", object="C. Three", level="consul"),
        event("sever_relations", "IRN", "USA", "1980-04-07"),
    ]
    assert envoys(*events, a="") == [
        "IRN>USA accredited 1944 .. 1980-04-07 detail=B. Two",
        "IRN>USA ended 1980-04-07 .. now detail=B. Two",
        "USA>IRN accredited 1945 .. now detail=C. Three",
        "USA>IRN accredited 1944 .. 1980-04-07 detail=A. One",
        "USA>IRN ended 1980-04-07 .. now detail=A. One",
    ]


def test_a_consul_does_not_take_the_ambassador_s_place() -> None:
    events = [
        envoy("accredit_envoy", "1935-05-04", "William Hornibrook"),
        envoy("accredit_envoy", "1936-05-04", "John Smith", "consul"),
    ]
    assert "USA>AFG accredited 1935-05-04 .. now detail=William Hornibrook" in envoys(*events)


def test_a_person_who_was_never_received_ends_nobody_s_post() -> None:
    events = [
        envoy("accredit_envoy", "1935-05-04", "William Hornibrook"),
        envoy("accredit_envoy", "1940-01-01", "William Lee", modality="denied"),
    ]
    assert envoys(*events) == ["USA>AFG accredited 1935-05-04 .. now detail=William Hornibrook"]


def test_a_text_that_calls_another_person_ambassador_means_a_change_by_then() -> None:
    events = [
        envoy("accredit_envoy", "1935-05-04", "William Hornibrook"),
        envoy("accredit_envoy", "1940-01-01", "Ely Palmer", modality="ongoing"),
    ]
    assert envoys(*events) == [
        "USA>AFG accredited 1935-05-04 .. ../1940-01-01 detail=William Hornibrook",
        "USA>AFG accredited ../1940-01-01 .. now detail=Ely Palmer",
    ]


def test_no_envoy_at_all_is_none() -> None:
    assert envoys(envoy("accredit_envoy", "1940-01-01", modality="denied"), show="") == [
        "USA>AFG none before .. now"
    ]


def test_expelling_the_head_by_name_ends_his_post() -> None:
    events = [
        envoy("accredit_envoy", "1935-05-04", "William Hornibrook"),
        event("expel_envoy", "AFG", "USA", "1936-01-01", object="Hornibrook"),
    ]
    assert envoys(*events, show="")[-1] == "USA>AFG expelled 1936-01-01 .. now"


def test_an_ambassador_expelled_with_nobody_on_record_had_been_in_post() -> None:
    events = [event("expel_envoy", "AFG", "USA", "1936-01-01", level="ambassador")]
    assert envoys(*events, show="level") == ["USA>AFG expelled 1936-01-01 .. now level=ambassador"]


def test_consuls_of_two_cities_stand_side_by_side() -> None:
    events = [
        event("accredit_envoy", "USA", "AFG", "1900", level="consul", city="Kabul", object="A. One"),
        event("accredit_envoy", "USA", "AFG", "1901", level="consul", city="Herat", object="B. Two"),
        event("end_envoy", "USA", "AFG", "1905", level="consul", city="Herat", object="B. Two"),
    ]
    assert "USA>AFG accredited 1900 .. now detail=A. One" in envoys(*events)


def test_an_appointed_person_who_leaves_is_no_longer_appointed() -> None:
    events = [envoy("appoint_envoy", "1935-01-01", "A. One"), envoy("end_envoy", "1935-06-01", "A. One")]
    assert "USA>AFG appointed 1935-01-01 .. 1935-06-01 detail=A. One" in envoys(*events)


def test_a_denied_recall_confirms_that_the_envoy_is_in_post() -> None:
    assert envoys(envoy("recall_envoy", "1935-01-01", modality="denied"), show="") == [
        "USA>AFG accredited before .. now"
    ]

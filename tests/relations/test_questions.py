"""Questions: status, who, timeline and why, and the difference between unknown and none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dragoman.records import Event
from dragoman.relations import (
    Standing,
    StatusAnswer,
    TimelineAnswer,
    WhoAnswer,
    status_on,
    timeline,
    who,
    why,
)
from tests.relations.build import FACTS, ONTOLOGY, edtf, event, folded, on

KNOWN_AT = datetime(2025, 7, 5, tzinfo=UTC)


def status(a: str, b: str, day: str, *events: Event) -> StatusAnswer:
    return status_on(
        a,
        b,
        on=on(day),
        events=events,
        relations=folded(events),
        ontology=ONTOLOGY,
        parties=FACTS,
        known_at=KNOWN_AT,
    )


def standing(answer: StatusAnswer, dimension: str, a: str = "", b: str = "") -> Standing:
    found = [s for s in answer.standings if s.dimension == dimension and a in ("", s.a) and b in ("", s.b)]
    assert len(found) == 1, [s.status for s in found]
    return found[0]


def asked(dimension: str, day: str, *events: Event, actor: str = "", target: str = "") -> WhoAnswer:
    return who(
        dimension,
        on=on(day),
        relations=folded(events),
        events=events,
        ontology=ONTOLOGY,
        parties=FACTS,
        actor=actor,
        target=target,
        known_at=KNOWN_AT,
    )


RECOGNIZED = event("recognize", "USA", "AFG", "1921-07-26")


def test_status_repeats_the_question_and_carries_the_claims() -> None:
    answer = status("USA", "AFG", "1975-06-01", RECOGNIZED)
    assert (answer.a, answer.b, answer.on, answer.known_at) == ("USA", "AFG", on("1975-06-01"), KNOWN_AT)
    assert answer.claims == RECOGNIZED.claims


def test_status_tells_every_dimension_between_two_states() -> None:
    answer = status("USA", "AFG", "1975-06-01", RECOGNIZED)
    assert [(s.dimension, s.a, s.b) for s in answer.standings] == [
        ("recognition", "USA", "AFG"),
        ("recognition", "AFG", "USA"),
        ("relations", "AFG", "USA"),
        ("mission", "USA", "AFG"),
        ("mission", "AFG", "USA"),
        ("envoy", "USA", "AFG"),
        ("envoy", "AFG", "USA"),
        ("agreement", "AFG", "USA"),
        ("sanctions", "USA", "AFG"),
        ("sanctions", "AFG", "USA"),
        ("designation", "USA", "AFG"),
        ("designation", "AFG", "USA"),
    ]


def test_status_says_since_when_and_by_which_claims() -> None:
    found = standing(status("USA", "AFG", "1975-06-01", RECOGNIZED), "recognition", "USA")
    assert (found.status, edtf(found.since), found.claims) == ("recognized", "1921-07-26", RECOGNIZED.claims)
    assert found.certain


def test_nothing_on_record_is_unknown_and_not_none() -> None:
    found = standing(status("USA", "AFG", "1975-06-01", RECOGNIZED), "relations")
    assert (found.status, found.reason) == ("unknown", "nothing on record")


def test_before_the_first_evidence_is_unknown() -> None:
    kept = event("maintain_mission", "RUS", "AFG", "", "ongoing", level="embassy", as_of="2025-07-04")
    found = standing(status("RUS", "AFG", "2001-01-01", kept), "mission", "RUS")
    assert (found.status, found.reason) == ("unknown", "the evidence on record begins later")
    assert (found.first_evidence, found.last_evidence) == (on("2025-07-04"), on("2025-07-04"))


def test_after_a_range_of_evidence_is_unknown() -> None:
    kept = event("maintain_mission", "RUS", "AFG", "1950/1960", "ongoing", level="embassy")
    found = standing(status("RUS", "AFG", "1970-01-01", kept), "mission", "RUS")
    assert (found.status, found.reason) == ("unknown", "the evidence on record does not reach this date")


def test_what_a_text_denies_is_none() -> None:
    denied = event("recognize", "USA", "AFG/taliban", "2025-07-04", "denied")
    found = standing(status("USA", "AFG", "2025-07-04", denied), "recognition", "USA")
    assert (found.b, found.status, found.claims) == ("AFG/taliban", "none", denied.claims)


def test_between_withdrawal_and_a_new_recognition_is_none() -> None:
    events = [
        event("recognize", "GBR", "CHN", "1950-01-06"),
        event("withdraw_recognition", "GBR", "CHN", "1966-03-01"),
        event("recognize", "GBR", "CHN", "1972-03-13"),
    ]
    assert standing(status("GBR", "CHN", "1970-01-01", *events), "recognition", "GBR").status == "none"
    assert standing(status("GBR", "CHN", "1972-03-13", *events), "recognition", "GBR").status == "recognized"


@pytest.mark.parametrize("dimension", ["recognition", "relations", "envoy"])
def test_before_a_state_existed_is_none(dimension: str) -> None:
    answer = status("USA", "SUN", "1920-01-01")
    for found in (s for s in answer.standings if s.dimension == dimension):
        assert (found.status, found.reason) == ("none", "before SUN existed (1922-12-30)")


@pytest.mark.parametrize("dimension", ["mission", "agreement", "sanctions", "designation"])
def test_before_a_state_existed_other_dimensions_stay_unknown(dimension: str) -> None:
    answer = status("USA", "SUN", "1920-01-01")
    assert {s.status for s in answer.standings if s.dimension == dimension} == {"unknown"}


def test_after_a_state_ended_is_none() -> None:
    answer = status("USA", "SUN", "1995-01-01", event("recognize", "USA", "SUN", "1933-11-16"))
    found = standing(answer, "recognition", "USA")
    assert (found.status, found.reason) == ("none", "SUN had ended (1991-12-26)")


def test_status_between_states_shows_state_and_government() -> None:
    events = [
        event("recognize", "RUS", "AFG", "1919-04-07"),
        event("recognize", "RUS", "AFG/taliban", "2025-07-03"),
    ]
    answer = status("RUS", "AFG", "2025-07-04", *events)
    found = {s.b: s.status for s in answer.standings if s.dimension == "recognition" and s.a == "RUS"}
    assert found == {"AFG": "recognized", "AFG/taliban": "recognized"}


def test_status_of_a_government_leaves_out_the_state_s_other_governments() -> None:
    events = [
        event("recognize", "RUS", "AFG", "1919-04-07"),
        event("recognize", "CHN", "AFG/republic", "2004-04-07"),
        event("recognize", "CHN", "AFG/taliban", "2003-01-01"),
    ]
    answer = status("CHN", "AFG/taliban", "2010-07-04", *events)
    found = {s.b: s.status for s in answer.standings if s.dimension == "recognition" and s.a == "CHN"}
    assert found == {"AFG/taliban": "none"}


def test_status_does_not_depend_on_who_is_named_first() -> None:
    one, other = (
        status("USA", "AFG", "1975-06-01", RECOGNIZED),
        status("AFG", "USA", "1975-06-01", RECOGNIZED),
    )
    assert sorted(map(repr, one.standings)) == sorted(map(repr, other.standings))


def test_a_day_within_an_imprecise_beginning_is_uncertain() -> None:
    found = standing(
        status("USA", "AFG", "1921-03-01", event("recognize", "USA", "AFG", "1921")), "recognition", "USA"
    )
    assert (found.status, found.certain) == ("recognized", False)
    assert found.reason == "the record does not say on which day it began or ended"


def test_undated_evidence_is_named_where_nothing_dated_is_on_record() -> None:
    undated = event("open_mission", "CHN", "AFG", city="Kabul")
    answer = status("CHN", "AFG", "2025-07-04", undated)
    found = standing(answer, "mission", "CHN")
    assert (found.status, found.reason) == ("unknown", "only undated evidence is on record")
    assert (found.undated, found.claims) == ((undated.id,), undated.claims)
    assert standing(answer, "mission", "AFG").undated == ()


def test_an_undated_plan_is_no_evidence() -> None:
    planned = event("open_mission", "CHN", "AFG", city="Kabul", modality="planned")
    found = standing(status("CHN", "AFG", "2025-07-04", planned), "mission", "CHN")
    assert (found.status, found.reason, found.undated) == ("unknown", "nothing on record", ())


def test_undated_expulsions_count_for_the_envoy_s_side() -> None:
    undated = event("expel_envoy", "AFG", "USA", level="ambassador")
    assert standing(status("USA", "AFG", "2000-01-01", undated), "envoy", "USA").undated == (undated.id,)


def test_status_with_an_organisation_tells_membership() -> None:
    joined = event("join_organisation", "AFG", "UN", "1946-11-19")
    answer = status("AFG", "UN", "1950-01-01", joined)
    assert standing(answer, "membership", "AFG").status == "member"
    assert "recognition" not in {s.dimension for s in answer.standings}


def test_status_of_a_state_with_itself_tells_who_governs() -> None:
    took = event("take_power", "AFG/taliban", "AFG", "2021-08-15")
    answer = status("AFG", "AFG", "2025-07-04", took)
    assert [(s.dimension, s.a, s.status) for s in answer.standings] == [
        ("authority", "AFG/taliban", "governs")
    ]


def test_status_shows_every_mission() -> None:
    events = [
        event("open_mission", "USA", "AFG", "1942", level="embassy", city="Kabul"),
        event("open_mission", "USA", "AFG", "1950", level="consulate", city="Herat"),
    ]
    answer = status("USA", "AFG", "1960-01-01", *events)
    cities = [s.city for s in answer.standings if s.dimension == "mission" and s.a == "USA"]
    assert cities == ["Herat", "Kabul"]


RECOGNITIONS = [
    event("recognize", "RUS", "AFG/taliban", "2025-07-03"),
    event("recognize", "USA", "AFG", "1921-07-26"),
    event("recognize", "GBR", "AFG", "1919-08-08"),
    event("withdraw_recognition", "GBR", "AFG", "1950-01-01"),
    event("recognize", "CHN", "AFG/taliban", "2025-01-01", "denied"),
]


def test_who_recognizes_a_state_leaves_out_who_recognizes_a_government_of_it() -> None:
    answer = asked("recognition", "2025-07-04", *RECOGNITIONS, target="AFG")
    assert [s.a for s in answer.holding] == ["USA"]
    assert [s.a for s in answer.not_holding] == ["GBR"]


def test_who_recognizes_a_government() -> None:
    answer = asked("recognition", "2025-07-04", *RECOGNITIONS, target="AFG/taliban")
    assert [s.a for s in answer.holding] == ["RUS"]
    assert [s.a for s in answer.not_holding] == ["CHN"]


def test_who_answers_on_the_date_asked() -> None:
    assert [s.a for s in asked("recognition", "1930-01-01", *RECOGNITIONS, target="AFG").holding] == [
        "GBR",
        "USA",
    ]


def test_whom_a_party_recognizes() -> None:
    events = [*RECOGNITIONS, event("recognize", "RUS", "CHN", "1949-10-02")]
    answer = asked("recognition", "2025-07-04", *events, actor="RUS")
    assert [s.b for s in answer.holding] == ["AFG/taliban", "CHN"]


def test_who_recognizes_leaves_out_what_else_was_recognized() -> None:
    events = [event("recognize", "USA", "AFG", "1950", object="annexation of Herat")]
    assert asked("recognition", "1960-01-01", *events, target="AFG").holding == ()


def test_where_a_party_has_missions_tells_open_and_suspended_ones_apart() -> None:
    events = [
        event("open_mission", "RUS", "AFG", "1950", level="embassy", city="Kabul"),
        event("open_mission", "RUS", "IRN", "1950", level="embassy", city="Tehran"),
        event("suspend_mission", "RUS", "IRN", "1960", level="embassy", city="Tehran"),
        event("open_mission", "AFG", "RUS", "1950", level="embassy", city="Moscow"),
    ]
    answer = asked("mission", "1970-01-01", *events, actor="RUS")
    assert [s.b for s in answer.holding] == ["AFG"]
    assert [s.b for s in answer.interrupted] == ["IRN"]


def test_a_state_s_missions_are_those_of_its_governments_too() -> None:
    events = [event("open_mission", "AFG/taliban", "CHN", "2023", level="embassy", city="Beijing")]
    assert [s.a for s in asked("mission", "2024-01-01", *events, actor="AFG").holding] == ["AFG/taliban"]


def test_who_has_relations_asks_either_end_of_an_unordered_dimension() -> None:
    events = [
        event("establish_relations", "USA", "AFG", "1935"),
        event("establish_relations", "AFG", "GBR", "1922"),
    ]
    assert len(asked("relations", "1940-01-01", *events, actor="AFG").holding) == 2
    assert len(asked("relations", "1940-01-01", *events, target="AFG").holding) == 2


def test_who_carries_the_claims_of_its_rows_only() -> None:
    answer = asked("recognition", "2025-07-04", *RECOGNITIONS, target="AFG/taliban")
    assert answer.claims == tuple(sorted(RECOGNITIONS[0].claims + RECOGNITIONS[4].claims))
    assert (answer.on, answer.known_at, answer.dimension) == (on("2025-07-04"), KNOWN_AT, "recognition")


def between(a: str, b: str, *events: Event, **days: str) -> TimelineAnswer:
    return timeline(
        a,
        b,
        events=events,
        parties=FACTS,
        known_at=KNOWN_AT,
        **{name: on(day) for name, day in days.items()},
    )


EVENTS = [
    event("consult", "RUS", "AFG/taliban", "2018/.."),
    event("recognize", "RUS", "AFG/taliban", "2025-07-03"),
    event("support", "AFG", "RUS", "2025-07-03"),
    event("recognize", "RUS", "AFG", "2026", "planned"),
    event("open_mission", "RUS", "AFG"),
    event("maintain_mission", "RUS", "AFG", "", "ongoing", as_of="2025-07-04"),
    event("recognize", "USA", "AFG", "1921-07-26"),
]


def test_the_timeline_has_every_event_between_two_parties_in_order() -> None:
    answer = between("RUS", "AFG", *EVENTS)
    assert [e.event.type for e in answer.entries] == [
        "consult",
        "recognize",
        "support",
        "maintain_mission",
        "recognize",
        "open_mission",
    ]


def test_the_timeline_dates_what_it_can_and_puts_the_undated_last() -> None:
    days = [entry.day for entry in between("RUS", "AFG", *EVENTS).entries]
    assert days == [
        on("2018-01-01"),
        on("2025-07-03"),
        on("2025-07-03"),
        on("2025-07-04"),
        on("2026-01-01"),
        None,
    ]


def test_the_timeline_may_be_bounded() -> None:
    answer = between("RUS", "AFG", *EVENTS, since="2025-07-03", until="2025-07-04")
    assert [e.event.type for e in answer.entries] == ["recognize", "support"]


def test_the_timeline_of_one_party_has_all_its_events() -> None:
    assert len(between("AFG", "", *EVENTS).entries) == len(EVENTS)
    assert len(between("USA", "", *EVENTS).entries) == 1


def test_the_timeline_carries_the_claims() -> None:
    answer = between("USA", "AFG", *EVENTS)
    assert (answer.claims, answer.known_at) == (EVENTS[-1].claims, KNOWN_AT)


def test_why_gives_the_events_behind_a_relation_and_their_claims() -> None:
    events = [
        event("open_mission", "USA", "AFG", "1942-06-06", level="legation", city="Kabul"),
        event("maintain_mission", "USA", "AFG", "1945", "ongoing", level="legation"),
        event("raise_mission", "USA", "AFG", "1948-06-05", level="embassy", city="Kabul"),
        event("recognize", "USA", "AFG", "1921-07-26"),
    ]
    legation = next(r for r in folded(events) if r.level == "legation")
    trace = why(legation, events=events, known_at=KNOWN_AT)
    assert [e.type for e in trace.events] == ["open_mission", "maintain_mission", "raise_mission"]
    assert trace.claims == tuple(sorted(e.claims[0] for e in events[:3]))

"""Changes, what became known, and conflicts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from dragoman.records import Event
from dragoman.relations import ChangesAnswer, ConflictsAnswer, changes_since, conflicts, newly_known
from tests.relations.build import FACTS, ONTOLOGY, claim, entry, event, folded, on, settled

KNOWN_AT = datetime(2025, 7, 5, tzinfo=UTC)


def changes(
    day: str, *events: Event, watch: tuple[str, ...] = (), dimensions: tuple[str, ...] = ()
) -> ChangesAnswer:
    return changes_since(
        on(day),
        relations=folded(events),
        events=events,
        parties=FACTS,
        watch=watch,
        dimensions=dimensions,
        known_at=KNOWN_AT,
    )


def told(answer: ChangesAnswer) -> list[str]:
    return [
        f"{c.day} {c.dimension} {c.a}>{c.b} {c.before.status if c.before else '-'} -> "
        f"{c.after.status if c.after else '-'}"
        for c in answer.changes
    ]


EVENTS = [
    event("establish_relations", "USA", "IRN", "1883-06-11"),
    event("sever_relations", "USA", "IRN", "1980-04-07"),
    event("impose_sanctions", "USA", "IRN", "1979-11-14", measures=("asset_freeze",)),
    event("recognize", "RUS", "AFG/taliban", "2025-07-03"),
]


def test_changes_tell_what_gave_way_to_what_from_a_day_on() -> None:
    assert told(changes("1979-11-14", *EVENTS)) == [
        "1979-11-14 sanctions USA>IRN - -> sanctioned",
        "1980-04-07 relations IRN>USA established -> severed",
        "2025-07-03 recognition RUS>AFG/taliban - -> recognized",
    ]


def test_changes_before_the_day_are_left_out() -> None:
    assert len(told(changes("1979-11-15", *EVENTS))) == 2


def test_a_watched_state_stands_for_its_governments() -> None:
    assert told(changes("1900-01-01", *EVENTS, watch=("AFG",))) == [
        "2025-07-03 recognition RUS>AFG/taliban - -> recognized"
    ]


def test_changes_of_one_dimension() -> None:
    assert told(changes("1979-01-01", *EVENTS, dimensions=("sanctions",))) == [
        "1979-11-14 sanctions USA>IRN - -> sanctioned"
    ]


def test_a_change_carries_its_events_and_claims() -> None:
    answer = changes("1980-04-07", *EVENTS, watch=("IRN",))
    (change,) = answer.changes
    assert (change.events, change.claims) == ((EVENTS[1].id,), EVENTS[1].claims)
    assert (answer.claims, answer.since, answer.known_at) == (EVENTS[1].claims, on("1980-04-07"), KNOWN_AT)


def test_what_held_since_before_is_no_change_but_its_end_is() -> None:
    events = [
        event("maintain_mission", "RUS", "AFG", "2025-07-04", "ongoing", level="embassy"),
        event("close_mission", "RUS", "AFG", "2026-01-01", level="embassy"),
    ]
    assert told(changes("2000-01-01", *events)) == ["2026-01-01 mission RUS>AFG open -> closed"]


def test_a_status_that_gave_way_at_an_unknown_time_is_a_change_by_then() -> None:
    events = [
        event("sever_relations", "USA", "IRN", "1980-04-07"),
        event("establish_relations", "USA", "IRN", "1995-06-01", "ongoing"),
    ]
    assert told(changes("1990-01-01", *events)) == ["1995-06-01 relations IRN>USA severed -> established"]


def test_the_end_of_a_state_is_a_change_of_what_held_with_it() -> None:
    answer = changes("1991-01-01", event("establish_relations", "GBR", "SUN", "1924-02-02"))
    assert "1991-12-26 relations GBR>SUN established -> -" in told(answer)


def test_newly_known_tells_what_went_and_what_came() -> None:
    before = folded(EVENTS[:1])
    after = folded(EVENTS[:2])
    gone, come = newly_known(before, after)
    assert [r.status for r in gone if r.dimension == "relations"] == ["established"]
    assert sorted(r.status for r in come if r.dimension == "relations") == ["established", "severed"]
    assert newly_known(after, after) == ([], [])


def found(*events: Event, pairs: tuple[tuple[str, str], ...] = ()) -> ConflictsAnswer:
    return conflicts(events, ontology=ONTOLOGY, parties=FACTS, pairs=pairs, known_at=KNOWN_AT)


def test_two_dates_for_one_event_are_a_conflict_with_the_claims_on_both_sides() -> None:
    one, other = (
        event("recognize", "USA", "AFG", "1921-07-26"),
        event("recognize", "USA", "AFG", "1934-08-21"),
    )
    answer = found(one, other)
    (conflict,) = answer.conflicts
    assert (conflict.kind, conflict.dimension, conflict.a, conflict.b) == (
        "date",
        "recognition",
        "USA",
        "AFG",
    )
    assert (conflict.left_claims, conflict.right_claims) == (one.claims, other.claims)
    assert (answer.claims, answer.known_at) == (tuple(sorted(one.claims + other.claims)), KNOWN_AT)


def test_dates_that_may_be_one_are_no_conflict() -> None:
    events = [
        event("recognize", "USA", "AFG", "1921"),
        event("recognize", "USA", "AFG", "1921-07-26"),
    ]
    assert found(*events).conflicts == ()


def test_a_second_beginning_after_an_end_is_no_conflict() -> None:
    events = [
        event("recognize", "GBR", "CHN", "1950-01-06"),
        event("withdraw_recognition", "GBR", "CHN", "1966-03-01"),
        event("recognize", "GBR", "CHN", "1972-03-13"),
    ]
    assert found(*events).conflicts == ()


def test_recognized_and_denied_on_one_date_is_a_conflict_of_status() -> None:
    yes = event("recognize", "RUS", "AFG/taliban", "2025-07-03")
    no = event("recognize", "RUS", "AFG/taliban", "2025-07-03", "denied")
    (conflict,) = found(yes, no).conflicts
    assert (conflict.kind, {conflict.left, conflict.right}) == ("status", {(yes.id,), (no.id,)})


def test_a_denial_after_recognition_is_a_conflict() -> None:
    yes = event("recognize", "RUS", "AFG/taliban", "2025-07-03")
    no = event("recognize", "RUS", "AFG/taliban", "", "denied", as_of="2025-08-01")
    (conflict,) = found(yes, no).conflicts
    assert (conflict.day, conflict.left, conflict.right) == (on("2025-08-01"), (yes.id,), (no.id,))


def test_a_denial_before_recognition_is_no_conflict() -> None:
    events = [
        event("recognize", "RUS", "AFG/taliban", "2025-07-01", "denied"),
        event("recognize", "RUS", "AFG/taliban", "2025-07-03"),
    ]
    assert found(*events).conflicts == ()


def test_broken_off_and_established_on_one_day_is_a_conflict() -> None:
    events = [
        event("establish_relations", "USA", "IRN", "1990-01-01"),
        event("sever_relations", "USA", "IRN", "1990-01-01"),
    ]
    assert [c.kind for c in found(*events).conflicts] == ["status"]


def test_a_new_ambassador_on_the_day_that_the_former_left_is_no_conflict() -> None:
    events = [
        event("accredit_envoy", "USA", "AFG", "1935-05-04", object="A. One", level="ambassador"),
        event("end_envoy", "USA", "AFG", "1936-01-01", object="A. One", level="ambassador"),
        event("accredit_envoy", "USA", "AFG", "1936-01-01", object="B. Two", level="ambassador"),
    ]
    assert found(*events).conflicts == ()


def test_an_embassy_closed_by_a_break_is_no_conflict_with_an_interests_section() -> None:
    events = [
        event("open_mission", "USA", "AFG", "1944", level="embassy", city="Kabul"),
        event("sever_relations", "USA", "AFG", "1980-04-07"),
        event("lower_mission", "USA", "AFG", "1980-04-07", level="interests_section", city="Kabul"),
    ]
    assert found(*events).conflicts == ()


def test_conflicts_of_some_pairs_only() -> None:
    events = [
        event("recognize", "USA", "AFG", "1921-07-26"),
        event("recognize", "USA", "AFG", "1934-08-21"),
        event("recognize", "GBR", "CHN", "1921-07-26"),
        event("recognize", "GBR", "CHN", "1934-08-21"),
    ]
    assert len(found(*events).conflicts) == 2
    assert [c.b for c in found(*events, pairs=(("AFG", "USA"),)).conflicts] == ["AFG"]


def test_undated_evidence_is_in_no_conflict() -> None:
    events = [event("recognize", "USA", "AFG", "1921-07-26"), event("withdraw_recognition", "USA", "AFG")]
    assert found(*events).conflicts == ()


def test_an_event_whose_claims_name_different_days_is_a_conflict_where_the_claims_are_given() -> None:
    entries = [
        entry(claim("recognize", "USA", "AFG", day, doc=doc))
        for doc, day in (("d1", "1921-07-26"), ("d2", "1921-07-26"), ("d3", "1921-07-27"), ("d4", "1921"))
    ]
    events = settled(*entries)
    answer = conflicts(events, ontology=ONTOLOGY, parties=FACTS, claims=entries)
    (conflict,) = answer.conflicts
    assert (conflict.kind, len(conflict.left_claims), conflict.right_claims) == (
        "date",
        2,
        (entries[2].claim_id,),
    )
    assert conflicts(events, ontology=ONTOLOGY, parties=FACTS).conflicts == ()


def test_a_renewal_after_an_annexation_is_no_conflict_of_dates() -> None:
    events = [
        event("recognize", "USA", "EST", "1922-07-28"),
        event("annex", "SUN", "EST", "1940-08-06"),
        event("recognize", "USA", "EST", "1991-09-02"),
    ]
    assert [c for c in found(*events).conflicts if c.dimension == "recognition"] == []


def test_a_founding_within_the_year_of_the_first_date_explains_no_second_one() -> None:
    events = [
        event("declare_independence", "UZB", "SUN", "1991-08-31"),
        event("establish_relations", "USA", "UZB", "1991"),
        event("establish_relations", "USA", "UZB", "1992-02-19"),
    ]
    assert [c.kind for c in found(*events).conflicts] == ["date"]


def test_relations_resumed_are_in_no_conflict_with_their_establishment() -> None:
    events = [
        event("establish_relations", "USA", "IRN", "1921-08-25"),
        event("resume_relations", "USA", "IRN", "1946-01-07"),
    ]
    assert found(*events).conflicts == ()


def test_recognitions_on_two_bases_are_no_conflict() -> None:
    events = [
        event("recognize", "USA", "IRN", "1924-12-09", basis="de_facto"),
        event("recognize", "USA", "IRN", "1928-07-25"),
    ]
    assert found(*events).conflicts == ()


def test_two_persons_who_left_the_post_are_no_conflict_but_two_dates_of_one_are() -> None:
    one = event("end_envoy", "USA", "AFG", "1927-05-06", object="A. One", level="minister")
    other = event("end_envoy", "USA", "AFG", "1942-01-16", object="B. Two", level="minister")
    again = event("end_envoy", "USA", "AFG", "1943-01-16", object="B. Two", level="minister")
    assert found(one, other).conflicts == ()
    assert [c.kind for c in found(one, other, again).conflicts] == ["date"]


def test_one_person_accredited_twice_at_one_level_is_a_conflict_of_dates() -> None:
    one = event("accredit_envoy", "USA", "AFG", "1944-10-23", object="A. One", level="ambassador")
    other = event("accredit_envoy", "USA", "AFG", "1944-12-30", object="A. One", level="ambassador")
    raised = event("accredit_envoy", "USA", "AFG", "1943-01-01", object="A. One", level="minister")
    assert [c.kind for c in found(one, other).conflicts] == ["date"]
    assert found(raised, one).conflicts == ()


def test_an_embassy_closed_by_the_break_and_said_to_be_closed_later_is_no_conflict() -> None:
    events = [
        event("open_mission", "USA", "AFG", "1944", level="embassy", city="Kabul"),
        event("sever_relations", "USA", "AFG", "1970-04-07"),
        event("close_mission", "USA", "AFG", "1980-04-07", level="embassy", city="Kabul"),
    ]
    assert found(*events).conflicts == ()


def test_two_dates_for_one_founding_are_a_conflict() -> None:
    events = [
        event("declare_independence", "MKD", "YUG", "1991"),
        event("declare_independence", "MKD", "YUG", "1992"),
    ]
    assert [(c.kind, c.dimension) for c in found(*events).conflicts] == [("date", "authority")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("suspend_relations", "USA", "IRN"), ("sever_relations", "USA", "IRN")),
        (("downgrade_relations", "USA", "IRN"), ("sever_relations", "USA", "IRN")),
        (("suspend_member", "IRN", "UN"), ("expel_member", "IRN", "UN")),
    ],
)
def test_two_statuses_on_one_date_are_a_conflict(
    one: tuple[str, str, str], other: tuple[str, str, str]
) -> None:
    events = [event(*one, "1980-04-07"), event(*other, "1980-04-07")]
    assert [c.kind for c in found(*events).conflicts] == ["status"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("establish_relations", {}), ("upgrade_relations", {})),
        (("recall_envoy", {"object": "A. One"}), ("end_envoy", {"object": "A. One"})),
        (
            ("impose_sanctions", {"measures": ("travel_ban",)}),
            ("lift_sanctions", {"measures": ("oil_embargo",)}),
        ),
    ],
)
def test_what_goes_together_on_one_date_is_no_conflict(
    one: tuple[str, dict[str, object]], other: tuple[str, dict[str, object]]
) -> None:
    events = [event(kind, "USA", "IRN", "1980-04-07", **fields) for kind, fields in (one, other)]  # type: ignore[arg-type]
    assert found(*events).conflicts == ()


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("suspend_relations", {}),
        ("sever_relations", {}),
        ("raise_mission", {"level": "embassy", "city": "Tehran"}),
        ("appoint_envoy", {"object": "A. One"}),
        ("sign_agreement", {"object": "Treaty of Amity"}),
        ("withdraw_recognition", {}),
        ("join_organisation", {}),
        ("delist", {}),
    ],
)
def test_two_dates_for_one_event_are_a_conflict_whatever_the_type(kind: str, fields: dict[str, str]) -> None:
    one = event(kind, "USA", "IRN", "1970-04-07", **fields)  # type: ignore[arg-type]
    other = event(kind, "USA", "IRN", "1971-08-01", **fields)  # type: ignore[arg-type]
    assert [c.kind for c in found(one, other).conflicts] == ["date"]


@pytest.mark.parametrize("kind", ["consult", "impose_sanctions", "extend_sanctions", "maintain_mission"])
def test_what_parties_do_again_and_again_is_no_conflict(kind: str) -> None:
    events = [event(kind, "USA", "IRN", "1970-04-07"), event(kind, "USA", "IRN", "1971-08-01")]
    assert found(*events).conflicts == ()


@pytest.mark.parametrize("denied_at", ["2025", "2025-07"])
def test_a_denial_that_may_have_come_first_is_no_conflict(denied_at: str) -> None:
    events = [
        event("recognize", "RUS", "AFG/taliban", "2025-07-03"),
        event("recognize", "RUS", "AFG/taliban", denied_at, "denied"),
        event("establish_relations", "RUS", "AFG", "2025-07-03"),
        event("establish_relations", "RUS", "AFG", denied_at, "denied"),
    ]
    assert found(*events).conflicts == ()
    assert [r.status for r in folded(events) if r.dimension == "relations"] == ["none", "established"]


def test_two_statuses_of_one_year_are_no_conflict() -> None:
    events = [
        event("resume_relations", "USA", "IRN", "1926"),
        event("suspend_relations", "USA", "IRN", "1926"),
    ]
    assert found(*events).conflicts == ()


def test_a_person_appointed_again_at_a_higher_level_is_no_conflict() -> None:
    events = [
        event("appoint_envoy", "USA", "IRN", "1966-05-16", object="A. One", level="minister"),
        event("appoint_envoy", "USA", "IRN", "1967-04-07", object="A. One", level="ambassador"),
    ]
    assert found(*events).conflicts == ()
    assert [(r.level, r.status) for r in folded(events)] == [
        ("minister", "appointed"),
        ("ambassador", "appointed"),
    ]


def test_a_mission_moved_twice_to_one_city_is_no_conflict() -> None:
    events = [
        event("relocate_mission", "USA", "IRN", "1854", level="consulate", city="Tabriz"),
        event("relocate_mission", "USA", "IRN", "1883", level="consulate", city="Tabriz"),
    ]
    assert found(*events).conflicts == ()

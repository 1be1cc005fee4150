"""Rules of diplomatic relations and of membership."""

from __future__ import annotations

import pytest

from dragoman.records import Event
from tests.relations.build import event, told


def relations(*events: Event, show: str = "") -> list[str]:
    return told(*events, dimension="relations", show=show)


def membership(*events: Event) -> list[str]:
    return told(*events, dimension="membership")


def test_establishing_relations_makes_one_unordered_relation() -> None:
    assert relations(event("establish_relations", "USA", "AFG", "1935-05-04")) == [
        "AFG>USA established 1935-05-04 .. now"
    ]


def test_severing_and_resuming_follow_each_other() -> None:
    events = [
        event("establish_relations", "USA", "IRN", "1883-06-11"),
        event("sever_relations", "USA", "IRN", "1980-04-07"),
        event("resume_relations", "IRN", "USA", "1999-01-01"),
    ]
    assert relations(*events) == [
        "IRN>USA established 1883-06-11 .. 1980-04-07",
        "IRN>USA severed 1980-04-07 .. 1999-01-01",
        "IRN>USA established 1999-01-01 .. now",
    ]


@pytest.mark.parametrize(
    ("kind", "status"),
    [
        ("upgrade_relations", "upgraded"),
        ("downgrade_relations", "downgraded"),
        ("suspend_relations", "suspended"),
    ],
)
def test_changes_set_their_status_on_what_is_on_record(kind: str, status: str) -> None:
    events = [
        event("establish_relations", "USA", "IRN", "1990-01-01"),
        event(kind, "USA", "IRN", "1991-02-03"),
    ]
    assert relations(*events) == [
        "IRN>USA established 1990-01-01 .. 1991-02-03",
        f"IRN>USA {status} 1991-02-03 .. now",
    ]


def test_a_change_opens_the_status_where_nothing_is_on_record() -> None:
    assert relations(event("suspend_relations", "USA", "IRN", "1991")) == ["IRN>USA suspended 1991 .. now"]


def test_a_second_establishment_confirms_and_does_not_begin_again() -> None:
    events = [
        event("establish_relations", "USA", "IRN", "1990-01-01"),
        event("establish_relations", "USA", "IRN", "1992-01-01"),
    ]
    assert relations(*events, show="last_evidence") == [
        "IRN>USA established 1990-01-01 .. now last_evidence=1992-01-01"
    ]


def test_relations_said_to_be_established_do_not_undo_an_upgrade() -> None:
    events = [
        event("upgrade_relations", "USA", "IRN", "1990-01-01"),
        event("establish_relations", "USA", "IRN", "1992-01-01", "ongoing"),
    ]
    assert relations(*events) == ["IRN>USA upgraded 1990-01-01 .. now"]


def test_relations_with_a_state_and_with_its_government_are_kept_apart() -> None:
    events = [
        event("establish_relations", "RUS", "AFG", "1919-05-27"),
        event("establish_relations", "RUS", "AFG/taliban", "2025-07-03"),
    ]
    assert relations(*events) == [
        "AFG>RUS established 1919-05-27 .. now",
        "AFG/taliban>RUS established 2025-07-03 .. now",
    ]


def test_breaking_with_a_government_breaks_what_was_on_record_with_its_state() -> None:
    events = [
        event("establish_relations", "USA", "AFG", "1935-05-04"),
        event("sever_relations", "USA", "AFG/taliban", "1998-08-20"),
    ]
    assert relations(*events) == [
        "AFG>USA established 1935-05-04 .. 1998-08-20",
        "AFG>USA severed 1998-08-20 .. now",
    ]


def test_denied_relations_are_none_as_of_the_date() -> None:
    events = [event("establish_relations", "USA", "IRN", "1816", "denied")]
    assert relations(*events, show="first_evidence") == [
        "IRN>USA none before .. now first_evidence=1816-01-01"
    ]


def test_a_dated_denial_prevails_over_what_began_earlier() -> None:
    events = [
        event("establish_relations", "USA", "IRN", "1961-01-01"),
        event("establish_relations", "USA", "IRN", "1995-06-01", "denied"),
    ]
    assert relations(*events) == [
        "IRN>USA established 1961-01-01 .. ../1995-06-01",
        "IRN>USA none ../1995-06-01 .. now",
    ]


def test_a_denial_dated_only_by_its_document_does_not_prevail() -> None:
    events = [
        event("establish_relations", "USA", "IRN", "1961-01-01"),
        event("establish_relations", "USA", "IRN", "", "denied", as_of="1995-06-01"),
    ]
    assert relations(*events) == ["IRN>USA established 1961-01-01 .. now"]


def test_a_denied_severing_confirms_relations() -> None:
    events = [event("sever_relations", "USA", "IRN", "1995-06-01", "denied")]
    assert relations(*events, show="first_evidence") == [
        "IRN>USA established before .. now first_evidence=1995-06-01"
    ]


def test_ongoing_relations_hold_since_before_the_published_date() -> None:
    events = [event("establish_relations", "USA", "IRN", "", "ongoing", as_of="1995-06-01")]
    assert relations(*events, show="first_evidence") == [
        "IRN>USA established before .. now first_evidence=1995-06-01"
    ]


def test_ongoing_relations_after_a_break_have_been_resumed_at_an_unknown_time() -> None:
    events = [
        event("sever_relations", "USA", "IRN", "1980-04-07"),
        event("establish_relations", "USA", "IRN", "1995-06-01", "ongoing"),
    ]
    assert relations(*events) == [
        "IRN>USA severed 1980-04-07 .. ../1995-06-01",
        "IRN>USA established ../1995-06-01 .. now",
    ]


def test_without_any_date_nothing_folds() -> None:
    assert relations(event("establish_relations", "USA", "IRN", "", "ongoing")) == []


def test_a_member_joins_is_suspended_and_leaves() -> None:
    events = [
        event("apply_membership", "GBR", "EU", "1967-05-02"),
        event("admit_member", "GBR", "EU", "1973-01-01"),
        event("suspend_member", "GBR", "EU", "1980-01-01"),
        event("leave_organisation", "GBR", "EU", "2020-01-31"),
    ]
    assert membership(*events) == [
        "GBR>EU applied 1967-05-02 .. 1973-01-01",
        "GBR>EU member 1973-01-01 .. 1980-01-01",
        "GBR>EU suspended 1980-01-01 .. 2020-01-31",
        "GBR>EU left 2020-01-31 .. now",
    ]


def test_an_observer_becomes_a_member() -> None:
    events = [
        event("grant_observer", "AFG", "UN", "1946-01-01"),
        event("join_organisation", "AFG", "UN", "1946-11-19"),
    ]
    assert membership(*events) == [
        "AFG>UN observer 1946-01-01 .. 1946-11-19",
        "AFG>UN member 1946-11-19 .. now",
    ]


def test_an_application_by_a_member_changes_nothing() -> None:
    events = [
        event("join_organisation", "AFG", "UN", "1946-11-19"),
        event("apply_membership", "AFG", "UN", "1950"),
    ]
    assert membership(*events) == ["AFG>UN member 1946-11-19 .. now"]


def test_expulsion_ends_membership() -> None:
    events = [
        event("admit_member", "RUS", "EU", "1934-09-18"),
        event("expel_member", "RUS", "EU", "1939-12-14"),
    ]
    assert membership(*events)[-1] == "RUS>EU expelled 1939-12-14 .. now"


def test_membership_ends_with_the_organisation() -> None:
    assert membership(event("join_organisation", "GBR", "LEAGUE", "1920-01-10")) == [
        "GBR>LEAGUE member 1920-01-10 .. 1946-04-18"
    ]


def test_relations_resumed_without_a_break_on_record_were_interrupted_at_an_unknown_time() -> None:
    events = [
        event("establish_relations", "USA", "IRN", "1921-08-25"),
        event("resume_relations", "USA", "IRN", "1946-01-07"),
    ]
    assert relations(*events) == [
        "IRN>USA established 1921-08-25 .. ../1946-01-07",
        "IRN>USA established 1946-01-07 .. now",
    ]


def test_one_resumption_dated_twice_with_differing_precision_is_one() -> None:
    events = [
        event("sever_relations", "USA", "IRN", "1910"),
        event("resume_relations", "USA", "IRN", "1946-01-07"),
        event("resume_relations", "USA", "IRN", "1946-01"),
    ]
    assert relations(*events) == ["IRN>USA severed 1910 .. 1946-01", "IRN>USA established 1946-01 .. now"]


@pytest.mark.parametrize("named", ["consular relations", "informal relations", "trade relations"])
def test_relations_that_are_not_diplomatic_are_kept_apart_and_imply_nothing(named: str) -> None:
    events = [
        event("establish_relations", "USA", "IRN", "1792-06-09", object=named),
        event("establish_relations", "USA", "IRN", "1801-10-12", object="diplomatic relations"),
    ]
    assert relations(*events, show="detail") == [
        "IRN>USA established 1801-10-12 .. now detail=",
        f"IRN>USA established 1792-06-09 .. now detail={named}",
    ]
    assert told(*events, dimension="recognition", a="USA") == ["USA>IRN recognized 1801-10-12 .. now"]


def test_ending_consular_relations_closes_no_embassy_and_breaks_no_relations() -> None:
    events = [
        event("establish_relations", "USA", "IRN", "1900"),
        event("open_mission", "USA", "IRN", "1900", level="embassy"),
        event("sever_relations", "USA", "IRN", "1950-01-01", object="consular relations"),
    ]
    assert relations(*events, show="detail") == [
        "IRN>USA established 1900 .. now detail=",
        "IRN>USA severed 1950-01-01 .. now detail=consular relations",
    ]
    assert told(*events, dimension="mission") == ["USA>IRN open 1900 .. now"]

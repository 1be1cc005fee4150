"""Rules of sanctions, designations and agreements."""

from __future__ import annotations

from dragoman.records import Amount, Event
from tests.relations.build import event, told


def sanctions(*events: Event) -> list[str]:
    return told(*events, dimension="sanctions", show="measures")


def step(kind: str, at: str, *measures: str, modality: str = "happened", **more: object) -> Event:
    return event(kind, "USA", "IRN", at, modality, measures=tuple(sorted(measures)), **more)  # type: ignore[arg-type]


def test_measures_accumulate() -> None:
    events = [
        step("impose_sanctions", "1980", "arms_embargo"),
        step("freeze_assets", "1985"),
        step("impose_sanctions", "1990", "travel_ban"),
    ]
    assert sanctions(*events) == [
        "USA>IRN sanctioned 1980 .. 1985 measures=arms_embargo",
        "USA>IRN sanctioned 1985 .. 1990 measures=arms_embargo+asset_freeze",
        "USA>IRN sanctioned 1990 .. now measures=arms_embargo+asset_freeze+travel_ban",
    ]


def test_easing_a_named_measure_ends_it() -> None:
    events = [
        step("impose_sanctions", "1980", "arms_embargo", "travel_ban"),
        step("ease_sanctions", "1990", "travel_ban"),
    ]
    assert sanctions(*events)[-1] == "USA>IRN eased 1990 .. now measures=arms_embargo"


def test_easing_the_only_measure_lifts_the_sanctions() -> None:
    events = [step("impose_sanctions", "1980", "travel_ban"), step("ease_sanctions", "1990", "travel_ban")]
    assert sanctions(*events)[-1] == "USA>IRN lifted 1990 .. now measures="


def test_easing_without_a_measure_marks_the_status_and_keeps_the_measures() -> None:
    events = [step("impose_sanctions", "1980", "arms_embargo"), step("ease_sanctions", "1990")]
    assert sanctions(*events)[-1] == "USA>IRN eased 1990 .. now measures=arms_embargo"


def test_lifting_without_a_measure_ends_all() -> None:
    events = [
        step("impose_sanctions", "1980", "arms_embargo", "travel_ban"),
        step("freeze_assets", "1985"),
        step("lift_sanctions", "1990"),
    ]
    assert sanctions(*events)[-1] == "USA>IRN lifted 1990 .. now measures="


def test_lifting_a_named_measure_leaves_the_rest_in_force() -> None:
    events = [
        step("impose_sanctions", "1980", "arms_embargo", "travel_ban"),
        step("lift_sanctions", "1990", "arms_embargo"),
    ]
    assert sanctions(*events)[-1] == "USA>IRN sanctioned 1990 .. now measures=travel_ban"


def test_lifting_the_named_measures_leaves_unnamed_ones_in_force() -> None:
    events = [
        step("impose_sanctions", "1980"),
        step("impose_sanctions", "1981", "travel_ban"),
        step("lift_sanctions", "1990", "travel_ban"),
    ]
    assert sanctions(*events)[-1] == "USA>IRN sanctioned 1990 .. now measures="


def test_releasing_assets_ends_the_freeze() -> None:
    events = [step("impose_sanctions", "1979", "trade_embargo"), step("freeze_assets", "1980")]
    assert sanctions(*events, step("release_assets", "1990"))[-1] == (
        "USA>IRN eased 1990 .. now measures=trade_embargo"
    )


def test_releasing_a_sum_leaves_the_freeze() -> None:
    release = step("release_assets", "1990", amount=Amount(value=6e9, currency="USD"))
    assert (
        sanctions(step("freeze_assets", "1980"), release)[-1]
        == "USA>IRN eased 1990 .. now measures=asset_freeze"
    )


def test_prolonging_confirms_and_opens_since_before() -> None:
    assert sanctions(step("extend_sanctions", "1990", "arms_embargo")) == [
        "USA>IRN sanctioned before .. now measures=arms_embargo"
    ]


def test_prolonging_what_is_in_force_changes_nothing() -> None:
    events = [step("impose_sanctions", "1980", "arms_embargo"), step("extend_sanctions", "1990")]
    assert sanctions(*events) == ["USA>IRN sanctioned 1980 .. now measures=arms_embargo"]


def test_widening_adds_the_measure_at_its_date() -> None:
    events = [
        step("impose_sanctions", "1980", "arms_embargo"),
        step("extend_sanctions", "1990", "travel_ban"),
    ]
    assert sanctions(*events)[-1] == "USA>IRN sanctioned 1990 .. now measures=arms_embargo+travel_ban"


def test_new_sanctions_after_lifting_begin_afresh() -> None:
    events = [
        step("impose_sanctions", "1980", "arms_embargo"),
        step("lift_sanctions", "1990"),
        step("impose_sanctions", "2000", "travel_ban"),
    ]
    assert sanctions(*events)[-1] == "USA>IRN sanctioned 2000 .. now measures=travel_ban"


def test_sanctions_of_two_parties_are_two_relations() -> None:
    events = [step("impose_sanctions", "1980"), event("impose_sanctions", "EU", "IRN", "2010")]
    assert [line.split()[0] for line in sanctions(*events, step("lift_sanctions", "2011"))] == [
        "EU>IRN",
        "USA>IRN",
        "USA>IRN",
    ]


def test_a_designation_begins_and_ends_by_its_list() -> None:
    events = [
        event("designate", "RUS", "AFG/taliban", "2003", object="list of terrorist organisations"),
        event("designate", "RUS", "AFG/taliban", "2005", object="arms list"),
        event("delist", "RUS", "AFG/taliban", "2025-04-17", object="the list of terrorist organisations"),
    ]
    assert told(*events, dimension="designation", show="detail") == [
        "RUS>AFG/taliban designated 2005 .. now detail=arms list",
        "RUS>AFG/taliban designated 2003 .. 2025-04-17 detail=list of terrorist organisations",
        "RUS>AFG/taliban delisted 2025-04-17 .. now detail=list of terrorist organisations",
    ]


def test_delisting_without_a_list_ends_every_designation() -> None:
    events = [
        event("designate", "RUS", "hamas", "2003", object="list one"),
        event("designate", "RUS", "hamas", "2005", object="list two"),
        event("delist", "RUS", "hamas", "2010"),
    ]
    assert [line for line in told(*events, dimension="designation") if "now" in line] == [
        "RUS>hamas delisted 2010 .. now",
        "RUS>hamas delisted 2010 .. now",
    ]


def agreements(*events: Event) -> list[str]:
    return told(*events, dimension="agreement", show="detail")


def test_an_agreement_is_signed_ratified_in_force_suspended_and_left() -> None:
    title = {"object": "Treaty of Amity"}
    events = [
        event("sign_agreement", "USA", "IRN", "1955-08-15", **title),  # type: ignore[arg-type]
        event("ratify_agreement", "USA", "IRN", "1956-09-14", **title),  # type: ignore[arg-type]
        event("enter_into_force", "IRN", "USA", "1957-06-16", **title),  # type: ignore[arg-type]
        event("suspend_agreement", "USA", "IRN", "1980-01-01", **title),  # type: ignore[arg-type]
        event("leave_agreement", "USA", "IRN", "2018-10-03", **title),  # type: ignore[arg-type]
    ]
    assert agreements(*events) == [
        "IRN>USA signed 1955-08-15 .. 1956-09-14 detail=Treaty of Amity",
        "IRN>USA ratified 1956-09-14 .. 1957-06-16 detail=Treaty of Amity",
        "IRN>USA in_force 1957-06-16 .. 1980-01-01 detail=Treaty of Amity",
        "IRN>USA suspended 1980-01-01 .. 2018-10-03 detail=Treaty of Amity",
        "IRN>USA ended 2018-10-03 .. now detail=Treaty of Amity",
    ]


def test_agreements_are_told_apart_by_title() -> None:
    events = [
        event("sign_agreement", "USA", "IRN", "1955", object="Treaty of Amity"),
        event("sign_agreement", "USA", "IRN", "1957", object="atomic energy agreement"),
        event("leave_agreement", "USA", "IRN", "2018", object="the treaty of amity"),
    ]
    assert "IRN>USA signed 1957 .. now detail=atomic energy agreement" in agreements(*events)


def test_an_untitled_agreement_left_is_the_only_one_on_record() -> None:
    events = [
        event("sign_agreement", "USA", "IRN", "1955", object="Treaty of Amity"),
        event("leave_agreement", "USA", "IRN", "2018"),
    ]
    assert agreements(*events)[-1] == "IRN>USA ended 2018 .. now detail=Treaty of Amity"


def test_two_untitled_agreements_stay_two() -> None:
    events = [event("sign_agreement", "USA", "IRN", "1955"), event("sign_agreement", "USA", "IRN", "1965")]
    assert sorted(agreements(*events)) == [
        "IRN>USA signed 1955 .. now detail=",
        "IRN>USA signed 1965 .. now detail=",
    ]


def test_an_agreement_never_ratified_stays_signed() -> None:
    events = [
        event("sign_agreement", "USA", "IRN", "1955", object="Treaty of Amity"),
        event("ratify_agreement", "USA", "IRN", "1960", "denied", object="Treaty of Amity"),
    ]
    assert agreements(*events) == ["IRN>USA signed 1955 .. now detail=Treaty of Amity"]


def test_breaking_off_talks_changes_no_agreement() -> None:
    assert agreements(event("break_off_talks", "USA", "IRN", "1955")) == []


def test_a_signature_reported_after_entry_into_force_changes_nothing() -> None:
    events = [
        event("enter_into_force", "USA", "IRN", "1957", object="Treaty of Amity"),
        event("sign_agreement", "USA", "IRN", "1958", object="Treaty of Amity"),
    ]
    assert agreements(*events) == ["IRN>USA in_force 1957 .. now detail=Treaty of Amity"]


def test_delisting_from_a_named_list_ends_a_designation_on_an_unnamed_one_only_without_it() -> None:
    unnamed, named = (
        event("designate", "RUS", "hamas", "2003"),
        event("designate", "RUS", "hamas", "2003", object="L"),
    )
    delisted = event("delist", "RUS", "hamas", "2010", object="L")
    assert told(unnamed, delisted, dimension="designation")[-1] == "RUS>hamas delisted 2010 .. now"
    assert "RUS>hamas designated 2003 .. now detail=" in told(
        unnamed, named, delisted, dimension="designation", show="detail"
    )

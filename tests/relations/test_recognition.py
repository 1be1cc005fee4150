"""Rules of recognition, one by one."""

from __future__ import annotations

import pytest

from dragoman.records import Event
from dragoman.relations import PartyTable
from tests.relations.build import GOVERNMENT, event, party, told


def recognition(*events: Event, a: str = "", b: str = "", show: str = "") -> list[str]:
    return told(*events, dimension="recognition", a=a, b=b, show=show)


def test_recognize_starts_recognition_at_its_date_with_its_basis() -> None:
    events = [event("recognize", "USA", "AFG", "1921-07-26", basis="de_jure")]
    assert recognition(*events, show="basis") == ["USA>AFG recognized 1921-07-26 .. now basis=de_jure"]


def test_a_later_de_jure_recognition_raises_a_de_facto_one() -> None:
    events = [
        event("recognize", "USA", "IRN", "1948-05-14", basis="de_facto"),
        event("recognize", "USA", "IRN", "1949-01-31", basis="de_jure"),
    ]
    assert recognition(*events, show="basis") == [
        "USA>IRN recognized 1948-05-14 .. 1949-01-31 basis=de_facto",
        "USA>IRN recognized 1949-01-31 .. now basis=de_jure",
    ]


def test_a_later_de_facto_recognition_does_not_lower_a_de_jure_one() -> None:
    events = [
        event("recognize", "USA", "IRN", "1948-05-14", basis="de_jure"),
        event("recognize", "USA", "IRN", "1949-01-31", basis="de_facto"),
    ]
    assert recognition(*events, show="basis") == ["USA>IRN recognized 1948-05-14 .. now basis=de_jure"]


def test_withdrawing_ends_recognition_and_none_holds_until_a_new_one() -> None:
    events = [
        event("recognize", "GBR", "CHN", "1950-01-06"),
        event("withdraw_recognition", "GBR", "CHN", "1966-03-01"),
        event("recognize", "GBR", "CHN", "1972-03-13"),
    ]
    assert recognition(*events) == [
        "GBR>CHN recognized 1950-01-06 .. 1966-03-01",
        "GBR>CHN none 1966-03-01 .. 1972-03-13",
        "GBR>CHN recognized 1972-03-13 .. now",
    ]


def test_severing_relations_does_not_withdraw_recognition() -> None:
    events = [
        event("recognize", "USA", "IRN", "1856-12-13"),
        event("sever_relations", "USA", "IRN", "1980-04-07"),
    ]
    assert recognition(*events) == ["USA>IRN recognized 1856-12-13 .. now"]


def test_recognizing_another_government_ends_recognition_of_the_former_one() -> None:
    events = [
        event("recognize", "RUS", "AFG/republic", "2004-01-01"),
        event("recognize", "RUS", "AFG/taliban", "2025-07-03"),
    ]
    assert recognition(*events) == [
        "RUS>AFG/republic recognized 2004-01-01 .. 2025-07-03",
        "RUS>AFG/republic none 2025-07-03 .. now",
        "RUS>AFG/taliban recognized 2025-07-03 .. now",
    ]


def test_recognizing_a_government_leaves_recognition_of_the_state_and_of_others_alone() -> None:
    events = [
        event("recognize", "RUS", "AFG", "1919-04-07"),
        event("recognize", "CHN", "AFG/republic", "2004-01-01"),
        event("recognize", "RUS", "AFG/taliban", "2025-07-03"),
    ]
    assert "RUS>AFG recognized 1919-04-07 .. now" in recognition(*events)
    assert recognition(*events, a="CHN") == ["CHN>AFG/republic recognized 2004-01-01 .. now"]


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "establish_relations"},
        {"type": "open_mission", "level": "embassy"},
        {"type": "open_mission", "level": "legation"},
        {"type": "accredit_envoy", "level": "ambassador", "object": "Jan Novak"},
    ],
    ids=["relations", "embassy", "legation", "credentials"],
)
def test_relations_embassies_and_credentials_imply_tacit_recognition(fields: dict[str, str]) -> None:
    events = [event(actor="RUS", target="AFG", at="1921-02-28", **fields)]  # type: ignore[arg-type]
    assert recognition(*events, show="basis") == [
        "AFG>RUS recognized 1921-02-28 .. now basis=tacit",
        "RUS>AFG recognized 1921-02-28 .. now basis=tacit",
    ]


@pytest.mark.parametrize(
    "fields",
    [
        {"type": "open_mission", "level": "consulate"},
        {"type": "open_mission", "level": "interests_section"},
        {"type": "accredit_envoy", "level": "consul"},
        {"type": "appoint_envoy", "level": "ambassador"},
        {"type": "sever_relations"},
        {"type": "sign_agreement"},
    ],
    ids=["consulate", "interests section", "consul", "appointment", "severing", "agreement"],
)
def test_consulates_appointments_and_agreements_imply_no_recognition(fields: dict[str, str]) -> None:
    assert recognition(event(actor="RUS", target="AFG", at="1921-02-28", **fields)) == []  # type: ignore[arg-type]


def test_a_government_s_embassy_implies_recognition_of_the_state_only() -> None:
    events = [event("accredit_envoy", "AFG/taliban", "CHN", "2024-01-30", level="ambassador")]
    assert recognition(*events, a="CHN") == ["CHN>AFG recognized 2024-01-30 .. now"]


def test_nothing_is_implied_where_a_recognition_is_on_record() -> None:
    events = [
        event("recognize", "USA", "AFG", "1921-07-26"),
        event("establish_relations", "USA", "AFG", "1935-05-04"),
    ]
    assert recognition(*events, a="USA", show="basis") == ["USA>AFG recognized 1921-07-26 .. now basis="]


def test_a_recognition_after_tacit_recognition_takes_its_place() -> None:
    events = [
        event("establish_relations", "USA", "AFG", "1921-05-04"),
        event("recognize", "USA", "AFG", "1935-07-26"),
    ]
    assert recognition(*events, a="USA", show="basis") == [
        "USA>AFG recognized 1921-05-04 .. 1935-07-26 basis=tacit",
        "USA>AFG recognized 1935-07-26 .. now basis=",
    ]


def test_an_embassy_dated_to_a_year_implies_nothing_before_the_recognition_of_that_year() -> None:
    events = [
        event("open_mission", "USA", "SUN", "1933", level="embassy", city="Moscow"),
        event("recognize", "USA", "SUN", "1933-11-16"),
    ]
    assert recognition(*events, a="USA") == ["USA>SUN recognized 1933-11-16 .. 1991-12-26"]


def test_organisations_are_not_recognized_by_missions_to_them() -> None:
    assert recognition(event("accredit_envoy", "RUS", "UN", "1992-01-01", level="ambassador")) == []


def test_denied_recognition_is_none_as_of_its_date() -> None:
    events = [event("recognize", "USA", "AFG/taliban", "2025-07-04", "denied")]
    assert recognition(*events, show="first_evidence") == [
        "USA>AFG/taliban none before .. now first_evidence=2025-07-04"
    ]


def test_refused_recognition_is_none_until_recognition() -> None:
    events = [
        event("refuse_recognition", "USA", "SUN", "1917/1933"),
        event("recognize", "USA", "SUN", "1933-11-16"),
    ]
    assert recognition(*events, a="USA") == [
        "USA>SUN none 1917 .. 1933-11-16",
        "USA>SUN recognized 1933-11-16 .. 1991-12-26",
    ]


def test_neither_denial_nor_refusal_ends_a_recognition() -> None:
    events = [
        event("recognize", "USA", "IRN", "1856-12-13"),
        event("refuse_recognition", "USA", "IRN", "1980-01-01"),
        event("recognize", "USA", "IRN", "1985-01-01", "denied"),
    ]
    assert recognition(*events) == ["USA>IRN recognized 1856-12-13 .. now"]


def test_a_denial_prevails_over_recognition_that_is_only_implied() -> None:
    events = [
        event("accredit_envoy", "AFG/taliban", "CHN", "2024-01-30", level="ambassador"),
        event("recognize", "CHN", "AFG", "2024-02-01", "denied"),
    ]
    assert recognition(*events, a="CHN", show="status") == [
        "CHN>AFG recognized 2024-01-30 .. ../2024-02-01 status=recognized",
        "CHN>AFG none ../2024-02-01 .. now status=none",
    ]


def test_ongoing_recognition_holds_since_before_its_date() -> None:
    events = [event("recognize", "USA", "AFG", "1999-05-01", "ongoing")]
    assert recognition(*events, show="first_evidence") == [
        "USA>AFG recognized before .. now first_evidence=1999-05-01"
    ]


def test_since_dates_give_the_beginning() -> None:
    assert recognition(event("recognize", "USA", "AFG", "1921/..", "ongoing")) == [
        "USA>AFG recognized 1921 .. now"
    ]


def test_withdrawal_from_a_state_reaches_the_government_that_was_recognized() -> None:
    events = [
        event("recognize", "USA", "AFG/republic", "2004-01-01"),
        event("withdraw_recognition", "USA", "AFG", "2021-08-15"),
    ]
    assert recognition(*events) == [
        "USA>AFG/republic recognized 2004-01-01 .. 2021-08-15",
        "USA>AFG/republic none 2021-08-15 .. now",
    ]


def test_recognizing_an_annexation_is_kept_apart_from_recognizing_the_state() -> None:
    events = [
        event("recognize", "USA", "SUN", "1933-11-16"),
        event("refuse_recognition", "USA", "SUN", "1940-07-23", object="annexation of Estonia"),
    ]
    assert recognition(*events, show="detail") == [
        "USA>SUN recognized 1933-11-16 .. 1991-12-26 detail=",
        "USA>SUN none before .. 1991-12-26 detail=annexation of Estonia",
    ]


@pytest.mark.parametrize("modality", ["planned", "possible", "conditional", "demanded"])
def test_what_has_not_happened_does_not_fold(modality: str) -> None:
    assert recognition(event("recognize", "USA", "AFG", "1921-07-26", modality)) == []


def test_an_undated_recognition_does_not_fold() -> None:
    assert recognition(event("recognize", "USA", "AFG")) == []


def test_of_two_acts_that_imply_recognition_within_one_year_the_finer_dated_counts() -> None:
    events = [
        event("open_mission", "USA", "AFG", "1837", level="legation"),
        event("establish_relations", "USA", "AFG", "1837-03-06"),
    ]
    assert recognition(*events, a="USA") == ["USA>AFG recognized 1837-03-06 .. now"]


def test_an_act_of_another_year_does_not_delay_what_is_implied() -> None:
    events = [
        event("open_mission", "USA", "AFG", "1837", level="legation"),
        event("recognize", "USA", "AFG", "1838-03-06"),
    ]
    assert recognition(*events, a="USA", show="basis") == [
        "USA>AFG recognized 1837 .. 1838-03-06 basis=tacit",
        "USA>AFG recognized 1838-03-06 .. now basis=",
    ]


@pytest.mark.parametrize("named", ["de_facto", "tacit", "De_jure"])
def test_a_basis_named_in_place_of_the_object_is_a_basis(named: str) -> None:
    events = [event("recognize", "USA", "AFG", "1921-07-26", object=named)]
    assert recognition(*events, show="basis detail") == [
        f"USA>AFG recognized 1921-07-26 .. now basis={named.casefold()} detail="
    ]


def test_recognition_on_tacit_basis_is_raised_by_any_explicit_one() -> None:
    events = [
        event("establish_relations", "USA", "AFG", "1921"),
        event("recognize", "USA", "AFG", "1922", basis="de_facto"),
        event("recognize", "USA", "AFG", "1923", basis="de_jure"),
    ]
    assert recognition(*events, a="USA", show="basis") == [
        "USA>AFG recognized 1921 .. 1922 basis=tacit",
        "USA>AFG recognized 1922 .. 1923 basis=de_facto",
        "USA>AFG recognized 1923 .. now basis=de_jure",
    ]


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("1949-12-07", ["USA>CHN/roc recognized 1928 .. 1979-01-01", "USA>CHN/roc none 1979-01-01 .. now"]),
        ("", ["USA>CHN/roc recognized 1928 .. now"]),
    ],
    ids=["no longer governing", "perhaps the same"],
)
def test_recognizing_a_state_s_government_ends_recognition_of_one_that_no_longer_governs(
    until: str, last: list[str]
) -> None:
    facts = PartyTable([party("CHN"), party("CHN/roc", GOVERNMENT, until=until)])
    events = [
        event("recognize", "USA", "CHN/roc", "1928"),
        event("recognize", "USA", "CHN", "1979-01-01", object="government"),
    ]
    assert told(*events, dimension="recognition", b="CHN/roc", facts=facts) == last

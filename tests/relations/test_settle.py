"""Settling: what is one happening and what is not."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest

from dragoman.records import Amount, Claim, Event, Modality, Participant, UnresolvedDate
from dragoman.relations import ClaimEntry
from tests.relations.build import claim, edtf, entry, settled, when


def dates(*entries: ClaimEntry) -> list[str]:
    """Give each event's date and number of claims, as "1909-05-03 x2"."""
    return [_told(event) for event in settled(*entries)]


def _told(event: Event) -> str:
    day = "?" if isinstance(event.date, UnresolvedDate) else edtf(event.date)
    return f"{day} x{len(event.claims)}"


def recognized(at: str, doc: str, **fields: object) -> ClaimEntry:
    return entry(claim("recognize", "USA", "AFG", at, doc=doc, **fields))  # type: ignore[arg-type]


def test_equal_claims_of_two_documents_are_one_event() -> None:
    (event,) = settled(recognized("1921-07-26", "d1"), recognized("1921-07-26", "d2"))
    assert (event.documents, len(event.claims)) == (2, 2)


def test_a_coarse_date_joins_the_finer_one_which_wins() -> None:
    assert dates(recognized("1909", "d1"), recognized("1909-05-03", "d2")) == ["1909-05-03 x2"]


@pytest.mark.parametrize(
    ("one", "other", "events"),
    [
        ("1909-05-03", "1909-05-03", 1),
        ("1909-05-03", "1909-05-06", 1),
        ("1909-05-03", "1909-05-07", 2),
        ("1909-05", "1909-05-31", 1),
        ("1909-05", "1909-06-01", 2),
        ("1909", "1909-05", 1),
        ("190X", "1909", 1),
        ("190X", "1910", 2),
        ("1909/1911", "1910", 1),
        ("1909/1911", "1912", 2),
        ("1909/..", "1909-05-03/..", 1),
        ("1909/..", "1909-05-03", 2),
        ("../1909", "../1909-05", 1),
    ],
)
def test_dates_that_may_be_one_day_are_one_event(one: str, other: str, events: int) -> None:
    assert len(settled(recognized(one, "d1"), recognized(other, "d2"))) == events


def test_a_coarse_date_between_two_fine_ones_joins_neither() -> None:
    chain = [recognized("1909-05-01", "d1"), recognized("1909", "d2"), recognized("1909-09-01", "d3")]
    for order in itertools.permutations(chain):
        assert dates(*order) == ["1909-05-01 x1", "1909 x1", "1909-09-01 x1"] or dates(*order) == [
            "1909 x1",
            "1909-05-01 x1",
            "1909-09-01 x1",
        ]


def test_coarse_dates_that_join_nothing_finer_join_each_other() -> None:
    entries = [recognized("1909-05-01", "d1"), recognized("1909-09-01", "d2")]
    coarse = [recognized("1909", "d3"), recognized("190X", "d4")]
    assert "1909 x2" in dates(*entries, *coarse)


def test_three_days_in_a_row_of_which_the_outer_are_too_far_apart_do_not_merge() -> None:
    entries = [recognized(f"1909-05-0{day}", f"d{day}") for day in (1, 3, 5)]
    assert dates(*entries) == ["1909-05-01 x1", "1909-05-03 x1", "1909-05-05 x1"]


def test_of_two_days_the_one_that_more_documents_name_is_taken() -> None:
    entries = [recognized("1909-05-01", "d1"), recognized("1909-05-02", "d2"), recognized("1909-05-02", "d3")]
    assert dates(*entries) == ["1909-05-02 x3"]


def test_one_text_that_names_two_days_speaks_of_two_happenings() -> None:
    entries = [recognized("1909-05-01", "d1"), recognized("1909-05-02", "d1")]
    assert len(settled(*entries)) == 2


def test_an_undated_claim_joins_the_only_event_that_it_may_mean() -> None:
    assert dates(recognized("1921-07-26", "d1"), recognized("", "d2")) == ["1921-07-26 x2"]


def test_an_undated_claim_that_may_mean_two_events_stays_its_own() -> None:
    entries = [recognized("1921-07-26", "d1"), recognized("1950", "d2"), recognized("", "d3")]
    assert dates(*entries) == ["1921-07-26 x1", "1950 x1", "? x1"]


def test_undated_claims_that_disagree_do_not_both_join_one_event() -> None:
    entries = [
        entry(claim("accredit_envoy", "USA", "AFG", "1935-05-04", doc="d1")),
        entry(claim("accredit_envoy", "USA", "AFG", doc="d2", object="John Smith")),
        entry(claim("accredit_envoy", "USA", "AFG", doc="d3", object="Mary Jones")),
    ]
    assert dates(*entries) == ["1935-05-04 x1", "? x1", "? x1"]


def test_undated_claims_join_each_other() -> None:
    assert dates(recognized("", "d1"), recognized("", "d2")) == ["? x2"]


def test_an_unresolved_date_keeps_its_reason() -> None:
    unread = claim("recognize", "USA", "AFG")
    unread = _dated(unread, UnresolvedDate("on Thursday", "no published date to count from"))
    (event,) = settled(entry(unread))
    assert event.date == UnresolvedDate("on Thursday", "no published date to count from")


def _dated(plain: Claim, at: UnresolvedDate) -> Claim:
    return replace(plain, date=at)


def test_ongoing_claims_without_a_date_stand_by_their_published_date() -> None:
    kept = claim("maintain_mission", "RUS", "AFG", "", "ongoing", doc="d1", level="embassy")
    again = claim("maintain_mission", "RUS", "AFG", "", "ongoing", doc="d2", level="embassy")
    events = settled(entry(kept, published="2025-07-04"), entry(again, published="2025-08-01"))
    assert [event.as_of for event in events] == [date(2025, 7, 4), date(2025, 8, 1)]
    assert all(isinstance(event.date, UnresolvedDate) for event in events)


def test_happened_claims_never_take_the_published_date() -> None:
    (event,) = settled(entry(claim("recognize", "RUS", "AFG"), published="2025-07-04"))
    assert event.as_of is None


def test_near_copies_count_as_one_document() -> None:
    entries = [
        entry(claim("recognize", "USA", "AFG", "1921", doc="d1"), group="d1"),
        entry(claim("recognize", "USA", "AFG", "1921", doc="d2"), group="d1"),
        entry(claim("recognize", "USA", "AFG", "1921", doc="d3"), group="d3"),
    ]
    (event,) = settled(*entries)
    assert (event.documents, event.groups, len(event.claims)) == (2, ("d1", "d3"), 3)


def test_the_same_claim_twice_counts_once() -> None:
    one = recognized("1921", "d1")
    assert settled(one, one) == settled(one)


def test_of_two_readings_of_one_claim_the_later_on_record_counts() -> None:
    kept = claim("maintain_mission", "RUS", "AFG", "", "ongoing")
    older, newer = (
        entry(kept, sequence=1, published="2025-07-04"),
        entry(kept, sequence=2, published="2025-07-03"),
    )
    assert settled(older, newer) == settled(newer, older) == settled(newer)


def test_an_amended_claim_is_cited_by_its_recorded_id() -> None:
    (event,) = settled(entry(claim("recognize", "USA", "AFG", "1921"), id="recorded"))
    assert event.claims == ("recorded",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Modality.HAPPENED, Modality.PLANNED),
        (Modality.HAPPENED, Modality.DENIED),
        (Modality.HAPPENED, Modality.ONGOING),
    ],
)
def test_claims_of_different_modality_are_different_events(one: Modality, other: Modality) -> None:
    entries = [
        entry(claim("recognize", "USA", "AFG", "1921", one, doc="d1")),
        entry(claim("recognize", "USA", "AFG", "1921", other, doc="d2")),
    ]
    assert len(settled(*entries)) == 2


def test_opposite_acts_of_one_day_are_two_events() -> None:
    entries = [
        entry(claim("open_mission", "USA", "AFG", "1921", level="embassy", doc="d1")),
        entry(claim("close_mission", "USA", "AFG", "1921", level="embassy", doc="d2")),
    ]
    assert len(settled(*entries)) == 2


def test_kin_types_are_one_event_of_the_type_that_most_documents_use() -> None:
    def opened(kind: str, doc: str) -> ClaimEntry:
        return entry(claim(kind, "USA", "AFG", "2002-01-17", level="embassy", doc=doc))

    (event,) = settled(
        opened("open_mission", "d1"), opened("reopen_mission", "d2"), opened("reopen_mission", "d3")
    )
    assert event.type == "reopen_mission"


def test_unordered_acts_are_one_event_whoever_is_named_first() -> None:
    entries = [
        entry(claim("establish_relations", "USA", "AFG", "1935-05-04", doc="d1")),
        entry(claim("establish_relations", "AFG", "USA", "1935-05-04", doc="d2")),
    ]
    assert len(settled(*entries)) == 1


def test_directed_acts_the_other_way_are_another_event() -> None:
    entries = [
        entry(claim("recognize", "USA", "AFG", "1935-05-04", doc="d1")),
        entry(claim("recognize", "AFG", "USA", "1935-05-04", doc="d2")),
    ]
    assert len(settled(*entries)) == 2


@pytest.mark.parametrize(
    ("kind", "one", "other", "events"),
    [
        ("open_mission", {"city": "Kabul"}, {"city": "Herat"}, 2),
        ("open_mission", {"city": "Kabul"}, {"city": "KABUL"}, 1),
        ("open_mission", {"city": "Kabul"}, {}, 1),
        ("open_mission", {"level": "embassy"}, {"level": "consulate"}, 2),
        ("accredit_envoy", {"object": "Adolph Dubs"}, {"object": "Dubs"}, 1),
        ("accredit_envoy", {"object": "Adolph Dubs"}, {"object": "A. Dubs"}, 1),
        ("accredit_envoy", {"object": "Adolph Dubs"}, {"object": "Ely Palmer"}, 2),
        ("accredit_envoy", {"object": "John Smith"}, {"object": "Mary Smith"}, 2),
        ("sign_agreement", {"object": "Treaty of Peace"}, {"object": "the treaty of peace"}, 1),
        ("sign_agreement", {"object": "Treaty of Peace"}, {"object": "Treaty of Commerce"}, 2),
        ("recognize", {"basis": "de_facto"}, {"basis": "de_jure"}, 2),
        ("recognize", {"basis": "de_facto"}, {}, 1),
        ("recognize", {"object": "government"}, {}, 2),
        ("impose_sanctions", {"measures": ("arms_embargo",)}, {"measures": ("travel_ban",)}, 1),
    ],
)
def test_attributes_tell_happenings_apart(
    kind: str, one: dict[str, str], other: dict[str, str], events: int
) -> None:
    first = entry(claim(kind, "USA", "AFG", "1935-05-04", doc="d1", **one))  # type: ignore[arg-type]
    second = entry(claim(kind, "USA", "AFG", "1935-05-04", doc="d2", **other))  # type: ignore[arg-type]
    assert len(settled(first, second)) == events


def test_an_unnamed_city_between_two_named_ones_joins_neither() -> None:
    entries = [
        entry(claim("open_mission", "USA", "AFG", "1935", doc="d1", city="Kabul")),
        entry(claim("open_mission", "USA", "AFG", "1935", doc="d2", city="Herat")),
        entry(claim("open_mission", "USA", "AFG", "1935", doc="d3")),
    ]
    assert sorted((event.city, len(event.claims)) for event in settled(*entries)) == [
        ("", 1),
        ("Herat", 1),
        ("Kabul", 1),
    ]


def test_measures_of_one_event_are_put_together() -> None:
    entries = [
        entry(claim("impose_sanctions", "EU", "RUS", "2022-02-25", doc="d1", measures=("travel_ban",))),
        entry(claim("impose_sanctions", "EU", "RUS", "2022-02-25", doc="d2", measures=("asset_freeze",))),
    ]
    (event,) = settled(*entries)
    assert event.measures == ("asset_freeze", "travel_ban")


def test_the_larger_of_two_amounts_is_kept() -> None:
    entries = [
        entry(claim("freeze_assets", "USA", "AFG", "2021", doc=d, amount=Amount(value=v, currency="USD")))
        for d, v in (("d1", 7e9), ("d2", 9e9))
    ]
    (event,) = settled(*entries)
    assert event.amount == Amount(value=9e9, currency="USD")


def test_an_event_takes_the_attributes_that_most_documents_name() -> None:
    entries = [
        entry(claim("accredit_envoy", "USA", "AFG", "1935", doc=doc, object=name))
        for doc, name in (("d1", "Hornibrook"), ("d2", "William Hornibrook"), ("d3", "William Hornibrook"))
    ]
    (event,) = settled(*entries)
    assert event.object == "William Hornibrook"


def test_confidence_is_that_of_the_best_read_claim() -> None:
    entries = [recognized("1921", "d1", confidence=0.4), recognized("1921", "d2", confidence=0.9)]
    (event,) = settled(*entries)
    assert event.confidence == 0.9


def test_a_state_and_its_government_are_one_participant_in_meetings_but_not_in_recognition() -> None:
    def both(kind: str) -> list[Event]:
        return settled(
            entry(claim(kind, "RUS", "AFG", "2025-07-03", doc="d1")),
            entry(claim(kind, "RUS", "AFG/taliban", "2025-07-03", doc="d2")),
        )

    (meeting,) = both("consult")
    assert meeting.target == "AFG/taliban"
    assert len(both("recognize")) == 2


def test_meetings_on_neighbouring_days_are_different_meetings() -> None:
    entries = [
        entry(claim("consult", "RUS", "AFG", "2025-07-03", doc="d1")),
        entry(claim("consult", "RUS", "AFG", "2025-07-04", doc="d2")),
    ]
    assert len(settled(*entries)) == 2


def test_undated_remarks_of_two_documents_are_two() -> None:
    entries = [entry(claim("accuse", "RUS", "AFG", doc="d1")), entry(claim("accuse", "RUS", "AFG", doc="d2"))]
    assert len(settled(*entries)) == 2


def test_an_undated_remark_joins_the_dated_one_of_its_own_text_only() -> None:
    dated = entry(claim("accuse", "RUS", "AFG", "2025-07-03", doc="d1"))
    same_text = entry(claim("accuse", "RUS", "AFG", doc="d1", start=20))
    other_text = entry(claim("accuse", "RUS", "AFG", doc="d2"))
    assert dates(dated, same_text, other_text) == ["2025-07-03 x2", "? x1"]


def test_unresolved_mentions_are_never_taken_for_each_other() -> None:
    def by(name: str, doc: str) -> ClaimEntry:
        named = claim("recognize", "", "AFG", "1921", doc=doc)
        return entry(replace(named, actor=Participant(role="actor", name=name, text=name)))

    assert len(settled(by("Ruritania", "d1"), by("Grand Fenwick", "d2"))) == 2
    (event,) = settled(by("Ruritania", "d1"), by("ruritania", "d2"))
    assert event.actor == ""


def test_events_come_in_order_of_date_undated_ones_last() -> None:
    entries = [
        entry(claim("recognize", "USA", "IRN")),
        entry(claim("recognize", "USA", "AFG", "1921-07-26")),
        entry(claim("recognize", "USA", "CHN", "1913")),
    ]
    assert [event.target for event in settled(*entries)] == ["CHN", "AFG", "IRN"]


def test_the_date_of_a_since_claim_keeps_its_open_end() -> None:
    (event,) = settled(recognized("1921/..", "d1"))
    assert event.date == when("1921/..")

"""Candidates and where they stand: who may take part in what a sentence tells."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from dragoman.reader.encoder.candidates import KINDS
from dragoman.reader.encoder.slots import FORMS, INNER, PREPOSITIONS, RANKS, SLOTS, standing
from dragoman.records import Document, Span
from tests.reader.encoder.views import views_of
from tests.reader.texts import documents

# Text, the last sentence's trigger and its form; then each candidate: party, kind, slot, inner, rank.
SENTENCES: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "France recognized Kosovo on 18 February 2008.": (
        "recognized",
        "active",
        ("FRA name subject head before 1", "XKX name object head behind 1"),
    ),
    "Kosovo was recognized by France.": (
        "recognized",
        "passive",
        ("XKX name subject head before 1", "FRA name by head behind 1"),
    ),
    "Havana expelled the Cuban-born envoy of Spain.": (
        "expelled",
        "active",
        (
            "CUB place subject head before 1",
            "CUB modifier object modifier behind 1",
            "ESP name object of behind 2",
        ),
    ),
    "The Soviet foreign minister praised President Sadat of Egypt.": (
        "praised",
        "active",
        (
            "SUN modifier subject modifier before 1",
            "EGY person object head behind 1",
            "EGY/sadat ruler object head behind 1",
            "EGY name object of behind 2",
        ),
    ),
    "Peru and Chile signed a treaty with Bolivia in Lima.": (
        "signed",
        "active",
        (
            "PER name subject head before 2",
            "CHL name subject head before 1",
            "BOL name object with behind 1",
            "PER place object in behind 2",
        ),
    ),
    "Japan agreed to open an embassy in Kabul.": (
        "open",
        "infinitive",
        ("JPN name subject head before 1", "AFG place object in behind 1"),
    ),
    "Canada's expulsion of four diplomats from China followed.": (
        "expulsion",
        "noun",
        ("CAN name own modifier before 1", "CHN name of from behind 1"),
    ),
    "The government in Paris threatened Berlin.": (
        "threatened",
        "active",
        ("FRA place subject in before 1", "DEU place object head behind 1"),
    ),
    "Sweden sent troops to Mali against the rebels.": (
        "sent",
        "active",
        ("SWE name subject head before 1", "MLI name object to behind 1"),
    ),
    "Chile praised Peru. It closed its consulate in Arica.": (
        "closed",
        "active",
        (
            "PER pronoun subject head before 1",
            "PER pronoun object modifier behind 1",
            "CHL place object in behind 2",
        ),
    ),
    "Chile praised Peru. The two countries exchanged ambassadors.": (
        "exchanged",
        "active",
        ("CHL description subject head before 1", "PER description subject head before 1"),
    ),
    "Chile praised Peru. Relations were severed in 1960.": (
        "severed",
        "passive",
        ("PER recent unsaid none unsaid", "CHL recent unsaid none unsaid"),
    ),
    "Relations were severed in 1960.": ("severed", "passive", ()),
}


def described(text: str, trigger: str) -> tuple[str, list[str]]:
    view = views_of(text)[-1]
    at = text.rindex(trigger)
    stand = standing(
        view.sentence, Span(at, at + len(trigger)), [candidate.referent.span for candidate in view.candidates]
    )
    places = zip(view.candidates, stand.slots, stand.inner, stand.ranks, strict=True)
    return FORMS[stand.form], [
        f"{c.party} {c.kind} {SLOTS[slot]} {INNER[inner]} {RANKS[rank]}" for c, slot, inner, rank in places
    ]


@pytest.mark.parametrize("text", SENTENCES)
def test_candidates_of_a_sentence_and_where_they_stand(text: str) -> None:
    trigger, form, candidates = SENTENCES[text]
    assert described(text, trigger) == (form, list(candidates))


def test_a_trigger_without_a_chunk_has_nobody_beside_it() -> None:
    form, candidates = described("France recognized Kosovo.", ".")
    assert form == "other"
    assert [line.split()[2:4] for line in candidates] == [["none", "none"]] * 2


def test_who_is_understood_comes_last_and_once_without_words() -> None:
    text = "# RELATIONS OF CHINA\n\nChile praised Peru.\n\nRelations with Chile were severed."
    candidates = views_of(text, title="Togo and Ghana")[-1].candidates
    assert [(c.party, c.kind) for c in candidates] == [
        ("CHL", "name"),
        ("CHN", "title"),
        ("TGO", "title"),
        ("PER", "recent"),
    ]
    assert [c.referent.span is None for c in candidates] == [False, True, True, True]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_candidates_quote_their_sentence_in_its_order(doc: Document) -> None:
    for view in views_of(doc.text, title=doc.title):
        spoken = [c.referent for c in view.candidates if c.referent.span is not None]
        assert [c.referent.span is None for c in view.candidates] == sorted(
            c.referent.span is None for c in view.candidates
        )
        for referent in spoken:
            assert referent.span is not None
            assert referent.span in view.sentence.span
        starts = [referent.span.start for referent in spoken if referent.span is not None]
        assert starts == sorted(starts)
        assert {c.kind for c in view.candidates} <= set(KINDS)


def test_the_view_is_that_before_the_sentence() -> None:
    first, second = views_of("Chile praised Peru. Relations were severed.")
    assert all(c.referent.span is not None for c in first.candidates)
    assert [c.party for c in second.candidates] == ["PER", "CHL"]


def test_cities_and_capitalised_names_may_be_the_place_of_a_mission() -> None:
    (view,) = views_of("Norway moved its embassy in Damascus to Little Whinging in March 2012.")
    assert [place.name for place in view.places if place.name != "March"] == ["Damascus", "Little Whinging"]
    assert all(place.span.of(view.sentence.text) == place.name for place in view.places)


def test_dates_of_the_sentence_are_in_the_view() -> None:
    (view,) = views_of("Norway opened an embassy in 1960 and closed it on 3 May 1970.")
    assert [match.text for match in view.dates] == ["1960", "3 May 1970"]


def test_the_orders_that_a_model_is_written_in_hold_each_name_once() -> None:
    for names in (KINDS, SLOTS, INNER, FORMS, RANKS, PREPOSITIONS):
        assert len(set(names)) == len(names)


def test_ranks_count_candidates_away_from_the_trigger() -> None:
    text = "A B C D E severed F G H I J"
    spans = [Span(text.index(letter), text.index(letter) + 1) for letter in "ABCDEFGHIJ"]
    (view,) = views_of("Relations were severed with A, B, C, D, E, F, G, H, I and J.")
    at = standing(view.sentence, Span(10, 17), [*spans, None])
    assert [RANKS[rank] for rank in at.ranks] == [
        "before more",
        "before more",
        "before 3",
        "before 2",
        "before 1",
        "behind 1",
        "behind 2",
        "behind 3",
        "behind more",
        "behind more",
        "unsaid",
    ]


def test_a_ruler_is_there_for_his_state_and_as_the_government_that_he_leads() -> None:
    (view,) = views_of("President Salvador Allende fell.", published=date(1973, 9, 11))
    assert [(c.party, c.kind) for c in view.candidates] == [("CHL", "person"), ("CHL/allende", "ruler")]


def test_whose_a_land_was_is_understood_also_if_it_is_said_later() -> None:
    views = views_of("Malta became independent. Malta had been under British rule.")
    assert ("GBR", "sovereign") in [(c.party, c.kind) for c in views[0].candidates]

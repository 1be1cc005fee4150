"""A claim as JSON: keys, order, and what stands where there is nothing."""

from __future__ import annotations

import json

import pytest

from dragoman.export import claim_record, to_json
from dragoman.ontology import load_ontology
from dragoman.records import (
    Amount,
    Claim,
    DatePoint,
    Interval,
    Modality,
    Participant,
    RecordClaim,
    Span,
    Speaker,
    UnresolvedDate,
)

TEXT = "On Thursday, Moscow recognized the Taliban, the first state to do so, officials said."
FULL = Claim(
    document="0" * 64,
    sentence=Span(0, 85),
    trigger=Span(20, 30),
    type="recognize",
    actor=Participant(role="actor", party="RUS", name="Russia", text="Moscow", span=Span(13, 19)),
    target=Participant(
        role="target", party="AFG/taliban", name="Taliban", text="the Taliban", span=Span(31, 42)
    ),
    object="o",
    level="embassy",
    city="Kabul",
    basis="de_jure",
    measures=("asset_freeze", "travel_ban"),
    amount=Amount(value=9e9, currency="USD"),
    date=Interval.at(2025, 7, 3),
    date_text="On Thursday",
    modality=Modality.HAPPENED,
    attribution=Speaker(party="", name="officials", text="officials", span=Span(70, 79)),
    record_claim=RecordClaim(kind="first", scope="to do so"),
    confidence=0.93,
    reader="grammar/1",
)
BARE = Claim(
    document="0" * 64,
    sentence=Span(0, 85),
    trigger=Span(20, 30),
    type="consult",
    actor=Participant(role="actor", party="RUS", name="Russia", text=""),
    target=None,
    date=UnresolvedDate("Thursday", "no published date to count from"),
    date_text="Thursday",
)


def record(claim: Claim) -> dict[str, object]:
    return claim_record(claim, document="a", sentence=TEXT, ontology=load_ontology())


def test_a_full_claim_has_the_keys_of_the_contract_in_their_order() -> None:
    assert json.loads(to_json(record(FULL))) == {
        "id": FULL.id,
        "document": "a",
        "type": "recognize",
        "family": "recognition",
        "plover": "SUPPORT",
        "cameo": "054",
        "actor": {"id": "RUS", "name": "Russia", "text": "Moscow", "start": 13, "end": 19},
        "target": {"id": "AFG/taliban", "name": "Taliban", "text": "the Taliban", "start": 31, "end": 42},
        "object": "o",
        "level": "embassy",
        "city": "Kabul",
        "basis": "de_jure",
        "measures": ["asset_freeze", "travel_ban"],
        "amount": {"value": 9e9, "currency": "USD"},
        "date": "2025-07-03",
        "date_text": "On Thursday",
        "modality": "happened",
        "attribution": {"id": "", "name": "officials", "text": "officials", "start": 70, "end": 79},
        "record_claim": {"kind": "first", "n": None, "scope": "to do so"},
        "sentence": {"start": 0, "end": 85, "text": TEXT},
        "trigger": {"start": 20, "end": 30},
        "confidence": 0.93,
        "reader": "grammar/1",
    }
    keys = (
        "id document type family plover cameo actor target object level city basis measures amount date "
        "date_text modality attribution record_claim sentence trigger confidence reader"
    )
    assert " ".join(record(FULL)) == keys


def test_offsets_quote_the_text() -> None:
    row = json.loads(to_json(record(FULL)))
    for part in ("actor", "target", "attribution"):
        assert TEXT[row[part]["start"] : row[part]["end"]] == row[part]["text"]


def test_what_is_not_there_is_null_or_empty() -> None:
    row = record(BARE)
    assert row["actor"] == {"id": "RUS", "name": "Russia", "text": "", "start": None, "end": None}
    assert [row[key] for key in ("target", "amount", "attribution", "record_claim")] == [None] * 4
    assert (row["date"], row["date_text"], row["measures"]) == ("", "Thursday", [])


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        pytest.param(Interval(DatePoint(2021, 8), None, is_range=True), "2021-08/..", id="open end"),
        pytest.param(Interval.at(1915, approximate=True), "1915~", id="about"),
        pytest.param(UnresolvedDate(), "", id="none"),
    ],
)
def test_dates_are_in_edtf(when: Interval | UnresolvedDate, expected: str) -> None:
    claim = Claim(
        document="0", sentence=Span(0, 1), trigger=Span(0, 1), type="aid", actor=None, target=None, date=when
    )
    assert record(claim)["date"] == expected


def test_a_type_that_the_ontology_lacks_has_no_family() -> None:
    claim = Claim(document="0", sentence=Span(0, 1), trigger=Span(0, 1), type="oops", actor=None, target=None)
    assert [record(claim)[key] for key in ("family", "plover", "cameo")] == ["", "", ""]

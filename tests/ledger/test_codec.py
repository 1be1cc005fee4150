from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger.codec import claim_from_json, claim_to_json, from_dict, to_dict, to_json
from dragoman.records import Claim, DatePoint, Decision, Document, Event, Interval, Relation
from tests.ledger import strategies
from tests.ledger.build import claim, document

RECORDS = strategies.claims | strategies.documents | strategies.decisions | strategies.relations


@given(RECORDS)
def test_records_come_back_from_json_as_they_were(record: Claim | Document | Decision | Relation) -> None:
    text = to_json(to_dict(record))
    assert from_dict(type(record), json.loads(text)) == record


@given(strategies.claims)
def test_claims_keep_their_id_and_are_ascii(claim: Claim) -> None:
    text = claim_to_json(claim)
    assert text.isascii()
    assert claim_from_json(text).id == claim.id


@given(st.builds(DatePoint, st.integers(1, 9999), decade=st.booleans(), approximate=st.booleans()))
def test_points_keep_their_marks(point: DatePoint) -> None:
    made = to_dict(dataclasses.replace(claim(document()), date=Interval(point, None)))
    assert from_dict(Claim, made).date == Interval(point, None)


@pytest.mark.parametrize("kind", [Claim, Document, Decision, Relation, Event])
def test_every_field_of_a_record_has_a_rule(kind: Any) -> None:
    with pytest.raises(TypeError, match="missing"):  # the fields without default; that one lacks a rule
        from_dict(kind, {})  # would be said first


def test_all_fields_are_written_so_that_no_later_default_changes_an_old_claim() -> None:
    assert set(to_dict(claim(document()))) == {field.name for field in dataclasses.fields(Claim)}


def test_a_field_that_an_old_row_lacks_takes_its_default() -> None:
    made = claim(document())
    plain = to_dict(made)
    del plain["basis"], plain["confidence"]
    assert from_dict(Claim, plain) == made


def test_a_field_that_is_not_known_yet_is_refused_within_a_date() -> None:
    plain = to_dict(claim(document()))
    plain["date"]["hour"] = 12
    with pytest.raises(ValueError, match="belong to none"):
        from_dict(Claim, plain)


def test_a_kind_without_rule_is_refused() -> None:
    @dataclasses.dataclass
    class Odd:
        value: complex

    with pytest.raises((TypeError, NameError)):
        to_dict(Odd(1j))

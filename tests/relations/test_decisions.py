"""Decisions laid over claims."""

from __future__ import annotations

import pytest

from dragoman.errors import QuestionError
from dragoman.records import Claim, Decision, DecisionKind, Modality, UnresolvedDate
from dragoman.relations import DecisionEntry, amend, apply_decisions, check_decision
from tests.relations.build import ONTOLOGY, claim, entry, folded, on, settled, when

RECOGNIZED = claim("recognize", "USA", "AFG", "1921-07-26")
ENTRY = entry(RECOGNIZED)


def decided(kind: str, sequence: int, *changes: tuple[str, str], of: Claim = RECOGNIZED) -> DecisionEntry:
    decision = Decision(
        claim=of.id, kind=DecisionKind(kind), by="editor", because="checked the page", changes=changes
    )
    return DecisionEntry(decision=decision, sequence=sequence)


def stands(*decisions: DecisionEntry) -> list[Claim]:
    return [e.claim for e in apply_decisions([ENTRY], decisions)]


def test_without_decisions_claims_stand_as_recorded() -> None:
    assert apply_decisions([ENTRY], []) == [ENTRY]


def test_a_rejected_claim_drops_out() -> None:
    assert stands(decided("reject", 5)) == []


def test_a_rejection_of_another_claim_changes_nothing() -> None:
    other = claim("recognize", "USA", "IRN", "1921-07-26")
    assert stands(decided("reject", 5, of=other)) == [RECOGNIZED]


@pytest.mark.parametrize("later", ["accept", "amend"])
def test_the_latest_decision_wins(later: str) -> None:
    changes = (("city", "Kabul"),) if later == "amend" else ()
    assert len(stands(decided(later, 9, *changes), decided("reject", 5))) == 1
    assert stands(decided(later, 5, *changes), decided("reject", 9)) == []


def test_an_amendment_replaces_fields_and_keeps_the_recorded_id() -> None:
    (amended,) = apply_decisions([ENTRY], [decided("amend", 5, ("date", "1921-07-27"), ("target", "IRN"))])
    assert amended.claim.date == when("1921-07-27")
    assert amended.claim.target is not None
    assert (amended.claim.target.party, amended.claim.target.text) == ("IRN", "AFG")
    assert amended.claim_id == RECOGNIZED.id
    assert amended.claim.id != RECOGNIZED.id


def test_of_two_amendments_of_one_field_the_later_wins_and_others_are_kept() -> None:
    first = decided("amend", 5, ("date", "1921-07-27"), ("basis", "de_jure"))
    second = decided("amend", 9, ("date", "1921-07-28"))
    (found,) = stands(second, first)
    assert (found.date, found.basis) == (when("1921-07-28"), "de_jure")


def test_accepting_keeps_earlier_amendments() -> None:
    (found,) = stands(decided("amend", 5, ("basis", "de_jure")), decided("accept", 9))
    assert found.basis == "de_jure"


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("type", "refuse_recognition", "refuse_recognition"),
        ("level", "embassy", "embassy"),
        ("city", "Kabul", "Kabul"),
        ("object", "government", "government"),
        ("basis", "tacit", "tacit"),
        ("modality", "denied", Modality.DENIED),
        ("measures", "travel_ban, arms_embargo", ("arms_embargo", "travel_ban")),
        ("date", "", UnresolvedDate(reason="the date was removed by a decision")),
        ("target", "", None),
    ],
)
def test_each_field_can_be_amended(field: str, value: str, expected: object) -> None:
    changed = amend(RECOGNIZED, decided("amend", 1, (field, value)).decision)
    assert getattr(changed, field) == expected


def test_a_missing_participant_can_be_supplied() -> None:
    lacking = claim("recognize", "", "AFG", "1921")
    changed = amend(lacking, decided("amend", 1, ("actor", "USA")).decision)
    assert changed.actor is not None
    assert (changed.actor.role, changed.actor.party) == ("actor", "USA")


@pytest.mark.parametrize(
    "change", [("date", "30 February"), ("modality", "maybe"), ("document", "other"), ("confidence", "1")]
)
def test_what_cannot_be_amended_is_refused(change: tuple[str, str]) -> None:
    with pytest.raises(QuestionError):
        amend(RECOGNIZED, decided("amend", 1, change).decision)


@pytest.mark.parametrize(
    ("kind", "changes"),
    [
        ("amend", ()),
        ("reject", (("city", "Kabul"),)),
        ("amend", (("type", "invade"),)),
        ("amend", (("date", "x"),)),
    ],
    ids=["nothing to amend", "reject with changes", "no such type", "no date"],
)
def test_a_decision_that_could_not_be_applied_is_refused(
    kind: str, changes: tuple[tuple[str, str], ...]
) -> None:
    with pytest.raises(QuestionError):
        check_decision(decided(kind, 1, *changes).decision, claim=RECOGNIZED, ontology=ONTOLOGY)


def test_a_good_decision_is_not_refused() -> None:
    decision = decided("amend", 1, ("date", "1921-07-27")).decision
    check_decision(decision, claim=RECOGNIZED, ontology=ONTOLOGY)


def test_relations_follow_the_amended_claim_and_cite_the_recorded_one() -> None:
    standing = apply_decisions([ENTRY], [decided("amend", 5, ("date", "1934-08-21"))])
    (event,) = settled(*standing)
    (relation,) = folded([event])
    assert relation.first_evidence == on("1934-08-21")
    assert event.claims == (RECOGNIZED.id,)

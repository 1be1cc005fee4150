"""The decoder: proposals of any proposer become claims, and of those that say the same one is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.gazetteer import load_gazetteer
from dragoman.reader.decoder import THRESHOLD, decode
from dragoman.reader.discourse import Referent
from dragoman.reader.mentions import find_mentions
from dragoman.reader.proposal import Proposal
from dragoman.records import (
    Amount,
    Claim,
    Interval,
    Modality,
    RecordClaim,
    Span,
    Speaker,
    UnresolvedDate,
    When,
)
from tests.reader.texts import document

TEXT = "Peru and Chile recognized Togo and Benin in 1960, they said."
DOC = document(TEXT)
PERU, CHILE = Referent("PER", "Peru", Span(0, 4)), Referent("CHL", "Chile", Span(9, 14))
TOGO, BENIN = Referent("TGO", "Togo", Span(26, 30)), Referent("BEN", "Benin", Span(35, 40))
YEAR = Interval.at(1960)
PLAIN = Proposal(
    type="recognize",
    sentence=Span(0, len(TEXT)),
    trigger=Span(15, 25),
    actors=(PERU,),
    targets=(TOGO,),
    confidence=0.8,
    reader="hand/1",
)


def claims_of(*proposals: Proposal, threshold: float = THRESHOLD) -> list[Claim]:
    return decode(DOC, proposals, load_gazetteer(), threshold=threshold)


def pairs_of(claims: list[Claim]) -> set[tuple[str, str]]:
    return {(c.actor.party if c.actor else "", c.target.party if c.target else "") for c in claims}


def test_a_claim_says_what_the_proposal_says() -> None:
    proposal = replace(
        PLAIN,
        date=YEAR,
        date_text="in 1960",
        modality=Modality.PLANNED,
        attribution=Speaker(party="PER", text="they", span=Span(50, 54)),
        record_claim=RecordClaim(kind="first"),
        object="a thing",
        level="embassy",
        city="Lima",
        basis="de_jure",
        measures=("tariffs",),
        amount=Amount(value=3.0, currency="USD"),
    )
    (claim,) = claims_of(proposal)
    for name in ("type", "sentence", "trigger", "date", "date_text", "modality", "attribution"):
        assert getattr(claim, name) == getattr(proposal, name)
    for name in ("record_claim", "object", "level", "city", "basis", "measures", "amount"):
        assert getattr(claim, name) == getattr(proposal, name)
    assert (claim.document, claim.confidence, claim.reader) == (DOC.id, 0.8, "hand/1")


def test_participants_have_their_role_name_and_words() -> None:
    (claim,) = claims_of(PLAIN)
    assert claim.actor is not None
    assert claim.target is not None
    assert (claim.actor.role, claim.actor.party, claim.actor.name) == ("actor", "PER", "Peru")
    assert (claim.target.role, claim.target.text, claim.target.span) == ("target", "Togo", Span(26, 30))


@pytest.mark.parametrize(("confidence", "count"), [(0.499, 0), (0.5, 1), (0.501, 1)])
def test_proposals_below_the_threshold_are_dropped(confidence: float, count: int) -> None:
    assert len(claims_of(replace(PLAIN, confidence=confidence), threshold=0.5)) == count


def test_coordinated_parties_give_one_claim_each() -> None:
    claims = claims_of(replace(PLAIN, actors=(PERU, CHILE), targets=(TOGO, BENIN)))
    assert pairs_of(claims) == {("PER", "TGO"), ("PER", "BEN"), ("CHL", "TGO"), ("CHL", "BEN")}


def test_who_is_said_to_play_a_role_goes_before_who_is_understood() -> None:
    unsaid = replace(PLAIN, actors=(Referent("USA"),), confidence=0.95)
    assert pairs_of(claims_of(unsaid)) == {("USA", "TGO")}
    assert pairs_of(claims_of(unsaid, PLAIN)) == {("PER", "TGO")}
    longer = replace(unsaid, trigger=Span(13, 25))  # the same words, but for one
    assert pairs_of(claims_of(longer, PLAIN)) == {("PER", "TGO")}
    other = replace(unsaid, trigger=Span(45, 49), type="accuse")
    assert pairs_of(claims_of(other, PLAIN)) == {("USA", "TGO"), ("PER", "TGO")}


def test_no_party_acts_on_itself() -> None:
    claims = claims_of(replace(PLAIN, actors=(PERU, CHILE), targets=(CHILE, PERU)))
    assert pairs_of(claims) == {("PER", "CHL"), ("CHL", "PER")}


@pytest.mark.parametrize(
    ("event_type", "count"), [("accuse", 0), ("recognize", 0), ("take_power", 1), ("lose_power", 1)]
)
def test_parties_of_one_state_meet_only_where_it_is_about_who_governs(event_type: str, count: int) -> None:
    government, state = Referent("AFG/taliban", "Taliban"), Referent("AFG", "Afghanistan")
    assert len(claims_of(replace(PLAIN, type=event_type, actors=(government,), targets=(state,)))) == count


def test_a_role_without_a_party_stays_empty() -> None:
    (claim,) = claims_of(replace(PLAIN, targets=()))
    assert claim.target is None
    assert claim.actor is not None


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["surest last", "surest first"])
def test_of_proposals_that_say_the_same_the_surest_is_kept(order: tuple[int, int]) -> None:
    both = (PLAIN, replace(PLAIN, trigger=Span(26, 30), confidence=0.9))
    (claim,) = claims_of(both[order[0]], both[order[1]])
    assert claim.confidence == 0.9
    assert claim.trigger == Span(26, 30)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["dated last", "dated first"])
def test_a_dated_proposal_is_kept_before_a_surer_one_without_a_date(order: tuple[int, int]) -> None:
    both = (replace(PLAIN, confidence=0.95), replace(PLAIN, date=YEAR))
    (claim,) = claims_of(both[order[0]], both[order[1]])
    assert claim.date == YEAR


@pytest.mark.parametrize(
    "other",
    [
        replace(PLAIN, type="accuse"),
        replace(PLAIN, targets=(BENIN,)),
        replace(PLAIN, city="Lima"),
        replace(PLAIN, level="embassy"),
        replace(PLAIN, modality=Modality.DENIED),
        replace(PLAIN, sentence=Span(5, len(TEXT))),
    ],
    ids=["type", "target", "city", "level", "modality", "sentence"],
)
def test_proposals_that_say_something_else_are_both_kept(other: Proposal) -> None:
    assert len(claims_of(PLAIN, other)) == 2


def test_claims_are_sorted_by_trigger_whatever_the_order_of_proposals() -> None:
    late, early = replace(PLAIN, type="accuse", trigger=Span(41, 43)), PLAIN
    assert claims_of(late, early) == claims_of(early, late)
    assert [claim.trigger.start for claim in claims_of(late, early)] == [15, 41]


@pytest.mark.parametrize(
    ("when", "era", "party"),
    [
        (Interval.at(1966), None, "DEU"),
        (Interval.at(1797), None, "austrian-empire"),
        (UnresolvedDate(), Interval.at(1910), "austria-hungary"),
        (Interval.at(1955), Interval.at(1910), "AUT"),
    ],
    ids=["one state all along", "older state", "by the era", "the date before the era"],
)
def test_parties_are_named_as_of_the_date_of_the_event(when: When, era: Interval | None, party: str) -> None:
    text = "Germany praised Peru." if party == "DEU" else "Austria praised Peru."
    doc, gazetteer = document(text), load_gazetteer()
    mention = next(iter(find_mentions(text, gazetteer, on=doc.published)))
    named = Referent(mention.party, mention.text, mention.span, mention=mention)
    proposal = replace(
        PLAIN, sentence=Span(0, len(text)), trigger=Span(8, 15), actors=(named,), date=when, era=era
    )
    (claim,) = decode(doc, [proposal], gazetteer)
    assert claim.actor is not None
    assert claim.actor.party == party
    assert claim.date == when


def test_a_party_that_is_not_resolved_stays_a_named_mention() -> None:
    (claim,) = claims_of(replace(PLAIN, actors=(Referent("", "the rebels", Span(0, 4)),)))
    assert claim.actor is not None
    assert (claim.actor.party, claim.actor.name, claim.actor.text) == ("", "", "the rebels")


@pytest.mark.parametrize(
    ("event_type", "parties"),
    [("lose_power", ("NER/bazoum", "NER")), ("accuse", ("NER", "FRA"))],
)
def test_a_ruler_loses_power_himself_and_acts_for_his_state(
    event_type: str, parties: tuple[str, str]
) -> None:
    text = "President Mohamed Bazoum, they said."
    doc, gazetteer = document(text), load_gazetteer()
    mention = next(iter(find_mentions(text, gazetteer, on=date(2023, 7, 1))))
    ruler = Referent(mention.party, mention.text, mention.span, mention=mention)
    proposal = replace(
        PLAIN,
        type=event_type,
        sentence=Span(0, len(text)),
        trigger=Span(26, 30),
        actors=(ruler,),
        targets=(Referent(parties[1]),),
    )
    assert pairs_of(decode(doc, [proposal], gazetteer)) == {parties}


def test_a_person_out_of_office_acts_for_his_state_between_states() -> None:
    text = "Thomas F. Bayard, they said."
    doc, gazetteer = document(text), load_gazetteer()
    mention = next(iter(find_mentions(text, gazetteer, on=date(1893, 6, 22))))
    assert mention.type == "person"
    envoy = Referent(mention.party, mention.text, mention.span, mention=mention)
    proposal = replace(
        PLAIN,
        type="accredit_envoy",
        sentence=Span(0, len(text)),
        trigger=Span(18, 22),
        actors=(envoy,),
        targets=(Referent("GBR"),),
    )
    assert pairs_of(decode(doc, [proposal], gazetteer)) == {("USA", "GBR")}
    accused = replace(proposal, type="accuse")
    assert pairs_of(decode(doc, [accused], gazetteer)) == {("thomas-f-bayard", "GBR")}


def test_a_state_takes_power_in_itself_but_recognizes_not_itself() -> None:
    both = replace(PLAIN, actors=(Referent("AUT"),), targets=(Referent("AUT"),))
    assert pairs_of(claims_of(replace(both, type="take_power"))) == {("AUT", "AUT")}
    assert claims_of(replace(both, type="recognize")) == []


@pytest.mark.parametrize(
    ("nobody", "somebody", "kept"), [(0.9, 0.8, ""), (0.8, 0.9, "FRA"), (0.8, 0.8, "FRA")]
)
def test_for_the_same_words_somebody_acts_or_nobody(nobody: float, somebody: float, kept: str) -> None:
    passive = replace(
        PLAIN, type="impose_sanctions", actors=(), targets=(Referent("PER"),), confidence=nobody
    )
    active = replace(passive, actors=(Referent("FRA", "France", Span(0, 6)),), confidence=somebody)
    assert pairs_of(claims_of(passive, active)) == {(kept, "PER")}

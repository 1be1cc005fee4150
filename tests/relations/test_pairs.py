"""Pair keys, and what a new claim can change."""

from __future__ import annotations

import pytest

from dragoman.relations import affects, feeders, heirs, pair_key, party_key
from tests.relations.build import FACTS, ONTOLOGY, claim, event


@pytest.mark.parametrize(
    ("party", "key"),
    [("AFG", "AFG"), ("AFG/taliban", "AFG"), ("NIC/diaz", "NIC"), ("hamas", "hamas"), ("UN", "UN"), ("", "")],
)
def test_a_party_s_key_is_its_state_or_itself(party: str, key: str) -> None:
    assert party_key(party, FACTS.state_of) == key


def test_a_pair_s_key_does_not_depend_on_the_order() -> None:
    assert pair_key("RUS", "AFG/taliban", state_of=FACTS.state_of) == ("AFG", "RUS")
    assert pair_key("AFG", "RUS", state_of=FACTS.state_of) == ("AFG", "RUS")


@pytest.mark.parametrize(
    ("kind", "actor", "target", "pairs", "parties"),
    [
        ("recognize", "RUS", "AFG/taliban", {("AFG", "RUS")}, set()),
        ("recognize", "RUS", "", set(), set()),
        ("recognize", "", "AFG", set(), set()),
        ("consult", "RUS", "AFG", set(), set()),
        ("take_power", "AFG/taliban", "AFG", {("AFG", "AFG")}, set()),
        ("succeed", "RUS", "SUN", {("RUS", "SUN")}, {"RUS", "SUN"}),
        ("dissolve", "SUN", "", {("SUN", "SUN")}, {"SUN"}),
        ("unknown_type", "RUS", "AFG", set(), set()),
    ],
)
def test_a_claim_affects_its_pair_and_what_befalls_a_party_all_pairs_of_it(
    kind: str, actor: str, target: str, pairs: set[tuple[str, str]], parties: set[str]
) -> None:
    found = affects(claim(kind, actor, target), ontology=ONTOLOGY, state_of=FACTS.state_of)
    assert (set(found.pairs), set(found.parties)) == (pairs, parties)


SUCCESSIONS = [
    event("succeed", "RUS", "SUN", "1991-12-25"),
    event("succeed", "SRB", "SCG", "2006-06-05"),
    event("succeed", "SCG", "YUG", "1992-04-27"),
]


def test_a_pair_is_fed_by_its_predecessors_pairs() -> None:
    pairs, parties = feeders(("RUS", "USA"), SUCCESSIONS, ontology=ONTOLOGY, state_of=FACTS.state_of)
    assert pairs == {("RUS", "USA"), ("SUN", "USA")}
    assert parties == {"RUS", "SUN", "USA"}


def test_a_pair_is_fed_through_several_successions_on_both_sides() -> None:
    pairs, _ = feeders(("RUS", "SRB"), SUCCESSIONS, ontology=ONTOLOGY, state_of=FACTS.state_of)
    assert pairs == {(min(a, b), max(a, b)) for a in ("RUS", "SUN") for b in ("SRB", "SCG", "YUG")}


def test_a_pair_s_heirs_are_its_successors_pairs() -> None:
    found = heirs(("SUN", "YUG"), SUCCESSIONS, ontology=ONTOLOGY, state_of=FACTS.state_of)
    assert found == {(min(a, b), max(a, b)) for a in ("RUS", "SUN") for b in ("SRB", "SCG", "YUG")}


def test_without_successions_a_pair_stands_alone() -> None:
    assert feeders(("A", "B"), [], ontology=ONTOLOGY, state_of=FACTS.state_of) == (
        frozenset({("A", "B")}),
        frozenset({"A", "B"}),
    )
    assert heirs(("A", "B"), [], ontology=ONTOLOGY, state_of=FACTS.state_of) == {("A", "B")}

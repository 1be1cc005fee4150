"""Whom a noun phrase stands for, by name, office, pronoun or description."""

from __future__ import annotations

import pytest

from dragoman.reader.discourse import Discourse, Referent
from dragoman.reader.sentence import Sentence
from dragoman.reader.syntax.clause import Phrase
from tests.reader.build import sentence_of


def first_phrase(sentence: Sentence) -> Phrase:
    """Give the first noun phrase with the prepositional phrases behind it."""
    t = next(t for t, c in enumerate(sentence.chunks) if c.kind == "NP")
    return sentence.walker.phrase(t)[0]


def found(text: str, discourse: Discourse | None = None, *, loose: bool = False) -> list[Referent]:
    sentence = sentence_of(text, discourse=discourse)
    return sentence.resolver.parties(first_phrase(sentence), loose=loose)


def parties(text: str, discourse: Discourse | None = None, *, loose: bool = False) -> list[str]:
    return [r.party for r in found(text, discourse, loose=loose)]


# --------------------------------------------------------------------------------------- names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile left.", ["CHL"]),
        ("Chile and Peru left.", ["CHL", "PER"]),
        ("The Chilean government left.", ["CHL"]),
        ("Chile's government left.", ["CHL"]),
        ("The government of Chile left.", ["CHL"]),
        ("The foreign minister of Chile left.", ["CHL"]),
        ("The Chilean President Soto left.", ["CHL"]),
        ("Chileans left.", ["CHL"]),
        ("The Chilean port left.", []),
        ("The port of Chile left.", []),
        ("Soto left.", []),
    ],
)
def test_name_or_office_stands_for_its_party(text: str, expected: list[str]) -> None:
    assert parties(text) == expected


@pytest.mark.parametrize("text", ["The Chilean port left.", "The port of Chile left."])
def test_what_a_party_owns_stands_for_it_only_loosely(text: str) -> None:
    assert parties(text) == []
    assert parties(text, loose=True) == ["CHL"]


def test_named_party_quotes_its_name_and_described_one_its_phrase() -> None:
    text = "The People's Republic and its envoy left."
    discourse = Discourse(recent=["CHN"])
    (named,) = found("Chile left.")
    (described,) = found(text, discourse)
    assert (named.text, named.weight) == ("Chile", 1.0)
    assert described.span is not None
    assert described.span.of(text) == described.text == "The People's Republic"
    assert described.weight < 1


def test_person_known_from_before_speaks_for_a_party() -> None:
    assert parties("Soto left.", Discourse(persons={"Soto": "CHL"})) == ["CHL"]


def test_title_before_a_person_says_whose_person_it_is() -> None:
    assert parties("Chilean Foreign Minister Lavrov left.") == ["CHL"]
    assert parties("Lavrov left.") == ["RUS"]


# ------------------------------------------------------------------------------------ pronouns


@pytest.mark.parametrize(
    ("text", "discourse", "expected"),
    [
        ("It left.", Discourse(subjects=["CHL"]), ["CHL"]),
        ("It left.", Discourse(recent=["CHL", "UN"]), ["CHL"]),
        ("Its envoy left.", Discourse(subjects=["CHL"]), ["CHL"]),
        ("They left.", Discourse(plural=["CHL", "PER"]), ["CHL", "PER"]),
        ("They left.", Discourse(recent=["AFG/taliban", "CHL"]), ["AFG/taliban"]),
        ("They left.", Discourse(subjects=["CHL"]), ["CHL"]),
        ("He left.", Discourse(person="CHL", recent=["PER"]), ["CHL"]),
        ("We left.", Discourse(subjects=["CHL"], recent=["CHL"]), []),
        ("It left.", Discourse(), []),
    ],
)
def test_pronoun_means_the_last_party_that_fits(text: str, discourse: Discourse, expected: list[str]) -> None:
    assert parties(text, discourse) == expected


def test_pronoun_does_not_mean_a_party_to_be_avoided() -> None:
    sentence = sentence_of("It left.", discourse=Discourse(subjects=["CHL"], recent=["PER", "CHL"]))
    avoided = sentence.resolver.parties(first_phrase(sentence), avoid=frozenset(("CHL",)))
    assert [r.party for r in avoided] == ["PER"]


# -------------------------------------------------------------------------------- descriptions


@pytest.mark.parametrize(
    ("text", "discourse", "expected"),
    [
        ("The two countries met.", Discourse(plural=["CHL", "PER"]), ["CHL", "PER"]),
        ("Both governments met.", Discourse(recent=["CHL", "PER"]), ["CHL", "PER"]),
        ("The two countries met.", Discourse(pair=["CHL", "PER"]), ["CHL", "PER"]),
        ("The three met.", Discourse(plural=["CHL", "PER", "GHA"]), ["CHL", "PER", "GHA"]),
        ("The three met.", Discourse(plural=["CHL", "PER"]), []),
        ("The country left.", Discourse(recent=["UN", "CHL", "hezbollah"]), ["CHL"]),
        ("The group left.", Discourse(recent=["hezbollah", "CHL"]), ["hezbollah"]),
        ("The alliance grew.", Discourse(recent=["NATO", "CHL"]), ["NATO"]),
        ("A country left.", Discourse(recent=["CHL"]), []),
        ("The house fell.", Discourse(recent=["CHL"]), []),
        ("The president left.", Discourse(subjects=["CHL"]), ["CHL"]),
        ("A president left.", Discourse(subjects=["CHL"]), []),
    ],
)
def test_description_points_back(text: str, discourse: Discourse, expected: list[str]) -> None:
    assert parties(text, discourse) == expected


# ------------------------------------------------------------------------------ owners, places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Chilean embassy left.", ["CHL"]),
        ("Chile's embassy left.", ["CHL"]),
        ("Its embassy left.", ["PER"]),
        ("The country's embassy left.", ["PER"]),
        ("The embassy left.", []),
    ],
)
def test_owner_is_whose_thing_it_is(text: str, expected: list[str]) -> None:
    sentence = sentence_of(text, discourse=Discourse(subjects=["PER"], recent=["PER"]))
    assert [r.party for r in sentence.resolver.owner(first_phrase(sentence).np)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nairobi fell.", [("KEN", True)]),
        ("Nairobi and Peru fell.", [("KEN", True), ("PER", False)]),
        ("Norwegian soil fell.", [("NOR", False)]),
        ("Norwegian pride fell.", []),
    ],
)
def test_places_give_the_states_in_which_they_lie(text: str, expected: list[tuple[str, bool]]) -> None:
    sentence = sentence_of(text)
    places = sentence.resolver.places(first_phrase(sentence))
    assert [(r.party, r.place) for r in places] == expected


def test_no_phrase_stands_for_nobody() -> None:
    resolver = sentence_of("Chile left.").resolver
    assert resolver.parties(None) == resolver.places(None) == []


# ----------------------------------------------------------------------------------- discourse


def test_latest_mention_stands_last_and_each_once() -> None:
    discourse = Discourse()
    for party in ("CHL", "PER", "CHL"):
        discourse.mention(party)
    assert discourse.recent == ["PER", "CHL"]


def test_last_actors_are_kept_the_latest_first_and_each_once() -> None:
    discourse = Discourse()
    for party in ("CHL", "PER", "CHL", "GHA", "TGO", "KEN", "NOR", "RUS"):
        discourse.act((party,))
    assert discourse.last_actors == ("RUS", "NOR", "KEN", "TGO", "GHA", "CHL")

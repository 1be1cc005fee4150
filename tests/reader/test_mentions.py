"""Mentions: which party a name means on a day, and which tokens it covers."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

import pytest

from dragoman.gazetteer import Gazetteer, Match, Reading, load_gazetteer
from dragoman.reader.mentions import Mention, find_mentions, place, redated
from dragoman.reader.syntax.tokens import tokenize
from dragoman.records import Interval, Party, PartyKind, Span

VIENNA = (
    Reading("austrian-empire", "name", date(1804, 8, 11), date(1867, 6, 8)),
    Reading("austria-hungary", "name", date(1867, 6, 8), date(1918, 11, 12)),
    Reading("AUT", "name", date(1918, 11, 12), None),
)
CONGOS = (Reading("COG", "name"), Reading("COD", "name"))


class OwnGazetteer:
    """Finds the names it is given; chooses the reading that holds on the day, and none of several."""

    def __init__(self, names: dict[str, tuple[Reading, ...]]) -> None:
        self._names = names

    def find(self, text: str) -> list[Match]:
        """Give the first occurrence of each name."""
        found = [(text.find(name), name) for name in self._names]
        return [
            Match(Span(start, start + len(name)), name, self._names[name])
            for start, name in sorted(found)
            if start >= 0
        ]

    def choose(self, match: Match, *, on: date | None, **_: Any) -> Reading | None:
        """Give the one reading that holds."""
        holding = [r for r in match.readings if on is None or r.holds(on)]
        return holding[0] if len(holding) == 1 else None

    def party(self, party_id: str) -> Party:
        """Give a state of this id."""
        return Party(id=party_id, name=party_id, kind=PartyKind.STATE)


def gazetteer_of(**names: tuple[Reading, ...]) -> Gazetteer:
    return cast(Gazetteer, OwnGazetteer({name.replace("_", " "): r for name, r in names.items()}))


def found(text: str, gazetteer: Gazetteer, *, on: date | None = None, **more: Any) -> list[str]:
    return [m.party for m in find_mentions(text, gazetteer, on=on, **more)]


def test_name_means_its_party_on_the_day() -> None:
    gazetteer = gazetteer_of(Austria=VIENNA)
    assert found("Austria left.", gazetteer, on=date(1850, 1, 1)) == ["austrian-empire"]
    assert found("Austria left.", gazetteer, on=date(1950, 1, 1)) == ["AUT"]


def test_mentions_quote_the_text_in_order() -> None:
    text = "Peru met Chile."
    mentions = find_mentions(text, load_gazetteer(), on=None)
    assert [(m.text, m.span.of(text), m.party) for m in mentions] == [
        ("Peru", "Peru", "PER"),
        ("Chile", "Chile", "CHL"),
    ]


def test_name_of_several_parties_means_none() -> None:
    assert found("The Congo left.", gazetteer_of(Congo=CONGOS)) == []


def test_name_of_several_parties_means_the_one_that_the_text_names_clearly() -> None:
    gazetteer = gazetteer_of(Congo=CONGOS, Kinshasa=(Reading("COD", "capital"),))
    assert found("The Congo left. Kinshasa was calm.", gazetteer) == ["COD", "COD"]


def test_name_of_several_parties_means_the_one_of_the_title() -> None:
    gazetteer = gazetteer_of(Congo=CONGOS)
    assert found("The Congo left.", gazetteer, titled=frozenset(("COG",))) == ["COG"]


def test_title_decides_nothing_where_it_names_both() -> None:
    gazetteer = gazetteer_of(Congo=CONGOS)
    assert found("The Congo left.", gazetteer, titled=frozenset(("COG", "COD"))) == []


# ----------------------------------------------------------------------------------- the event's day


def mention_of(party: str, readings: tuple[Reading, ...]) -> Mention:
    span = Span(0, 7)
    return Mention(span, "Austria", party, "name", Match(span, "Austria", readings))


@pytest.mark.parametrize(
    ("year", "party"), [(1838, "austrian-empire"), (1890, "austria-hungary"), (1950, "AUT"), (1919, "AUT")]
)
def test_mention_means_the_party_of_the_event(year: int, party: str) -> None:
    mention = mention_of("AUT", VIENNA)
    when = Interval.at(year, 5, 1)
    assert redated("Austria left.", mention, gazetteer_of(), when=when) == party


def test_reading_stands_within_a_year_of_its_time() -> None:
    mention = mention_of("AUT", VIENNA)
    assert redated("Austria left.", mention, gazetteer_of(), when=Interval.at(1918, 3)) == "AUT"


@pytest.mark.parametrize(("year", "party"), [(1972, "USA"), (1980, "henry-kissinger")])
def test_a_person_stands_for_whom_he_then_held_office(year: int, party: str) -> None:
    office = Reading("USA", "office-holder", since=date(1969, 1, 20), until=date(1977, 1, 20))
    readings = (office, Reading("henry-kissinger", "person"))
    span = Span(0, 9)
    mention = Mention(span, "Kissinger", "henry-kissinger", "person", Match(span, "Kissinger", readings))
    assert redated("Kissinger left.", mention, load_gazetteer(), when=Interval.at(year, 5, 1)) == party


def test_mention_with_one_reading_is_never_redated() -> None:
    mention = mention_of("AUT", VIENNA[2:])
    assert redated("Austria left.", mention, gazetteer_of(), when=Interval.at(1838)) == "AUT"


def test_reading_stands_where_none_held() -> None:
    mention = mention_of("AUT", VIENNA)
    assert redated("Austria left.", mention, gazetteer_of(), when=Interval.at(1700)) == "AUT"


# --------------------------------------------------------------------------------------- tokens


def placed(text: str, *words: tuple[str, str]) -> tuple[list[Mention], list[str], set[int]]:
    """Place mentions of words with their types; give them with the tags and the modifiers."""
    mentions = []
    for word, kind in words:
        span = Span(text.index(word), text.index(word) + len(word))
        mentions.append(Mention(span, word, "PER", kind, Match(span, word, (Reading("PER", kind),))))
    tokens = tokenize(text, 0, len(text))
    return place(mentions, tokens), tokens.tags, tokens.modifiers


def test_mention_covers_its_tokens() -> None:
    (mention,), tags, _ = placed("the Republic of Peru left", ("Republic of Peru", "name"))
    assert (mention.i, mention.j) == (1, 4)
    assert tags == ["N", "M", "M", "M", "N"]


def test_mention_on_marked_tokens_is_dropped() -> None:
    mentions, _, _ = placed("the Republic of Peru left", ("Republic of Peru", "name"), ("Peru", "name"))
    assert [m.text for m in mentions] == ["Republic of Peru"]


def test_mention_inside_a_hyphenated_word_covers_the_word() -> None:
    (mention,), tags, _ = placed("a Bourbon-Peruvian plot", ("Peruvian", "adjective"))
    assert (mention.i, mention.j) == (1, 2)
    assert tags == ["N", "M", "N"]


@pytest.mark.parametrize(
    ("word", "kind", "modifies"),
    [("Peru", "name", False), ("Peruvian", "adjective", True), ("U.S.", "alias", True)],
)
def test_adjectives_and_abbreviations_modify(word: str, kind: str, modifies: bool) -> None:
    _, _, modifiers = placed(f"the {word} envoy", (word, kind))
    assert modifiers == ({1} if modifies else set())

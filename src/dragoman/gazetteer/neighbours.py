"""The words beside a name that decide what it means, read from `neighbours.toml` and compiled."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dragoman.gazetteer.folding import fold
from dragoman.resources import load_toml

Pattern = re.Pattern[str]


@dataclass(frozen=True)
class Neighbours:
    """Word lists and patterns; every one is matched against folded text."""

    given_names: frozenset[str]
    titles: frozenset[str]
    given_places: frozenset[str]
    not_surnames: frozenset[str]
    prepositions: frozenset[str]
    offices: frozenset[str]
    acting_before: Pattern
    acting_after: Pattern
    no_longer: Pattern
    cities_only: frozenset[str]
    common_words: frozenset[str]
    us_place: Pattern
    canadian_place: Pattern
    language: Pattern
    not_india: Pattern
    named_before: Pattern
    named_after: Pattern
    georgia_before: Pattern
    georgia_after: Pattern
    cues: dict[str, tuple[tuple[str, Pattern], ...]]
    customary: dict[str, str]


def load_neighbours() -> Neighbours:
    """Read and compile the word lists.

    Raises:
        DataError: The file cannot be read.
    """
    data: dict[str, Any] = load_toml("gazetteer/neighbours.toml")
    us = any_of([*data["us_states"], *data["us_abbreviations"]])
    end = r"(?![\w'-])"
    return Neighbours(
        given_names=_folded(data["given_names"]),
        titles=_folded(data["titles"]),
        given_places=_folded(data["given_places"]),
        not_surnames=_folded(data["not_surnames"]),
        prepositions=_folded(data["place_prepositions"]),
        offices=_folded(data["offices"]),
        acting_before=re.compile(rf"(?<![\w'-]){any_of(data['acting'])} $"),
        acting_after=re.compile(
            rf", (?:then |(?:the|his|her|its|their|[A-Z][\w.-]*'s) (?:then )?)?{any_of(data['acting'])}{end}",
            re.IGNORECASE,
        ),
        no_longer=re.compile(rf"\b{any_of(data['no_longer'])}[ -](?:[\w.'-]+ ){{0,3}}$"),
        cities_only=_folded(data["placing_cities_only"]),
        common_words=_folded(data["common_words"]),
        us_place=re.compile(rf", ?({us}){end}"),
        canadian_place=re.compile(rf", ?{any_of(data['canadian'])}{end}"),
        language=re.compile(rf"\b{any_of(data['language_verbs'])} $"),
        not_india=re.compile(rf" {any_of(data['not_india'])}\b"),
        named_before=re.compile(rf"\b{any_of(data['named_before'])} of (?:the )?$"),
        named_after=re.compile(rf" (?:[Pp]eace )?{any_of(data['named_after'])}\b"),
        georgia_before=re.compile(rf"(?<!\w){any_of(data['georgia']['before'])} ?$"),
        georgia_after=re.compile(rf"(?:'s)? (?:[Ss]tate )?{any_of(data['georgia']['after'])}\b"),
        cues={name: _by_party(words) for name, words in data["cues"].items()},
        customary=data["customary"],
    )


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _by_party(words: dict[str, list[str]]) -> tuple[tuple[str, Pattern], ...]:
    return tuple((party, re.compile(rf"\b{any_of(cues)}\b")) for party, cues in words.items())


def any_of(words: Iterable[str]) -> str:
    """Give a pattern for any of the words, the longest first."""
    ordered = sorted((fold(word) for word in words), key=lambda word: (-len(word), word))
    return f"(?:{'|'.join(map(re.escape, ordered))})"

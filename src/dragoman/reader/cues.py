"""The short word lists of `data/phrases/cues.toml` that steer the reading, one field a list."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from dragoman.errors import DataError
from dragoman.resources import load_toml

FILE = "phrases/cues.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Cues:
    """Word lists by name; what each is for is said in the data file, above the list."""

    # sentences
    abbreviations: frozenset[str]
    final_abbreviations: frozenset[str]
    starters: frozenset[str]
    dotted: frozenset[str]
    uncapitalized: frozenset[str]
    # tags
    not_adverbs: frozenset[str]
    rounding: frozenset[str]
    ordering: frozenset[str]
    unmarked_pasts: frozenset[str]
    particles: frozenset[str]
    # clauses
    copulas: frozenset[str]
    object_control: frozenset[str]
    # mood
    future: frozenset[str]
    maybe: frozenset[str]
    duty: frozenset[str]
    conditions: frozenset[str]
    trailing_conditions: frozenset[str]
    planning_nouns: frozenset[str]
    possible_nouns: frozenset[str]
    demanding_nouns: frozenset[str]
    denying_nouns: frozenset[str]
    threatening_nouns: frozenset[str]
    decisive_nouns: frozenset[str]
    decisive_verbs: frozenset[str]
    announcing: frozenset[str]
    refusing: frozenset[str]
    denying: frozenset[str]
    insisting: frozenset[str]
    soon: frozenset[str]
    ranking: frozenset[str]
    empty_phrases: frozenset[str]
    # reports
    attributing: frozenset[str]
    inverting: frozenset[str]
    accusing: frozenset[str]
    # dates
    bounds: frozenset[str]
    weak_bounds: frozenset[str]
    links: frozenset[str]
    meetings: frozenset[str]
    # references
    plural_pronouns: frozenset[str]
    singular_pronouns: frozenset[str]
    personal_pronouns: frozenset[str]
    first_person: frozenset[str]
    pointing: frozenset[str]
    grounds: frozenset[str]
    # frames
    acts: frozenset[str]
    applying: frozenset[str]
    exchanging: frozenset[str]
    domestic: frozenset[str]
    titles: frozenset[str]
    realms: frozenset[str]
    party_acts: frozenset[str]
    rights: frozenset[str]


def parse_cues(data: dict[str, Any], *, file: str = FILE) -> Cues:
    """Build the lists from parsed TOML; its tables only order them.

    Raises:
        DataError: a list is missing, unknown, empty or given twice.
    """
    lists: dict[str, frozenset[str]] = {}
    for table in data.values():
        for name, words in table.items():
            if name in lists or not words.split():
                raise DataError(file=file, problem=f"list {name} is empty or given twice")
            lists[name] = frozenset(words.split())
    known = {field.name for field in fields(Cues)}
    odd = sorted(known ^ set(lists))
    if odd:
        raise DataError(file=file, problem=f"lists are missing or unknown: {', '.join(odd)}")
    return Cues(**lists)


@cache
def load_cues() -> Cues:
    """Give the packaged lists; read once a process."""
    return parse_cues(load_toml(FILE))

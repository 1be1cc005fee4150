"""The words for actors: roles with their sectors, named bodies, and how words of a phrase are looked up."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.errors import DataError
from dragoman.gazetteer.folding import fold
from dragoman.records import PartyId
from dragoman.resources import load_csv, load_toml

LONGEST = 6  # words of the longest entry
WORD = re.compile(r"(?:[A-Za-z]\.){2,}|[^\W_]+(?:['.&/][^\W_]+)*(?:(?<=s)')?")
"""A word: hyphens part words, abbreviations with points and possessives stay whole."""
PUBLIC = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY"})
"""Sectors whose acts are acts of the state."""


@dataclass(frozen=True, slots=True)
class Body:
    """A named agency, company, newspaper or the like, or a place (sector ""); `state` is "" for none."""

    name: str
    state: str
    sector: str


@dataclass(frozen=True, slots=True)
class Role:
    """What a word or phrase for an actor says: its sector, and whether its neighbours may decide instead."""

    words: tuple[str, ...]
    sector: str
    weak: bool = False

    @property
    def head(self) -> str:
        """The last word, singular."""
        return self.words[-1]


@dataclass(frozen=True)
class Lexicon:
    """Everything that `actors.toml` and `bodies.csv` hold, keyed for look-up by words."""

    roles: Mapping[tuple[str, ...], Role]
    bodies: Mapping[tuple[str, ...], Body]
    qualifiers: Mapping[str, str]  # word -> sector
    turned: Mapping[str, frozenset[str]]  # sector of a qualifier -> sectors that it turns
    lists: Mapping[str, frozenset[str]]  # "ended", "counting", "belonging", "skipped", "local", …
    singulars: Mapping[str, str]
    parents: Mapping[PartyId, PartyId]  # states without a code -> the state that they lie in
    tenures: Mapping[
        tuple[PartyId, str], str
    ]  # group and first day (ISO, "" for none) -> its sector from then on

    def role_ending(self, words: tuple[str, ...]) -> Role | None:
        """Give the longest role that these words (lower case) end with.

        Plurals count, of the last word ("foreign ministers") and of the first ("heads of state").
        """
        for size in range(min(LONGEST, len(words)), 0, -1):
            tail = words[-size:]
            for last in self.forms(tail[-1]):
                found = self.roles.get((*tail[:-1], last))
                if found is not None:
                    return found
            for first in self.forms(tail[0]) if size > 1 else ():
                found = self.roles.get((first, *tail[1:]))
                if found is not None:
                    return found
        return None

    def body_ending(self, words: tuple[str, ...]) -> tuple[Body, int] | None:
        """Give the body that these words, as printed, end with, and its number of words."""
        for size in range(min(LONGEST, len(words)), 0, -1):
            body = self.bodies.get(words[-size:])
            if body is not None:
                return body, size
        return None

    def forms(self, word: str) -> tuple[str, ...]:
        """Give a word and what it may be the plural or possessive of."""
        bare = word[:-2] if word.endswith("'s") else word.rstrip("'")
        forms = [word, bare, self.singulars.get(bare, bare)]
        if bare.endswith("ies"):
            forms.append(bare[:-3] + "y")
        if bare.endswith(("ses", "xes", "ches", "shes", "zes", "oes")):
            forms.append(bare[:-2])
        if bare.endswith("ves"):
            forms += [bare[:-3] + "f", bare[:-3] + "fe"]
        if bare.endswith("s") and not bare.endswith("ss"):
            forms.append(bare[:-1])
        return tuple(dict.fromkeys(forms))

    def is_in(self, name: str, word: str) -> bool:
        """Say whether a word (lower case, perhaps plural) is in one of the lists."""
        return any(form in self.lists[name] for form in self.forms(word))


def words_of(text: str) -> tuple[str, ...]:
    """Give the words of a text without accents."""
    return tuple(WORD.findall(fold(text)))


def _roles(data: Mapping[str, Iterable[str]], weak: Mapping[str, str]) -> dict[tuple[str, ...], Role]:
    roles: dict[tuple[str, ...], Role] = {}
    for sector, entries in data.items():
        for entry in entries:
            words = words_of(entry)
            if words in roles:
                problem = f"{entry!r} is under {roles[words].sector} and under {sector}"
                raise DataError(file="gazetteer/actors.toml", problem=problem)
            roles[words] = Role(words, sector)
    for entry, sector in weak.items():
        words = words_of(entry)
        roles[words] = Role(words, sector, weak=True)
    return roles


def _bodies(
    places: Mapping[str, Iterable[str]], peoples: Mapping[str, Iterable[str]]
) -> dict[tuple[str, ...], Body]:
    bodies = {words_of(name): Body(name, state, "") for state, names in places.items() for name in names}
    bodies |= {words_of(name): Body(name, state, "CVL") for state, names in peoples.items() for name in names}
    for row in load_csv("gazetteer/bodies.csv"):
        body = Body(row["name"], row["state"], row["sector"])
        for name in (row["name"], *filter(None, row["aliases"].split("|"))):
            bodies[words_of(name)] = body
    return bodies


@functools.cache
def load_lexicon() -> Lexicon:
    """Give the words for actors; read once a process.

    Raises:
        DataError: A word stands under two sectors, or the files cannot be read.
    """
    data = load_toml("gazetteer/actors.toml")
    given = frozenset(name.lower() for name in load_toml("gazetteer/neighbours.toml")["given_names"])
    return Lexicon(
        roles=_roles(data["roles"], data["weak"]),
        bodies=_bodies(data["places"], data["peoples"]),
        qualifiers={word: sector for sector, words in data["qualifiers"].items() for word in words},
        turned={sector: frozenset(turned) for sector, turned in data["turned"].items()},
        lists={name: frozenset(words) for name, words in data["lists"].items()} | {"given": given},
        singulars=data["plurals"],
        parents=data["parents"],
        tenures={(row["id"], row["since"]): row["sector"] for row in load_csv("gazetteer/groups.csv")},
    )

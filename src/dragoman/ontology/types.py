"""Event types, read from `data/event_types.toml` and checked when loaded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from dragoman.errors import DataError
from dragoman.resources import load_toml

FILE = "event_types.toml"
EFFECTS = frozenset(
    [
        "begin",
        "change",
        "level",
        "move",
        "add",
        "ease",
        "confirm",
        "name",
        "expel",
        "deny",
        "end",
        "found",
        "succeed",
        "merge",
        "dissolve",
        "absorb",
        "none",
    ]
)
PLOVER_ROOTS = frozenset(
    [
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    ]
)
_OWN_CODE = re.compile(r"x_[a-z]+(?:_[a-z]+)*")
_REQUIRED = ("code", "family", "gloss", "effect")
_ALLOWED = {*_REQUIRED, "dimension", "parties", "status", "plover", "mode", "cameo"}


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """One type of event; the fields are explained at the top of the data file."""

    code: str
    family: str
    gloss: str
    effect: str
    dimension: str = ""  # "" changes no relation
    unordered: bool = False
    status: str = ""
    plover: str = ""
    mode: str = ""
    cameo: str = ""


OWN = "x_"
"""Codes that begin so are types of a user's own: no relation changes by them, they are on the timeline."""
_OWN_FAMILY = "interaction"


class Ontology(Mapping[str, EventType]):
    """All event types by code, in the file's order.

    Types of a user's own (`OWN`) are known too, as interactions without a PLOVER root, but not listed.
    """

    def __init__(self, types: list[EventType]) -> None:
        self._types = {t.code: t for t in types}
        self.families = tuple(dict.fromkeys(t.family for t in types))
        self.dimensions = tuple(dict.fromkeys(t.dimension for t in types if t.dimension))
        self.unordered_dimensions = frozenset(t.dimension for t in types if t.unordered and t.dimension)

    def __getitem__(self, code: str) -> EventType:
        if code not in self._types and is_own(code):
            gloss = code.removeprefix(OWN).replace("_", " ")
            return EventType(code=code, family=_OWN_FAMILY, gloss=gloss, effect="none")
        return self._types[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._types)

    def __len__(self) -> int:
        return len(self._types)


def is_own(code: str) -> bool:
    """Whether a code is one of a user's own types, such as "x_currency_union"."""
    return bool(_OWN_CODE.fullmatch(code))


def parse_ontology(data: dict[str, Any], *, file: str = FILE) -> Ontology:
    """Build the ontology from parsed TOML.

    Raises:
        DataError: a row lacks a field, has an unknown one, or uses a word that is not defined.
    """
    families = {f["code"]: f for f in data.get("family", [])}
    types: list[EventType] = []
    seen: set[str] = set()
    for number, row in enumerate(data.get("type", []), start=1):
        problem = _problem(row, families, seen)
        if problem:
            raise DataError(
                file=file,
                problem=f"type {number} ({row.get('code', 'no code')}): {problem}",
                remedy="see the words allowed at the top of the file",
            )
        seen.add(row["code"])
        family = families[row["family"]]
        types.append(
            EventType(
                code=row["code"],
                family=row["family"],
                gloss=row["gloss"],
                effect=row["effect"],
                dimension=row.get("dimension", family["dimension"]),
                unordered=row.get("parties", family["parties"]) == "unordered",
                status=row.get("status", ""),
                plover=row.get("plover", ""),
                mode=row.get("mode", ""),
                cameo=row.get("cameo", ""),
            )
        )
    return Ontology(types)


def _problem(row: dict[str, Any], families: dict[str, Any], seen: set[str]) -> str:
    missing = [name for name in _REQUIRED if not row.get(name)]
    unknown = sorted(set(row) - _ALLOWED)
    checks = [
        (bool(missing), f"lacks {', '.join(missing)}"),
        (bool(unknown), f"has unknown fields {', '.join(unknown)}"),
        (row.get("code") in seen, "is defined twice"),
        (row.get("family") not in families, f"family {row.get('family')!r} is not defined"),
        (row.get("effect") not in EFFECTS, f"effect {row.get('effect')!r} is not one of the file's list"),
        (
            row.get("plover", "") not in PLOVER_ROOTS | {""},
            f"PLOVER root {row.get('plover')!r} does not exist",
        ),
        (
            row.get("parties", "directed") not in ("directed", "unordered"),
            "parties is neither directed nor unordered",
        ),
    ]
    return next((text for wrong, text in checks if wrong), "")


@cache
def load_ontology() -> Ontology:
    """Give the packaged ontology; read once a process."""
    return parse_ontology(load_toml(FILE))
